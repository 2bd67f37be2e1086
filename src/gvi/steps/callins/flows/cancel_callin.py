"""Cancel a call-in that has not been held, with the reason."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.plan_checks import locked_callin, refuse_empty, refuse_telling
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def cancel_callin(callin: CallIn, reason: str, *, by: Actor, at: datetime) -> CallIn:
    """Cancel it; speakers' pages close in the same moment."""
    by.require(Right.RUN_CALLIN)
    refuse_empty(reason=reason)
    refuse_telling(by, reason)
    with transaction.atomic():
        current = locked_callin(callin.pk)
        current.state, current.cancelled_because = CallInState.CANCELLED, reason
        current.save(update_fields=["state", "cancelled_because"])
        write(Operation.CHANGE, "callins.cancel", by=by, kind="callin", record=callin.pk)
    return current
