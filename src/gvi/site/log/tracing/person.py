"""Everything the room's log says about one person: by the person's id or the room's own reference.

Only the own room's events, whatever id is given: an id of another room finds as little as one that never was (T01).
What the log says stays after the person is erased, since it holds opaque ids alone.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, QuerySet, Value
from django.utils.translation import gettext as _

from gvi.site.log.queries import Line, lines, member_names
from gvi.site.times import table_time
from gvi.trust.log.models import Event, Operation
from gvi.trust.log.trace import events_about, records_of
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models.programme import SvKey
from gvi.trust.workspaces.rights import Right

SHOWN, MOST = 200, 50_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Reader:
    """One member and how often; ``first`` and ``last`` are when."""

    name: str
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Trace:
    """What was found: who, and the latest events as lines."""

    readers: list[Reader]
    lines: list[Line]
    total: int


def persons_behind(text: str) -> list[UUID]:
    """The ids that ``text`` stands for: itself, or the room's persons with that reference. At most one query."""
    try:
        return [UUID(text.strip())]
    except ValueError:
        found = (
            Person.objects.filter(reference_key=SvKey(Value(text.strip())))
            if text.strip()
            else Person.objects.none()
        )
        return list(found.values_list("pk", flat=True))


@transaction.atomic
def trace(text: str, reason: str, *, by: Actor) -> Trace:
    """Look in the log for the person behind ``text``, and log that somebody did."""
    by.require(Right.REVIEW_LOG)
    events, persons = _events(text, by)
    names = member_names(own_room(by))
    found = Trace(_readers(events, names), lines(events[:SHOWN], names, by), events.count())
    _write(Operation.READ, "log.trace", persons, reason, by, count=found.total)
    return found


@transaction.atomic
def trace_csv(text: str, reason: str, *, by: Actor) -> str:
    """The same as a file, itself logged before it is sent."""
    by.require(Right.REVIEW_LOG)
    events, persons = _events(text, by)
    found = list(events[:MOST])
    _write(Operation.EXPORT, "log.trace_export", persons, reason, by, count=len(found))
    out = io.StringIO()
    file = csv.writer(out, delimiter=";")
    file.writerow([_("När"), _("Vem"), _("Handling"), _("Vad"), _("Slag av post"), _("Varför"), _("Antal")])
    for line in lines(found, member_names(own_room(by)), by):
        texts = (table_time(line.at), line.who, line.operation, line.verb, line.kind, line.reason)
        file.writerow([*(_plain(text) for text in texts), line.count])
    return out.getvalue()


def _events(text: str, by: Actor) -> tuple[QuerySet[Event], list[UUID]]:
    persons = persons_behind(text)
    records = {record for person in persons for record in records_of(person)}
    return events_about(records, own_room(by)), persons


def _write(
    operation: Operation, verb: str, persons: list[UUID], reason: str, by: Actor, *, count: int
) -> None:
    record = persons[0] if len(persons) == 1 else None
    write(operation, verb, by=by, kind="person", record=record, reason=reason, count=max(1, count))


def _readers(events: QuerySet[Event], names: Mapping[UUID, str]) -> list[Reader]:
    rows = events.filter(member_id__isnull=False).order_by().values("member_id")
    counted = rows.annotate(number=Count("pk"), first=Min("at"), last=Max("at")).order_by(
        "-number", "member_id"
    )
    unknown = _("okänd medlem")
    return [
        Reader(names.get(row["member_id"], unknown), row["number"], row["first"], row["last"])
        for row in counted
    ]


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
