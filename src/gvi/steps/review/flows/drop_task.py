"""Drop a task that will not be done, and say why: a dropped task stays and is read."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.flows.open_task import kind_of, lock_open, require_hand
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.refusals import Missing
from gvi.steps.review.states import TaskState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def drop_task(task: Task | SealedTask, reason: str, *, by: Actor, at: datetime) -> Task | SealedTask:
    """Move an open task to *dropped*."""
    require_hand(task, by, reason)
    if not reason.strip():
        raise Missing("reason")
    with transaction.atomic():
        current = lock_open(task)
        current.state, current.outcome, current.closed_at = TaskState.DROPPED, reason, at
        current.save(update_fields=["state", "outcome", "closed_at"])
        write(Operation.CHANGE, "review.drop_task", by=by, kind=kind_of(task), record=task.id)
    return current
