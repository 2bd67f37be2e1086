"""Withdraw somebody's part in an incident, or a tie between two persons: out of sight at once, erased another day."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from gvi.steps.groups.flows.about_persons import locked_row
from gvi.steps.groups.models import Involvement, PersonTie
from gvi.steps.groups.refused_persons import AlreadyWithdrawn
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

Fact = TypeVar("Fact", Involvement, PersonTie)


def withdraw_involvement(involvement: Involvement, *, by: Actor, at: datetime) -> Involvement:
    """Take back that somebody had part in an incident."""
    return _withdraw(
        Involvement, involvement.pk, "groups.withdraw_involvement", involvement.person_id, by, at
    )


def withdraw_tie(tie: PersonTie, *, by: Actor, at: datetime) -> PersonTie:
    """Take back that two persons hang together."""
    return _withdraw(PersonTie, tie.pk, "groups.withdraw_tie", tie.first_id, by, at)


def _withdraw(model: type[Fact], pk: UUID, verb: str, person: UUID, by: Actor, at: datetime) -> Fact:
    by.require(Right.WRITE_MEMBERSHIPS)
    with transaction.atomic():
        row = locked_row(model, pk)
        if row.withdrawn_at is not None:
            raise AlreadyWithdrawn
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        write(Operation.CHANGE, verb, by=by, kind="person", record=person)
    return row
