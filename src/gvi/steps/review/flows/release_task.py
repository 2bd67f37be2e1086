"""Release a sealed task to the joint space: a named decision with a secrecy test, never by itself.

Only what domain.md allows leaves the room: a task that names a group or an incident, never both (T34), in words
that point at no person (T31).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.review.flows.add_task import NewTask, check_task, make_task
from gvi.steps.review.flows.open_task import lock_open
from gvi.steps.review.flows.secrecy_test import record_release, require_test
from gvi.steps.review.models import Release, SealedTask, Task
from gvi.steps.review.refusals import NeedsConfirmation
from gvi.steps.review.states import TaskState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import findings_in
from gvi.trust.workspaces.free_text import Finding, find_for_writer
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Decision:
    """Who is to answer for the task from now on, the secrecy test in words, and a yes to what T31 found."""

    owner: Workspace
    test: str
    confirmed: bool = False


def release_task(task: SealedTask, decision: Decision, *, by: Actor, at: datetime) -> Task:
    """Make a joint task of an open sealed one, which thereby leaves the room's own list."""
    by.require(Right.RELEASE)
    require_test(decision.test)
    with transaction.atomic():
        current = lock_open(task)
        new = NewTask(
            title=current.title,
            due=current.due,
            owner=decision.owner,
            why=current.why,
            group=current.group,
            incident=current.incident,
            meeting=current.meeting,
        )
        check_task(new, by, at)
        _warn(to_ask(current, by), decision)
        joint = make_task(new, by, at)
        current.state, current.closed_at = TaskState.RELEASED, at
        current.save(update_fields=["state", "closed_at"])
        record_release(Release.What.TASK, joint.pk, decision.test, by=by, at=at)
        write(Operation.DISCLOSE, "review.release_task", by=by, kind="task", record=joint.id)
    return joint


def to_ask(task: SealedTask, by: Actor) -> list[Finding]:
    """What in the task's words may point at a person or, beside an incident, at a group (T31 and T34)."""
    text = f"{task.title}\n{task.why}"
    return find_for_writer(text) + (findings_in(text, by) if task.incident_id else [])


def _warn(findings: list[Finding], decision: Decision) -> None:
    if findings and not decision.confirmed:
        raise NeedsConfirmation(", ".join(f"{it.text} ({it.what.label})" for it in findings))
