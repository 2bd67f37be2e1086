"""Add a task that stays in the police room; unlike a joint one it may name both a group and an incident."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.due_time import check_due
from gvi.steps.review.models import Meeting, SealedTask
from gvi.steps.review.refusals import Missing, NotInTheRoom
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


@dataclass(frozen=True)
class NewSealedTask:
    """A task as the police word it, for one of their own."""

    title: str
    due: datetime
    why: str = ""
    group: Group | None = None
    incident: Incident | None = None
    meeting: Meeting | None = None
    member: Member | None = None


def add_sealed_task(new: NewSealedTask, *, by: Actor, at: datetime) -> SealedTask:
    """Add ``new`` to the actor's own room."""
    by.require(Right.JUDGE)
    if not new.title.strip():
        raise Missing("title")
    check_due(new.due, at)
    if new.member is not None and (new.member.workspace_id != by.workspace_id or new.member.left_at):
        raise NotInTheRoom
    with transaction.atomic():
        task = SealedTask.objects.create(
            title=new.title,
            why=new.why,
            due=new.due,
            group=new.group,
            incident=new.incident,
            meeting=new.meeting,
            member=new.member.pk if new.member else None,
            **signed(by, at),
        )
        write(Operation.COLLECT, "review.add_sealed_task", by=by, kind="sealed_task", record=task.id)
    return task
