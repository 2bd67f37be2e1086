"""What tests of the audit session stand on: an audit in each of its states, through the product's own flows."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.steps.mapping.flows.approve_audit import approve_audit
from gvi.steps.mapping.flows.note_audit import note_audit
from gvi.steps.mapping.flows.open_audit import open_audit
from gvi.steps.mapping.flows.plan_audit import plan_audit
from gvi.steps.mapping.flows.write_audit_group import write_group
from gvi.steps.mapping.models import Audit, AuditGroup, AuditQuestion, Changed
from gvi.steps.mapping.queries.audits import find_audit
from gvi.trust.people.models import Person
from tests.cast import Player, in_room
from tests.steps.groups.belonging import make_tie
from tests.trust.people.persons import make_person

THERE = ("Samordnare", "Analytiker")


def planned_by(player: Player, *, days: int = 0, at: datetime | None = None) -> Audit:
    """An audit planned for so many days ahead."""
    at = at or timezone.now()
    with in_room(player) as actor:
        return plan_audit(localdate(at) + timedelta(days=days), by=actor, at=at)


def opened_by(player: Player, *, at: datetime | None = None) -> Audit:
    """An audit that goes on."""
    at = at or timezone.now()
    audit = planned_by(player, at=at)
    with in_room(player) as actor:
        return open_audit(audit, by=actor, at=at)


def write_as(
    player: Player, audit: Audit, group: Group, changed: Changed = Changed.SAME, words: str = ""
) -> AuditGroup:
    """``player`` writes of ``group``."""
    with in_room(player) as actor:
        return write_group(audit, group, changed, words, by=actor, at=timezone.now())


def note_as(player: Player, audit: Audit, functions: tuple[str, ...] = THERE, note: str = "") -> Audit:
    """``player`` writes who was there."""
    with in_room(player) as actor:
        return note_audit(audit, functions, note, by=actor, at=timezone.now())


def approve_as(player: Player, audit: Audit, *, at: datetime | None = None) -> Audit:
    """``player`` approves."""
    with in_room(player) as actor:
        return approve_audit(audit, by=actor, at=at or timezone.now())


def held_by(player: Player, second: Player, group: Group, *, at: datetime | None = None) -> Audit:
    """An approved audit that covered ``group``."""
    audit = opened_by(player, at=at)
    write_as(player, audit, group, Changed.CHANGED, "Har flyttat till Norra torget.")
    note_as(player, audit)
    return approve_as(second, audit, at=at)


def read_as(player: Player, audit: Audit) -> Audit:
    """The audit as it is now."""
    with in_room(player):
        return find_audit(audit.pk)


def questions_of(player: Player, audit: Audit) -> list[AuditQuestion]:
    """What the data asked."""
    with in_room(player):
        return list(AuditQuestion.objects.filter(audit=audit).order_by("kind"))


def circle(player: Player, size: int) -> list[Person]:
    """Persons who have all been seen together."""
    people = [make_person(player) for _ in range(size)]
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            make_tie(player, one, other)
    return people
