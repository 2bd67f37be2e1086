"""Give a task more (or less) time, and say why; each earlier due time and reason stays in its history."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.flows.due_time import check_due
from gvi.steps.review.flows.open_task import kind_of, lock_open, require_hand
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.refusals import Missing
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def move_due(
    task: Task | SealedTask, due: datetime, reason: str, *, by: Actor, at: datetime
) -> Task | SealedTask:
    """Move an open task to ``due``, which lies ahead."""
    require_hand(task, by, reason)
    if not reason.strip():
        raise Missing("reason")
    check_due(due, at)
    with transaction.atomic():
        current = lock_open(task)
        current.due, current.moved_reason = due, reason
        current.save(update_fields=["due", "moved_reason"])
        write(Operation.CHANGE, "review.move_due", by=by, kind=kind_of(task), record=task.id)
    return current
