"""What the log knows of one record: every event about it and about what belongs to it, and counts for the person.

What belongs to a person is registered by the apps above as SQL that gives ``person`` and ``record``; it runs under row
security, so nothing of another room is ever joined in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from gvi.trust.log.models import Event

READINGS = """
    select date_trunc('month', e.at at time zone 'Europe/Stockholm')::date, e.operation, count(*)
    from log_event e
    where e.record_id = any(%s) and e.workspace_id = gvi.ticket_workspace() and e.member_id is not null
        and e.operation in ('read', 'disclose', 'export', 'combine')
    group by 1, 2 order by 1, 2
"""
_BELONGING: dict[str, str] = {}


@dataclass(frozen=True)
class Readings:
    """How many times a month something was done with the records; nobody's name."""

    month: date
    operation: str
    count: int


def register(key: str, query: str) -> None:
    """Register what belongs to a person: ``select … as person, … as record from …``."""
    _BELONGING[key] = query


def belonging() -> str:
    """Everything that belongs to persons, as one query of ``person`` and ``record``."""
    own = "select null::uuid as person, null::uuid as record where false"
    return " union all ".join([own, *(_BELONGING[key] for key in sorted(_BELONGING))])


def records_of(person: UUID) -> set[UUID]:
    """The person's own id and the ids of all that belongs to it in the room that is open. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"select record from ({belonging()}) b where person = %s", [person])  # noqa: S608 - our own
        return {person, *(row[0] for row in cursor.fetchall())}


def events_about(records: Iterable[UUID], room: UUID) -> QuerySet[Event]:
    """The room's events about any of ``records``, latest first."""
    return Event.objects.filter(workspace_id=room, record_id__in=list(records)).order_by("-at", "-id")


def readings(records: Iterable[UUID]) -> list[Readings]:
    """For a person's own extract: by month and operation, how often; no names of staff. One query."""
    with connection.cursor() as cursor:
        cursor.execute(READINGS, [list(records)])
        return [Readings(*row) for row in cursor.fetchall()]
