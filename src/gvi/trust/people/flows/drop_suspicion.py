"""The suspicion has ended: the person is not findable as suspected any more, and receivers are told (T13).

May be done also when the review is overdue: what is in the person's favour never waits.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.corrections import Correction, correct
from gvi.trust.people.facts import NewRole
from gvi.trust.people.flows.common import cluster_ids, lock_person, swedish_day, write_roles
from gvi.trust.people.models import Person, PersonRole
from gvi.trust.people.refusals import Missing, NotSuspected
from gvi.trust.people.words import PersonRoleName
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def drop_suspicion(person: Person, reason: str, *, by: Actor, at: datetime) -> int:
    """End every suspicion in the person's records; return how many receivers were corrected.

    Without another role the person becomes *inte misstänkt*. ``reason`` stays here and goes to the receivers.
    """
    by.require(Right.WRITE_ROLES)
    reason = reason.strip()
    if not reason:
        raise Missing("reason")
    with transaction.atomic():
        current = lock_person(person, at=at, overdue=True)
        records = cluster_ids(current)
        _end(records, reason, at)
        if not PersonRole.objects.filter(person__in=records, until=None).exists():
            left = NewRole(PersonRoleName.NOT_SUSPECTED, swedish_day(at), reason[:200])
            write_roles(current.pk, [left], by=by, at=at)
        told = sum(correct(pk, Correction.SUSPICION_DROPPED, reason, by=by, at=at) for pk in records)
        write(Operation.CHANGE, "people.drop_suspicion", by=by, kind="person", record=current.pk)
    return told


def _end(records: list[UUID], reason: str, at: datetime) -> None:
    suspicions = PersonRole.objects.filter(person__in=records, until=None, role=PersonRoleName.SUSPECTED)
    if not suspicions.update(until=swedish_day(at), end_reason=reason[:200]):
        raise NotSuspected
