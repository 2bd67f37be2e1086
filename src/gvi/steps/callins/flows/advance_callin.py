"""Move a call-in one step: planning begins, the rehearsal is done, it is held, the report back is given."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.plan_checks import locked_callin, ticked
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.refusals_plan import DayNotCome
from gvi.steps.callins.states import CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

READY = (CallInState.PLANNING, CallInState.REHEARSED)


def start_planning(callin: CallIn, *, by: Actor, at: datetime) -> CallIn:
    """From *decided* to *planning*."""
    return _move(callin, (CallInState.DECIDED,), CallInState.PLANNING, "callins.start_planning", by)


def rehearse(callin: CallIn, *, by: Actor, at: datetime) -> CallIn:
    """From *planning* to *rehearsed*: speakers have said their lines in the room itself, with a clock."""
    with transaction.atomic():
        moved = _move(callin, (CallInState.PLANNING,), CallInState.REHEARSED, "callins.rehearse", by)
        ticked(moved, "rehearsal", by, at)
    return moved


def hold(callin: CallIn, *, by: Actor, at: datetime) -> CallIn:
    """From *planning* or *rehearsed* to *held*, on its day or later."""
    with transaction.atomic():
        if locked_callin(callin.pk, READY).day > localdate(at):
            raise DayNotCome
        moved = _move(callin, READY, CallInState.HELD, "callins.hold", by)
        ticked(moved, "day", by, at)
    return moved


def report_back(callin: CallIn, *, by: Actor, at: datetime) -> CallIn:
    """From *debriefed* to *reported*: what was promised here has been reported back at the next call-in."""
    return _move(callin, (CallInState.DEBRIEFED,), CallInState.REPORTED, "callins.report_back", by)


def _move(
    callin: CallIn, states: tuple[CallInState, ...], state: CallInState, verb: str, by: Actor
) -> CallIn:
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_callin(callin.pk, states)
        current.state = state
        current.save(update_fields=["state"])
        write(Operation.CHANGE, verb, by=by, kind="callin", record=callin.pk)
    return current
