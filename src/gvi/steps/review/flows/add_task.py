"""Add a joint task: what, who, by when (domain.md, "Review"). It names a group or an incident, never both (T34)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.due_time import check_due
from gvi.steps.review.models import Meeting, Task
from gvi.steps.review.refusals import Missing, NotInTheRoom
from gvi.steps.review.ties import refuse_tie
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class NewTask:
    """A task as someone words it. ``owner`` is the room that answers; ``member`` someone in that room."""

    title: str
    due: datetime
    owner: Workspace
    why: str = ""
    group: Group | None = None
    incident: Incident | None = None
    meeting: Meeting | None = None
    member: Member | None = None


def add_task(new: NewTask, *, by: Actor, at: datetime) -> Task:
    """Add ``new``; a task for a group keeps no meeting, since a meeting may be about one incident."""
    by.require(Right.WRITE_TASKS)
    check_task(new, by, at)
    with transaction.atomic():
        task = make_task(new, by, at)
        write(Operation.COLLECT, "review.add_task", by=by, kind="task", record=task.id)
    return task


def check_task(new: NewTask, by: Actor, at: datetime) -> None:
    """Refuse what no joint task may be; whoever makes one calls this first."""
    if not new.title.strip():
        raise Missing("title")
    check_due(new.due, at)
    if new.member is not None and (new.member.workspace_id != new.owner.pk or new.member.left_at):
        raise NotInTheRoom
    refuse_identity_numbers(new.title, new.why)
    refuse_tie(new.group, new.incident, f"{new.title} {new.why}", by)


def make_task(new: NewTask, by: Actor, at: datetime) -> Task:
    """Write the checked task."""
    return Task.objects.create(
        title=new.title,
        why=new.why,
        due=new.due,
        owner=new.owner,
        member=new.member,
        group=new.group,
        incident=new.incident,
        meeting=None if new.group else new.meeting,
        made_at=at,
        made_by=by.member_id,
    )
