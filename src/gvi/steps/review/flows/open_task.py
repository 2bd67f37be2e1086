"""What the flows that close or move a task share: lock the row, see that it is open and that the actor may."""

from typing import overload

from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.refusals import NotYours, WrongState
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.rights import Right


def require_hand(task: Task | SealedTask, by: Actor, *texts: str) -> None:
    """Joint: the room that answers, or whoever runs the meetings. Sealed: whoever judges. Joint text is guarded."""
    if isinstance(task, SealedTask):
        by.require(Right.JUDGE)
        return
    by.require(Right.WRITE_TASKS)
    if task.owner_id != by.workspace_id and not by.may(Right.RUN_MEETING):
        raise NotYours
    refuse_identity_numbers(*texts)
    if task.incident_id is not None:
        refuse_code_names(by, *texts)


@overload
def lock_open(task: Task) -> Task: ...
@overload
def lock_open(task: SealedTask) -> SealedTask: ...


def lock_open(task: Task | SealedTask) -> Task | SealedTask:
    """The row as it is now, locked; raises ``WrongState`` unless it is open."""
    current = type(task)._default_manager.select_for_update().get(pk=task.pk)
    if current.state != TaskState.OPEN:
        raise WrongState
    return current


def kind_of(task: Task | SealedTask) -> str:
    """What the log calls it."""
    return "sealed_task" if isinstance(task, SealedTask) else "task"
