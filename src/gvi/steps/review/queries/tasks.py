"""Reading tasks: joint ones for everybody, and with them the police's sealed ones for the police.

A group is named as the reader may see it (code name or *Övriga*). Rows come from one union, their names from
four look-ups, however many rows there are.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Count, F, Q, QuerySet, Value

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import shown_name
from gvi.steps.incidents.models import Incident
from gvi.steps.review.models import SealedTask, Task
from gvi.steps.review.queries.words import incident_words, names_of
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right

PAGE = 25
LATE = "late"
SORTS = {"due": "due", "title": "sort", "closed": "closed_at"}
COLUMNS = (
    "sealed", "id", "title", "why", "due", "state", "outcome", "closed_at", "room", "hand", "group_id",
    "incident_id", "sort",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class TaskRow:
    """One task in a list. ``route`` is the name of its page's address, which takes ``id``."""

    sealed: bool
    id: UUID
    title: str
    why: str
    due: datetime
    state: TaskState
    outcome: str
    closed_at: datetime | None
    owner: str
    owner_id: UUID
    member: str
    group: str
    incident: str
    incident_id: UUID | None

    @property
    def route(self) -> str:
        """The address of its page."""
        return "review:sealed_task" if self.sealed else "review:task"


@dataclass(frozen=True)
class TaskFilters:
    """What the reader asked for: ``state`` may also be *late* or empty, ``whose`` *room*, *me* or empty."""

    state: str = TaskState.OPEN
    whose: str = ""
    text: str = ""
    sort: str = "due"


@dataclass(frozen=True)
class TaskCounts:
    """How many tasks are open, how many of them late, and how many of the open ones are the reader's own."""

    open: int
    late: int
    mine: int


def open_tasks(actor: Actor, *, limit: int = 20) -> list[TaskRow]:
    """Open tasks that ``actor`` may see, overdue first: one union and at most four look-ups."""
    return task_rows(actor, _union(actor, Q(state=TaskState.OPEN)).order_by("due", "id")[:limit])


def task_counts(actor: Actor, now: datetime) -> TaskCounts:
    """Counts of open tasks: one query, two for the police."""
    counts = [_counts(Task.objects.all(), now, Q(member=actor.member_id))]
    if actor.may(Right.READ_JUDGEMENTS):
        counts.append(_counts(SealedTask.objects.all(), now, Q(member=actor.member_id)))
    return TaskCounts(*(sum(numbers) for numbers in zip(*counts, strict=True)))


def _counts(tasks: QuerySet[Any], now: datetime, mine: Q) -> tuple[int, int, int]:
    late = Count("pk", filter=Q(due__lt=now))
    found = tasks.filter(state=TaskState.OPEN).aggregate(
        n=Count("pk"), late=late, mine=Count("pk", filter=mine)
    )
    return found["n"], found["late"], found["mine"]


def done_since(actor: Actor, since: datetime) -> int:
    """How many tasks were completed after ``since``: at most two queries."""
    done = Q(state=TaskState.DONE, closed_at__gt=since)
    sealed = SealedTask.objects.filter(done).count() if actor.may(Right.READ_JUDGEMENTS) else 0
    return Task.objects.filter(done).count() + sealed


def task_page(actor: Actor, filters: TaskFilters, number: str | int, now: datetime) -> "Page[Any]":
    """One page of tasks; its ``object_list`` holds ``TaskRow``s."""
    field = SORTS.get(filters.sort.removeprefix("-"), "due")
    order = f"-{field}" if filters.sort.startswith("-") else field
    asked = _asked(actor, filters, now)
    page: Page[Any] = _Counted(_union(actor, asked).order_by(order, "id"), _count(actor, asked)).get_page(
        number
    )
    page.object_list = task_rows(actor, page.object_list)
    return page


class _Counted(Paginator[Any]):
    """Pages of a union whose parts were counted one by one, each by its own index."""

    def __init__(self, rows: QuerySet[Any, Row], count: int) -> None:
        super().__init__(rows, PAGE)
        self.counted = count

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.counted


def _count(actor: Actor, asked: Q) -> int:
    return sum(part.count() for part in _parts(actor, asked))


def tasks_where(actor: Actor, asked: Q) -> list[TaskRow]:
    """Every task that ``asked`` names, by due time; for one incident or one meeting."""
    return task_rows(actor, _union(actor, asked).order_by("due", "id"))


def _asked(actor: Actor, filters: TaskFilters, now: datetime) -> Q:
    asked = Q()
    if filters.state == LATE:
        asked &= Q(state=TaskState.OPEN, due__lt=now)
    elif filters.state:
        asked &= Q(state=filters.state)
    if filters.whose == "room":
        asked &= Q(room=actor.workspace_id)
    elif filters.whose == "me":
        asked &= Q(hand=actor.member_id)
    return asked & Q(title__icontains=filters.text) if filters.text else asked


def _union(actor: Actor, asked: Q) -> QuerySet[Any, Row]:
    joint, *sealed = _parts(actor, asked)
    return joint.union(*sealed, all=True) if sealed else joint


def _parts(actor: Actor, asked: Q) -> list[QuerySet[Any, Row]]:
    joint = _columns(Task.objects.annotate(room=F("owner_id"), hand=F("member_id")), False, asked)
    if not actor.may(Right.READ_JUDGEMENTS):
        return [joint]
    sealed = SealedTask.objects.annotate(room=F("workspace_id"), hand=F("member"))
    return [joint, _columns(sealed, True, asked)]


def _columns(tasks: QuerySet[Any], sealed: bool, asked: Q) -> QuerySet[Any, Row]:
    marked = tasks.annotate(sealed=Value(sealed, BooleanField()))
    return cast("QuerySet[Any, Row]", marked.filter(asked).values(*COLUMNS))


def task_rows(actor: Actor, rows: Any) -> list[TaskRow]:
    """Rows of the union with their names."""
    found = list(rows)
    rooms = dict(Workspace.objects.filter(pk__in={it["room"] for it in found}).values_list("pk", "name"))
    members = names_of(it["hand"] for it in found)
    groups = Group.objects.in_bulk({it["group_id"] for it in found if it["group_id"]})
    incidents = Incident.objects.select_related("area").in_bulk(
        {it["incident_id"] for it in found if it["incident_id"]}
    )
    return [_row(actor, it, rooms, members, groups, incidents) for it in found]


def _row(
    actor: Actor,
    row: Row,
    rooms: dict[UUID, str],
    members: dict[UUID, str],
    groups: dict[UUID, Group],
    incidents: dict[UUID, Incident],
) -> TaskRow:
    group, incident = groups.get(row["group_id"]), incidents.get(row["incident_id"])
    return TaskRow(
        sealed=row["sealed"],
        id=row["id"],
        title=row["title"],
        why=row["why"],
        due=row["due"],
        state=TaskState(row["state"]),
        outcome=row["outcome"],
        closed_at=row["closed_at"],
        owner=rooms.get(row["room"], ""),
        owner_id=row["room"],
        member=members.get(row["hand"], ""),
        group=shown_name(actor, group.code_name, group.own_row) if group else "",
        incident=incident_words(incident) if incident else "",
        incident_id=row["incident_id"],
    )
