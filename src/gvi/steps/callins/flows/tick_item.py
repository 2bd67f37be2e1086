"""Tick a line of the checklist, or take the tick back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.plan_checks import locked_callin, refuse_telling
from gvi.steps.callins.models import CheckItem
from gvi.steps.callins.plan import BY_KEY
from gvi.steps.callins.refusals_plan import NotYours
from gvi.steps.callins.states import COMING, OVER, CallInState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right

LIVE = frozenset({*COMING, *OVER}) - {CallInState.REPORTED}


def may_tick(key: str, by: Actor) -> bool:
    """Whoever runs the call-in ticks every line, probation's coordinator its own."""
    own = BY_KEY[key].owner == by.kind == Kind.PROBATION and by.may(Right.SAY_GO)
    return by.may(Right.RUN_CALLIN) or own


def tick(item: CheckItem, note: str = "", *, by: Actor, at: datetime) -> CheckItem:
    """Say that ``item`` is done, today, by ``by``; done twice is done once."""
    refuse_telling(by, note)
    with transaction.atomic():
        current = _locked(item, by)
        if current.done_on is None:
            current.done_on, current.done_by, current.note = localdate(at), own_member(by), note
            current.save(update_fields=["done_on", "done_by", "note"])
            write(Operation.CHANGE, "callins.tick", by=by, kind="callin", record=item.callin_id)
    return current


def untick(item: CheckItem, *, by: Actor, at: datetime) -> CheckItem:
    """Take the tick of ``item`` back."""
    with transaction.atomic():
        current = _locked(item, by)
        current.done_on = current.done_by = None
        current.save(update_fields=["done_on", "done_by"])
        write(Operation.CHANGE, "callins.untick", by=by, kind="callin", record=item.callin_id)
    return current


def _locked(item: CheckItem, by: Actor) -> CheckItem:
    by.require(Right.READ_CALLINS)
    if not may_tick(item.key, by):
        raise NotYours
    locked_callin(item.callin_id, LIVE)
    return CheckItem.objects.select_for_update().get(pk=item.pk)
