"""Add a role in the meaning of the law: dated and sourced; a person may hold several at once (trust.md, "Person")."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.facts import KEPT, NewRole
from gvi.trust.people.flows.common import cluster_ids, lock_person, swedish_day, write_roles
from gvi.trust.people.models import Person, PersonRole
from gvi.trust.people.refusals import AlreadyHeld, InTheFuture, Missing, NotKeptHere
from gvi.trust.people.words import PersonRoleName
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_kind
from gvi.trust.workspaces.rights import Right


def add_role(person: Person, new: NewRole, *, by: Actor, at: datetime) -> PersonRole:
    """Add ``new`` to a person who does not hold that role already."""
    by.require(Right.WRITE_ROLES)
    if "roles" not in KEPT.get(own_kind(by), ()):
        raise NotKeptHere("role")
    if not new.source.strip():
        raise Missing("source")
    if new.since > swedish_day(at):
        raise InTheFuture("since")
    with transaction.atomic():
        only_not_suspected = new.role == PersonRoleName.NOT_SUSPECTED
        current = lock_person(person, at=at, overdue=only_not_suspected)
        held = PersonRole.objects.filter(person__in=cluster_ids(current), until=None, role=new.role)
        if held.exists():
            raise AlreadyHeld
        [role] = write_roles(current.pk, [new], by=by, at=at)
        write(Operation.CHANGE, "people.add_role", by=by, kind="person", record=current.pk)
    return role
