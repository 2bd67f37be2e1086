"""Whether a step has a road: a rule that is switched on, from one kind of room to another (trust.md, "Law as data")."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import enabled_rules, in_force
from gvi.trust.law.wording import road_words, room_word
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind


@dataclass(frozen=True)
class Road:
    """The rules that a step may use today; without any, the plain message to show instead of the step."""

    rules: tuple[RuleVersion, ...]
    message: str

    @property
    def is_open(self) -> bool:
        """Whether there is a rule to use."""
        return bool(self.rules)


def road(step: str, from_kind: Kind, to_kind: Kind, actor: Actor, day: date) -> Road:
    """The road that ``step`` has from ``actor``'s room, whose kind must be ``from_kind``, on ``day``."""
    if from_kind != actor.kind:
        sentence = _("%(room)s avgör själv vad den lämnar ut och enligt vilken regel.")
        return Road((), sentence % {"room": room_word(from_kind)})
    rules = tuple(rule for rule in enabled_rules(actor, to_kind, day) if step in rule.steps)
    return Road(rules, "" if rules else _closed(step, from_kind, to_kind, day))


def _closed(step: str, from_kind: Kind, to_kind: Kind, day: date) -> str:
    words = {"road": road_words(from_kind, to_kind)}
    serving = in_force(day).filter(
        steps__contains=[step], from_kinds__contains=[from_kind], to_kinds__contains=[to_kind]
    )
    if serving.exists():
        return closed_words(words["road"])
    return _("Det finns ingen regel som kan bära det här steget för %(road)s.") % words


def closed_words(road: str) -> str:
    """What stands instead of a step while no rule for its road is on."""
    return _("Det här steget kan inte användas förrän er jurist slagit på en regel för %(road)s.") % {
        "road": road
    }
