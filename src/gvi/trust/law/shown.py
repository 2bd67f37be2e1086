"""One version as a page shows it: ages, carriers and bans in words, who acted, and its other versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gvi.trust.law.models import RuleVersion
from gvi.trust.law.standing import Standing
from gvi.trust.law.wording import room_word
from gvi.trust.law.words import Act, DataClass, Secrecy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member


@dataclass(frozen=True)
class ActLine:
    """One act: what, by whom, who recorded it, when, and what was said."""

    act: Act
    label: str
    name: str
    note: str
    recorded_by: str
    at: datetime


@dataclass(frozen=True)
class Sheet:
    """The words of a version's page."""

    senders: str
    receivers: str
    carries: tuple[str, ...]
    never_carries: tuple[str, ...]
    never_secrecy: tuple[str, ...]
    test: str
    ages: str
    acts: tuple[ActLine, ...]
    versions: tuple[RuleVersion, ...]
    own: bool


def sheet(standing: Standing, actor: Actor) -> Sheet:
    """What the page of ``standing`` says to ``actor``; two queries."""
    rule = standing.rule
    carried = set(rule.carries)
    return Sheet(
        senders=_rooms(rule.from_kinds),
        receivers=_rooms(rule.to_kinds),
        carries=tuple(str(it.label) for it in DataClass if it in carried),
        never_carries=tuple(str(it.label) for it in DataClass if it not in carried),
        never_secrecy=tuple(str(it.label) for it in Secrecy if it in rule.never_secrecy),
        test=str(rule.get_test_display()),
        ages=age_words(rule),
        acts=tuple(_lines(standing)),
        versions=tuple(RuleVersion.objects.filter(code=rule.code).order_by("-version")),
        own=actor.kind in rule.from_kinds,
    )


def age_words(rule: RuleVersion) -> str:
    """For whom the rule counts, by age; empty without a limit."""
    if rule.age_from is not None and rule.age_under is not None:
        ages = {"from": rule.age_from, "under": rule.age_under}
        return _("Den som har fyllt %(from)s men inte %(under)s år.") % ages
    if rule.age_from is not None:
        return _("Den som har fyllt %(age)s år.") % {"age": rule.age_from}
    return _("Den som är under %(age)s år.") % {"age": rule.age_under} if rule.age_under is not None else ""


def _rooms(kinds: Iterable[str]) -> str:
    return ", ".join(room_word(kind) for kind in kinds)


def _lines(standing: Standing) -> Iterable[ActLine]:
    members = {act.by for act in standing.acts}
    names = dict(Member.objects.filter(pk__in=members).values_list("pk", "name")) if members else {}
    for act in standing.acts:
        label = str(act.get_act_display())
        yield ActLine(Act(act.act), label, act.name, act.note, names.get(act.by, ""), act.at)
