"""Hand memberships over when a group ends: the old one ends, and where a group follows, a new one is proposed.

Another member confirms it. No review moves further off: the database keeps the old day (``sql/groups.sql``). Of
somebody whose record is overdue nothing new is written; that membership only ends (trust.md, T14).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from gvi.steps.groups.flows.end_group import Ending
from gvi.steps.groups.flows.end_membership import close_membership
from gvi.steps.groups.models import Group, Membership
from gvi.steps.groups.refusals import NotAssigned
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import MembershipEnd
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.retention import READ_ONLY_DAYS
from gvi.trust.people.words import State
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class Handover:
    """How many memberships were proposed in a group that follows, and how many only ended."""

    proposed: int = 0
    ended: int = 0


def living_in(groups: Iterable[UUID], day: date) -> QuerySet[Membership]:
    """The memberships of ``groups`` that are proposed or confirmed and not past their review on ``day``."""
    states = [MembershipState.PROPOSED, MembershipState.CONFIRMED]
    return Membership.objects.filter(group__in=groups, state__in=states, review_due__gte=day)


def hand_over(successors: Mapping[UUID, Group | None], ending: Ending) -> Handover:
    """Hand every living membership of the ended groups over to the group that follows each of them, if one does."""
    rows = _held(successors, ending)
    return _hand([(row, successors[row.group_id]) for row in rows], ending)


def assign(group: UUID, chosen: Mapping[UUID, Group | None], ending: Ending) -> Handover:
    """Hand each living membership of ``group`` over as ``chosen``; raises ``NotAssigned`` unless all are named."""
    rows = _held([group], ending)
    if {row.pk for row in rows} != set(chosen):
        raise NotAssigned
    return _hand([(row, chosen[row.pk]) for row in rows], ending)


def _held(groups: Iterable[UUID], ending: Ending) -> list[Membership]:
    living = living_in(groups, localdate(ending.at)).select_for_update(of=("self",))
    confirmed_first = F("confirmed_at").asc(nulls_last=True)
    return list(living.select_related("person").order_by(confirmed_first, "pk"))


def _hand(rows: list[tuple[Membership, Group | None]], ending: Ending) -> Handover:
    """``rows`` come with confirmed ones first: one person in two merged groups is proposed once."""
    there = _already_there(rows, ending)
    proposed = 0
    for row, successor in rows:
        _end(row, ending)
        one = row.person.merged_into_id or row.person_id
        if successor and (one, successor.pk) not in there and _may_follow(row, ending):
            there.add((one, successor.pk))
            _propose(row, successor, ending)
            proposed += 1
        write(Operation.CHANGE, "groups.carry_membership", by=ending.by, kind="person", record=row.person_id)
    return Handover(proposed, len(rows) - proposed)


def _already_there(rows: list[tuple[Membership, Group | None]], ending: Ending) -> set[tuple[UUID, UUID]]:
    successors = {successor.pk for _, successor in rows if successor}
    held = living_in(successors, localdate(ending.at)) if successors else Membership.objects.none()
    return set(held.values_list(Coalesce("person__merged_into", "person"), "group"))


def _may_follow(row: Membership, ending: Ending) -> bool:
    return row.person.state == State.ACTIVE and row.person.review_due >= localdate(ending.at)


def _end(row: Membership, ending: Ending) -> None:
    """The day the group ended, but not before what was last decided, nor so long ago that the row would be hidden."""
    decided = [localdate(moment) for moment in (row.at, row.confirmed_at) if moment]
    in_sight = localdate(ending.at) - timedelta(days=READ_ONLY_DAYS - 1)
    day = max([ending.day, in_sight, *decided, *([row.reviewed_on] if row.reviewed_on else [])])
    close_membership(row, MembershipEnd.GROUP_ENDED, day, by=ending.by, at=ending.at)


def _propose(row: Membership, successor: Group, ending: Ending) -> None:
    Membership.objects.create(
        person_id=row.person_id,
        group=successor,
        role=row.role,
        certainty=row.certainty,
        basis=row.basis,
        since=ending.day,
        source_id=row.source_id,
        accuracy=row.accuracy,
        follows=row.pk,
        **signed(ending.by, ending.at),
    )
