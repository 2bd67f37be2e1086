"""What the flows of persons share: the row under lock, its cluster, and the order in which a person is written."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.facts import NewRole
from gvi.trust.people.identity import identity_hash
from gvi.trust.people.models import Officer, Person, PersonRole
from gvi.trust.people.refusals import NoSuchPerson, NotAnOfficer, Overdue, WrongState
from gvi.trust.people.words import PersonRoleName, Regime, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.models import Member

OFFICERS_OF_MINOR = 2


def swedish_day(at: datetime) -> date:
    """The day it is in Sweden at ``at``."""
    return timezone.localdate(at)


def lock_person(person: Person, *, at: datetime, overdue: bool = False) -> Person:
    """The row as it is now, under lock; refuses one that is gone, has left, or is ``overdue`` (unless allowed)."""
    current = Person.objects.select_for_update().filter(pk=person.pk).first()
    if current is None:
        raise NoSuchPerson
    if current.state == State.EXITED:
        raise WrongState
    if current.review_due < swedish_day(at) and not overdue:
        raise Overdue
    return current


def cluster_ids(person: Person) -> list[UUID]:
    """The person's records: the one everything is read under, and those found to be the same."""
    root = person.merged_into_id or person.pk
    merged = Person.objects.filter(merged_into=root).order_by("id").values_list("pk", flat=True)
    return [root, *merged]


def current_roles(person: Person) -> tuple[NewRole, ...]:
    """The roles that hold now in all the person's records."""
    held = PersonRole.objects.filter(person__in=cluster_ids(person), until=None).order_by("since", "id")
    return tuple(NewRole(PersonRoleName(it.role), it.since, it.source) for it in held)


def hash_of(number: str, by: Actor) -> str:
    """The keyed hash that a number is found by; empty for none."""
    return identity_hash(number, own_room(by)) if number else ""


def write_roles(
    person: UUID, roles: Iterable[NewRole], *, by: Actor, at: datetime, author: UUID | None = None
) -> list[PersonRole]:
    """Add dated, sourced roles to a person; ``author`` is who wrote them, if not the actor."""
    return PersonRole.objects.bulk_create(
        PersonRole(
            workspace_id=own_room(by),
            person_id=person,
            role=PersonRoleName(new.role),
            since=new.since,
            source=new.source,
            by=author or own_member(by),
            at=at,
        )
        for new in roles
    )


def check_officers(regime: str, officers: Iterable[UUID], *, minor: bool, by: Actor) -> None:
    """Refuse 3:2 p. 2 without named officers of this room, the actor among them; and officers without p. 2."""
    named = set(officers)
    if regime != Regime.COMMON_P2:
        if named:
            raise NotAnOfficer(_("Namngivna tjänstemän anges bara vid 3:2 p. 2."))
        return
    if by.member_id not in named:
        raise NotAnOfficer(_("Du måste själv vara bland de namngivna tjänstemännen."))
    here = Member.objects.filter(pk__in=named, workspace_id=own_room(by), left_at=None).count()
    if here != len(named):
        raise NotAnOfficer(_("Alla namngivna tjänstemän ska arbeta i er arbetsyta."))
    if minor and len(named) < OFFICERS_OF_MINOR:
        raise NotAnOfficer(_("Personen är eller kan vara under 18 år. Namnge också den som ska godkänna."))


def write_officers(person: UUID, officers: Iterable[UUID], *, by: Actor) -> None:
    """Name those who may see the person: before the person is written, or nobody could."""
    room = own_room(by)
    Officer.objects.bulk_create(
        Officer(workspace_id=room, person_id=person, member=member) for member in sorted(set(officers))
    )


def check_now() -> None:
    """Let the database say now, and not when the page is done, what it has against the rows."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
