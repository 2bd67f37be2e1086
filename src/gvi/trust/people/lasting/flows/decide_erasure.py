"""Enter a social services board's gallringsbeslut: without one nothing of the room is erased (trust.md, T16)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import swedish_day
from gvi.trust.people.lasting.refusals import DecisionIncomplete
from gvi.trust.people.models import ErasureDecision
from gvi.trust.people.refusals import InTheFuture
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewDecision:
    """The decision as it stands in the board's minutes: closed cases are kept for ``kept_months``."""

    number: str
    decided_on: date
    decider: str
    kept_months: int


def decide_erasure(new: NewDecision, *, by: Actor, at: datetime) -> ErasureDecision:
    """Store the decision; the latest one holds from now on."""
    by.require(Right.DECIDE_ERASURE)
    for field in ("number", "decider"):
        if not getattr(new, field).strip():
            raise DecisionIncomplete(field)
    if new.decided_on > swedish_day(at):
        raise InTheFuture("decided_on")
    if new.kept_months < 0:
        raise DecisionIncomplete("kept_months")
    with transaction.atomic():
        stored = ErasureDecision.objects.create(
            workspace_id=own_room(by),
            number=new.number.strip(),
            decided_on=new.decided_on,
            decider=new.decider.strip(),
            kept_months=new.kept_months,
            by=own_member(by),
            at=at,
        )
        write(Operation.SETTINGS, "people.decide_erasure", by=by, kind="erasure_decision", record=stored.pk)
    return stored
