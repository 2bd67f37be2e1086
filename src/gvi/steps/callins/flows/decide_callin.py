"""Decide that the call-in is held: by which functions, and why (domain.md, "Call-in")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.plan_checks import locked_callin, refuse_empty, refuse_telling, ticked
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def decide_callin(callin: CallIn, decided_by: str, decision: str, *, by: Actor, at: datetime) -> CallIn:
    """Move an idea to *decided*: ``decided_by`` names functions, ``decision`` says why."""
    by.require(Right.RUN_CALLIN)
    refuse_empty(decided_by=decided_by, decision=decision)
    refuse_telling(by, decided_by, decision)
    with transaction.atomic():
        current = locked_callin(callin.pk, {CallInState.IDEA})
        current.state, current.decided_by, current.decision = CallInState.DECIDED, decided_by, decision
        current.save(update_fields=["state", "decided_by", "decision"])
        ticked(current, "decision", by, at)
        write(Operation.CHANGE, "callins.decide", by=by, kind="callin", record=callin.pk)
    return current
