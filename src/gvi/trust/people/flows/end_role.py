"""End a role, with the reason; a suspicion is not ended here but dropped, so that receivers learn of it (T13)."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids, lock_person, swedish_day
from gvi.trust.people.models import PersonRole
from gvi.trust.people.refusals import DropSuspicion, LastRole, Missing, NoSuchPerson, WrongState
from gvi.trust.people.words import PersonRoleName
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def end_role(role: PersonRole, reason: str, *, by: Actor, at: datetime) -> PersonRole:
    """End ``role`` today. Who is convicted is no longer only suspected, so that suspicion may end without a word."""
    by.require(Right.WRITE_ROLES)
    if not reason.strip():
        raise Missing("reason")
    with transaction.atomic():
        person = lock_person(role.person, at=at)
        current = PersonRole.objects.select_for_update().filter(pk=role.pk).first()
        if current is None:
            raise NoSuchPerson
        if current.until is not None:
            raise WrongState
        _refuse(current, set(_others(current)))
        current.until, current.end_reason = swedish_day(at), reason.strip()
        current.save(update_fields=["until", "end_reason"])
        write(Operation.CHANGE, "people.end_role", by=by, kind="person", record=person.pk)
    return current


def _others(role: PersonRole) -> list[str]:
    held = PersonRole.objects.filter(person__in=cluster_ids(role.person), until=None).exclude(pk=role.pk)
    return list(held.values_list("role", flat=True))


def _refuse(role: PersonRole, others: set[str]) -> None:
    if role.role == PersonRoleName.SUSPECTED and PersonRoleName.CONVICTED not in others:
        raise DropSuspicion
    if not others:
        raise LastRole
