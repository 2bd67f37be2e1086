"""Places among the speakers, by role: add, change, move, take away. Nobody is named here (domain.md, "Call-in")."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gvi.steps.callins.flows.plan_checks import in_hand, locked_callin
from gvi.steps.callins.models import CallIn, RunItem, ScriptVersion, SpeakerSlot
from gvi.steps.callins.refusals_plan import NobodyAsked, SlotInUse
from gvi.steps.callins.words import SlotState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def add_slot(callin: CallIn, role: str, minutes: int, *, by: Actor, at: datetime) -> SpeakerSlot:
    """Add a place last among the speakers."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_callin(callin.pk)
        last = SpeakerSlot.objects.filter(callin=current).aggregate(last=Max("position"))["last"] or 0
        slot = SpeakerSlot.objects.create(
            callin=current, position=last + 1, role=role, minutes=minutes, **in_hand(by, at)
        )
        write(Operation.COLLECT, "callins.add_slot", by=by, kind="callin", record=callin.pk)
    return slot


def change_slot(
    slot: SpeakerSlot, state: str, minutes: int, briefed_on: date | None, *, by: Actor, at: datetime
) -> SpeakerSlot:
    """Say whether somebody speaks, for how long, and when they were prepared."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_slot(slot)
        if state == SlotState.OPEN and current.state != SlotState.OPEN:
            raise NobodyAsked
        current.state, current.minutes, current.briefed_on = state, minutes, briefed_on
        current.save(update_fields=["state", "minutes", "briefed_on"])
        write(Operation.CHANGE, "callins.change_slot", by=by, kind="callin", record=slot.callin_id)
    return current


def move_slot(slot: SpeakerSlot, *, by: Actor, at: datetime) -> None:
    """Let ``slot`` change places with the one before it; the first one stays."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_slot(slot)
        earlier = SpeakerSlot.objects.filter(callin=slot.callin_id, position__lt=current.position)
        before = earlier.order_by("-position").first()
        if before is None:
            return
        before.position, current.position = current.position, before.position
        SpeakerSlot.objects.bulk_update([before, current], ["position"])
        write(Operation.CHANGE, "callins.move_slot", by=by, kind="callin", record=slot.callin_id)


def remove_slot(slot: SpeakerSlot, *, by: Actor, at: datetime) -> None:
    """Take away a place that nobody was asked for and nothing was written for."""
    by.require(Right.RUN_CALLIN)
    with transaction.atomic():
        current = locked_slot(slot)
        if current.state != SlotState.OPEN or ScriptVersion.objects.filter(slot=current).exists():
            raise SlotInUse
        RunItem.objects.filter(slot=current).update(slot=None)
        current.delete()
        write(Operation.CHANGE, "callins.remove_slot", by=by, kind="callin", record=slot.callin_id)


def locked_slot(slot: SpeakerSlot) -> SpeakerSlot:
    """``slot`` as it is now, of a call-in that is not held yet."""
    locked_callin(slot.callin_id)
    return SpeakerSlot.objects.select_for_update().get(pk=slot.pk)
