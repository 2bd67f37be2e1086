"""Enter a person: the fields that the room may keep, all that it must, and a second approver under eighteen.

trust.md, "Person"; T10 (nobody without role, purpose, regime and evidence), T15 (no date is typed), T27.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.facts import COLUMNS, NewPerson, faults, tidy
from gvi.trust.people.flows.common import (
    check_now,
    check_officers,
    hash_of,
    swedish_day,
    write_officers,
    write_roles,
)
from gvi.trust.people.labels import may_be_minor
from gvi.trust.people.models import Person
from gvi.trust.people.words import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind, own_member, own_room
from gvi.trust.workspaces.rights import Right


def add_person(new: NewPerson, *, by: Actor, at: datetime) -> Person:
    """Enter ``new`` in the actor's room; who is or may be under eighteen waits for ``approve_person``."""
    by.require(Right.WRITE_PERSONS)
    new = check_person(new, by=by, at=at)
    with transaction.atomic():
        person = write_person(new, by=by, at=at)
        check_now()
        write(Operation.COLLECT, "people.add_person", by=by, kind="person", record=person.pk)
    return Person.objects.get(pk=person.pk)


def check_person(new: NewPerson, *, by: Actor, at: datetime) -> NewPerson:
    """``new`` in normal form; raises the first thing that keeps it out of the actor's room."""
    day = swedish_day(at)
    new = tidy(new, day=day)
    for fault in faults(own_kind(by), new, day=day):
        raise fault
    minor = may_be_minor(new.birth_date, new.under_eighteen, day)
    check_officers(new.regime, new.officers, minor=minor, by=by)
    return new


def write_person(new: NewPerson, *, by: Actor, at: datetime, entered_by: UUID | None = None) -> Person:
    """Write a checked person with roles and officers.

    ``entered_by`` is who loaded the person in a file that the actor approves now: then it takes no further approver.
    """
    pk, day = uuid4(), swedish_day(at)
    write_officers(pk, new.officers, by=by)
    approved: dict[str, Any] = {"approved_by": own_member(by), "approved_at": at} if entered_by else {}
    waits = may_be_minor(new.birth_date, new.under_eighteen, day) and not entered_by
    person = Person.objects.create(
        id=pk,
        workspace_id=own_room(by),
        state=State.PROPOSED if waits else State.ACTIVE,
        identity_hash=hash_of(new.identity_number, by),
        entered_on=day,
        entered_by=entered_by or own_member(by),
        review_due=day,  # the database's to say: whatever stands here is overwritten
        **{name: getattr(new, name) for name in COLUMNS},
        **approved,
    )
    write_roles(pk, new.roles, by=by, at=at, author=entered_by)
    return person
