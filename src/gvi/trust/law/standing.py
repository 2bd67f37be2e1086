"""Where each rule stands in one room today: what its lawyer, its data protection officer and its decider have done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.models import RuleAct, RuleVersion
from gvi.trust.law.queries import SWITCHING
from gvi.trust.law.steps import Step
from gvi.trust.law.wording import RuleText, text_of
from gvi.trust.law.words import Act
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room


class State(TextChoices):
    """In words, where a version stands."""

    ON = "on", _("påslagen")
    OFF = "off", _("avslagen")
    VERIFIED = "verified", _("kontrollerad, inte påslagen")
    UNVERIFIED = "unverified", _("väntar på jurist")
    NOT_YET = "not_yet", _("gäller inte än")
    PAST = "past", _("gäller inte längre")
    REPLACED = "replaced", _("ersatt av en nyare version")


TONES = {State.ON: "success", State.VERIFIED: "info", State.UNVERIFIED: "warning", State.NOT_YET: "info"}


@dataclass(frozen=True)
class Standing:
    """One version in one room on one day; ``acts`` latest first."""

    rule: RuleVersion
    text: RuleText
    state: State
    acts: tuple[RuleAct, ...]

    @property
    def tone(self) -> str:
        """The tone of the mark beside the words."""
        return TONES.get(self.state, "neutral")

    @property
    def steps(self) -> list[str]:
        """The steps it serves, in words."""
        return [str(Step(step).label) for step in self.rule.steps]

    @property
    def verified(self) -> RuleAct | None:
        """The latest verification."""
        return self._latest({Act.VERIFIED})

    @property
    def advised(self) -> RuleAct | None:
        """The latest advice."""
        return self._latest({Act.ADVISED})

    @property
    def switched(self) -> RuleAct | None:
        """The latest switching on or off."""
        return self._latest(set(SWITCHING))

    def verified_by_another(self, member: UUID | None) -> bool:
        """Whether somebody other than ``member`` has verified it."""
        return any(act.act == Act.VERIFIED and act.by != member for act in self.acts)

    def _latest(self, kinds: set[Act]) -> RuleAct | None:
        return next((act for act in self.acts if act.act in kinds), None)


def standings(actor: Actor, day: date, versions: Iterable[RuleVersion] | None = None) -> list[Standing]:
    """Every version (or ``versions``) as it stands in ``actor``'s room on ``day``; two queries."""
    every = list(RuleVersion.objects.order_by("code", "version"))
    acts = defaultdict(list)
    for act in RuleAct.objects.filter(workspace=own_room(actor)).order_by("-at"):
        acts[act.rule_id].append(act)
    shown = every if versions is None else versions
    return [_standing(rule, acts[rule.pk], every, day) for rule in shown]


def current(found: Sequence[Standing]) -> list[Standing]:
    """One version of each rule: the one in force, else the latest there is."""
    chosen: dict[str, Standing] = {}
    for standing in found:
        kept = chosen.get(standing.rule.code)
        if kept is None or standing.state not in {State.NOT_YET, State.PAST}:
            chosen[standing.rule.code] = standing
    return sorted(chosen.values(), key=lambda standing: standing.text.citation)


def _standing(rule: RuleVersion, acts: list[RuleAct], every: list[RuleVersion], day: date) -> Standing:
    return Standing(rule, text_of(rule), _state(rule, acts, every, day), tuple(acts))


def _state(rule: RuleVersion, acts: list[RuleAct], every: list[RuleVersion], day: date) -> State:
    if rule.valid_from > day:
        return State.NOT_YET
    if rule.valid_to and rule.valid_to < day:
        return State.PAST
    if any(it.code == rule.code and it.version > rule.version and it.valid_from <= day for it in every):
        return State.REPLACED
    switched = next((act for act in acts if act.act in SWITCHING), None)
    if switched is not None:
        return State.ON if switched.act == Act.ENABLED else State.OFF
    return State.VERIFIED if any(act.act == Act.VERIFIED for act in acts) else State.UNVERIFIED
