"""Approve somebody under eighteen: a second person, who answers once more about the report of concern (T27)."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import lock_person
from gvi.trust.people.models import Person
from gvi.trust.people.refusals import ApproveOwn, WrongState
from gvi.trust.people.words import Concern, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def approve_person(
    person: Person,
    *,
    concern: Concern = Concern.NONE,
    reference: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Let a proposed person become active; ``concern`` and ``reference`` replace the first answer if given."""
    by.require(Right.APPROVE_PERSONS)
    with transaction.atomic():
        current = lock_person(person, at=at)
        if current.state != State.PROPOSED:
            raise WrongState
        if current.entered_by == by.member_id:
            raise ApproveOwn
        current.state, current.approved_by, current.approved_at = State.ACTIVE, own_member(by), at
        current.concern = concern or current.concern
        current.concern_reference = reference.strip() or current.concern_reference
        current.save(update_fields=["state", "approved_by", "approved_at", "concern", "concern_reference"])
        write(Operation.CHANGE, "people.approve_person", by=by, kind="person", record=current.pk)
    return current
