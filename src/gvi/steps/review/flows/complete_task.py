"""Complete a task, joint or sealed, with what came of it."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.flows.open_task import kind_of, lock_open, require_hand
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.states import TaskState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor


def complete_task(
    task: Task | SealedTask, outcome: str = "", *, by: Actor, at: datetime
) -> Task | SealedTask:
    """Move an open task to *done*."""
    require_hand(task, by, outcome)
    with transaction.atomic():
        current = lock_open(task)
        current.state, current.outcome, current.closed_at = TaskState.DONE, outcome, at
        current.save(update_fields=["state", "outcome", "closed_at"])
        write(Operation.CHANGE, "review.complete_task", by=by, kind=kind_of(task), record=task.id)
    return current
