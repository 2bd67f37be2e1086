"""Withdraw a statement that does not hold, with the reason: it is marked and stays, nothing is rewritten."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import lock_person
from gvi.trust.people.models import Statement
from gvi.trust.people.refusals import Missing, NoSuchPerson, WrongState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def withdraw_statement(statement: Statement, reason: str, *, by: Actor, at: datetime) -> Statement:
    """Withdraw ``statement``; also when the review is overdue, since a wrong statement never waits."""
    by.require(Right.WRITE_STATEMENTS)
    if not reason.strip():
        raise Missing("reason")
    with transaction.atomic():
        person = lock_person(statement.person, at=at, overdue=True)
        current = Statement.objects.select_for_update().filter(pk=statement.pk).first()
        if current is None:
            raise NoSuchPerson
        if current.withdrawn_at is not None:
            raise WrongState
        current.withdrawn_at, current.withdrawn_reason = at, reason.strip()
        current.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        write(Operation.CHANGE, "people.withdraw_statement", by=by, kind="person", record=person.pk)
    return current
