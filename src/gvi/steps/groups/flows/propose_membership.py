"""Propose that somebody belongs to a group: an assessment with basis, source and grade (domain.md, "Groups").

It counts when another member has confirmed it, and lapses when nobody does (``ageing.UNCONFIRMED_DAYS``).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.groups.flows.about_persons import own_source, person_to_write, written
from gvi.steps.groups.flows.checks import locked, refuse_ahead, refuse_ended
from gvi.steps.groups.models import Group, Membership, Source
from gvi.steps.groups.refused_persons import AlreadyMember
from gvi.steps.groups.states import MembershipState
from gvi.steps.groups.words import Certainty, MemberRole
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids
from gvi.trust.people.models import Person
from gvi.trust.people.words import Accuracy
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewMembership:
    """Who, in which group and in what part, how sure, on what basis, since when, and who says so."""

    person: UUID
    group: Group
    role: MemberRole
    certainty: Certainty
    basis: str
    since: date
    source: Source
    accuracy: Accuracy


def propose_membership(
    new: NewMembership, *, by: Actor, at: datetime, follows: UUID | None = None
) -> Membership:
    """Put the proposal down; ``follows`` is the membership of a former group that it continues."""
    by.require(Right.WRITE_MEMBERSHIPS)
    refuse_ahead(new.since, at, "since")
    with transaction.atomic():
        [group] = locked([new.group])
        refuse_ended(group, field="group")
        person = person_to_write(new.person, at=at)
        _refuse_second(person, group, localdate(at))
        made = Membership.objects.create(
            **signed(by, at),
            person=person,
            group=group,
            role=new.role,
            certainty=new.certainty,
            basis=written(new.basis, "basis"),
            since=new.since,
            source=own_source(new.source),
            accuracy=new.accuracy,
            follows=follows,
        )
        write(Operation.COLLECT, "groups.propose_membership", by=by, kind="person", record=person.pk)
    return Membership.objects.get(pk=made.pk)


def _refuse_second(person: Person, group: Group, day: date) -> None:
    """Records that were found to be one person have one membership of a group."""
    open_ones = Membership.objects.filter(
        person__in=cluster_ids(person), group=group, review_due__gte=day
    ).exclude(state=MembershipState.REMOVED)
    if open_ones.exists():
        raise AlreadyMember
