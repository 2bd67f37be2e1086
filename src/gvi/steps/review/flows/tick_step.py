"""Tick off a step of the acute plan, with a note of what was done."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.models import AcuteStep
from gvi.steps.review.refusals import WrongState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def tick_step(step: AcuteStep, note: str = "", *, by: Actor, at: datetime) -> AcuteStep:
    """Mark ``step`` as done by whoever ticks it; a done step stays done."""
    by.require(Right.QUICK_REVIEW)
    with transaction.atomic():
        current = AcuteStep.objects.select_for_update().get(pk=step.pk)
        if current.done_at is not None:
            raise WrongState
        current.done_at, current.done_by, current.note = at, by.member_id, note
        current.save(update_fields=["done_at", "done_by", "note"])
        write(Operation.CHANGE, "review.tick_step", by=by, kind="acute_step", record=step.id)
    return current
