"""Meetings and joint tasks of the invented city."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from gvi.city import City
from gvi.cli.demo.rooms import DemoCast
from gvi.steps.groups.models import Group
from gvi.steps.review.models import Meeting, Task
from gvi.steps.review.states import MeetingState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role

HOUR = timedelta(hours=1)
BATCH = 5000
CLOSE = """
    update review_task set state = 'done', closed_at = done.at
    from unnest(%s::uuid[], %s::timestamptz[]) as done(id, at) where review_task.id = done.id
"""


def load_meetings(city: City, rooms: dict[str, Workspace], cast: DemoCast) -> list[Meeting]:
    """Four years of meetings: held, missed, and the one to come. Returns the held ones by time."""
    chair = cast.members[Kind.MUNICIPALITY, Role.COORDINATOR]
    made = [
        Meeting(
            id=UUID(row["id"]), number=number, planned_at=row["starts_at"], place="Stadshuset", chair=chair
        )
        for number, row in enumerate(city.meetings.iter_rows(named=True), start=1)
    ]
    Meeting.objects.bulk_create(made)
    held = [UUID(row["id"]) for row in city.meetings.iter_rows(named=True) if row["held"]]
    missed = [UUID(row["id"]) for row in city.meetings.iter_rows(named=True) if row["held"] is False]
    _hold(held)
    Meeting.objects.filter(id__in=missed).update(
        state=MeetingState.CANCELLED, cancel_reason="För få kunde komma."
    )
    _present(held, list(rooms.values()))
    kept = set(held)
    return [meeting for meeting in made if meeting.id in kept]


def _hold(held: list[UUID]) -> None:
    for one in held:  # one at a time: the database knows of one running meeting only
        meeting = Meeting.objects.filter(id=one)
        meeting.update(state=MeetingState.RUNNING, opened_at=F("planned_at"))
        meeting.update(state=MeetingState.HELD, closed_at=F("planned_at") + HOUR)


def _present(held: list[UUID], rooms: list[Workspace]) -> None:
    through = Meeting.present.through
    usual = {Kind.POLICE, Kind.MUNICIPALITY, Kind.PROBATION, Kind.SOCIAL_SERVICES}
    through.objects.bulk_create(
        through(meeting_id=meeting, workspace_id=room.pk)
        for meeting in held
        for room in rooms
        if room.kind in usual
    )


def load_tasks(city: City, rooms: dict[str, Workspace], groups: dict[str, Group], by: Actor) -> None:
    """Joint tasks: made open, then closed on their day."""
    rows = list(city.tasks.iter_rows(named=True))
    Task.objects.bulk_create([_task(row, rooms, groups, by) for row in rows], batch_size=BATCH)
    done = [(UUID(row["id"]), row["done_at"]) for row in rows if row["done_at"]]
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, [[task for task, _ in done], [at for _, at in done]])


def _task(row: dict[str, Any], rooms: dict[str, Workspace], groups: dict[str, Group], by: Actor) -> Task:
    return Task(
        id=UUID(row["id"]),
        title=row["title"],
        group=groups[row["group"]] if row["group"] else None,
        incident_id=UUID(row["incident"]) if row["incident"] else None,
        owner=rooms[row["owner"]],
        due=timezone.make_aware(datetime.combine(row["due"], time(16))),
        made_at=row["decided_at"],
        made_by=by.member_id,
    )
