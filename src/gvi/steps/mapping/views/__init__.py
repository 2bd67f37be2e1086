"""The problem analysis on screen, one file for each family of pages. What they share stands here."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate

from gvi.steps.groups.models import Group
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest

UNPROCESSABLE = 422


def log_reading(request: RoomRequest, verb: str, kind: str = "group", record: UUID | None = None) -> None:
    """Write that somebody has read what is sealed, in the transaction of the read."""
    write(Operation.READ, verb, by=request.actor, kind=kind, record=record)


def log_export(request: RoomRequest, verb: str) -> None:
    """Write that somebody has taken a copy out of the room."""
    write(Operation.EXPORT, verb, by=request.actor, kind="group")


def day_asked(request: RoomRequest, name: str = "dag") -> date:
    """The day in the address, today when there is none or it makes no sense, never a day to come."""
    today = localdate()
    try:
        return min(date.fromisoformat(request.GET.get(name, "")), today)
    except ValueError:
        return today


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep; ``name`` tells of the kind of document and the day, never of a group."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def names_of_groups(groups: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """Code names by id; all of them when none are named."""
    rows = Group.objects.all() if groups is None else Group.objects.filter(pk__in=list(groups))
    return dict(rows.values_list("pk", "code_name"))
