"""What every analysis stands on: incidents with the sides that people have judged, and how active each group is.

The latest version of each judgement counts, also when one looks at an earlier day: the map of March shows March's
incidents as they are understood now. An incident that was found to be unfounded counts nowhere. ``without`` leaves
out one source of incidents, so that whoever reads can see what hangs on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Judgement, JudgementSide, Side
from gvi.steps.review.rhythm import STOCKHOLM

WINDOWS = (30, 90, 365)
NO_SOURCE = "\x01"  # no source is called that
ACTIVITY = """
    with latest as (
        select distinct on (j.incident_id) j.id, i.occurred_at
        from incidents_incident i join review_judgement j on j.incident_id = i.id
        where i.occurred_at >= %(first)s and i.occurred_at < %(end)s and i.state <> 'unfounded'
            and i.source <> %(without)s
        order by j.incident_id, j.version desc
    ), part as (
        select s.group_id, l.occurred_at, bool_or(s.side = 'acting') as acting,
            bool_or(s.side = 'suffering') as suffering
        from latest l join review_judgementside s on s.judgement_id = l.id
        group by s.group_id, l.id, l.occurred_at
    ), counted as (
        select group_id, width_bucket(occurred_at, %(edges)s) as bucket, count(*) as either,
            count(*) filter (where acting) as acting, count(*) filter (where suffering) as suffering,
            max(occurred_at) as last
        from part group by group_id, bucket
    )
    select group_id, bucket, either, acting, suffering, last from counted
"""

BETWEEN = """
    with latest as (
        select distinct on (j.incident_id) j.id, j.incident_id, j.gmi, i.occurred_at
        from incidents_incident i join review_judgement j on j.incident_id = i.id
        where i.occurred_at >= %(first)s and i.occurred_at < %(end)s and i.state <> 'unfounded'
            and i.source <> %(without)s
        order by j.incident_id, j.version desc
    )
    select l.incident_id, l.occurred_at, a.group_id, s.group_id from latest l
        left join review_judgementside a on a.judgement_id = l.id and a.side = 'acting'
        left join review_judgementside s on s.judgement_id = l.id and s.side = 'suffering'
    where l.gmi in ('known', 'suspected') order by l.occurred_at, l.incident_id, a.group_id, s.group_id
"""

SOURCES = """
    with recursive step as (
        (select source from incidents_incident order by source limit 1)
        union all
        select (select i.source from incidents_incident i where i.source > step.source order by i.source limit 1)
        from step where step.source is not null
    )
    select source from step where source is not null
"""


@dataclass(frozen=True, slots=True)
class Sided:
    """An incident with the groups on each side, as the latest judgement has it."""

    id: UUID
    occurred_at: datetime
    kind: str
    area: UUID | None
    latitude: float | None
    longitude: float | None
    source: str
    dead: int
    injured: int
    gmi: str
    certainty: str
    answer_to: UUID | None
    version: int
    acting: tuple[UUID, ...]
    suffering: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Incidents in one window: on the acting side, on the suffering side, on either (never counted twice)."""

    acting: int = 0
    suffering: int = 0
    either: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.acting + other.acting, self.suffering + other.suffering, self.either + other.either
        )


@dataclass(frozen=True, slots=True)
class Activity:
    """A group's incidents in the windows of ``WINDOWS``, in the windows as long before them, and the last one."""

    now: dict[int, Counts]
    before: dict[int, Counts]
    last: datetime | None


def end_of(day: date) -> datetime:
    """The moment at which a Swedish day is over."""
    return datetime.combine(day + timedelta(days=1), time(), STOCKHOLM)


def within(since: date, until: date) -> QuerySet[Incident]:
    """Every incident from ``since`` to ``until``, both days included, as Sweden counts days."""
    start = datetime.combine(since, time(), STOCKHOLM)
    return Incident.objects.filter(occurred_at__gte=start, occurred_at__lt=end_of(until))


def judged(since: date, until: date, without: str = "") -> QuerySet[Judgement]:
    """The latest judgement of every incident from ``since`` to ``until``, both days included."""
    incidents = within(since, until).exclude(state=State.UNFOUNDED)
    if without:
        incidents = incidents.exclude(source=without)
    rows = Judgement.objects.filter(incident__in=incidents.order_by().values("pk"))
    return rows.order_by("incident_id", "-version").distinct("incident_id")


def sided(since: date, until: date, without: str = "") -> list[Sided]:
    """Every judged incident of the period with its sides, oldest first: two queries."""
    rows = list(judged(since, until, without).select_related("incident"))
    sides = _sides(row.pk for row in rows)
    found = [_sided(row, sides) for row in rows]
    return sorted(found, key=lambda it: (it.occurred_at, it.id))


def _sides(judgements: Iterable[UUID]) -> dict[tuple[UUID, str], list[UUID]]:
    sides: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    rows = JudgementSide.objects.filter(judgement__in=list(judgements)).order_by("group__sort")
    for judgement, side, group in rows.values_list("judgement_id", "side", "group_id"):
        sides[judgement, side].append(group)
    return sides


def _sided(row: Judgement, sides: dict[tuple[UUID, str], list[UUID]]) -> Sided:
    incident = row.incident
    return Sided(
        id=incident.pk,
        occurred_at=incident.occurred_at,
        kind=incident.kind,
        area=incident.area_id,
        latitude=incident.latitude,
        longitude=incident.longitude,
        source=incident.source,
        dead=incident.dead,
        injured=incident.injured,
        gmi=row.gmi,
        certainty=row.certainty,
        answer_to=row.answer_to_id,
        version=row.version,
        acting=tuple(sides.get((row.pk, Side.ACTING), ())),
        suffering=tuple(sides.get((row.pk, Side.SUFFERING), ())),
    )


def between(
    since: date, until: date, without: str = ""
) -> list[tuple[UUID, datetime, UUID | None, UUID | None]]:
    """Incident, time, acting and suffering group of every group-related incident of the period: one query.

    An incident with several groups on a side has a row for each pair; a side nobody knows is None.
    """
    first, end = end_of(since - timedelta(days=1)), end_of(until)
    with connection.cursor() as cursor:
        cursor.execute(BETWEEN, {"first": first, "end": end, "without": without or NO_SOURCE})
        return list(cursor.fetchall())


def activity(day: date, without: str = "") -> dict[UUID, Activity]:
    """How active each group with an incident in the last two years was, up to and with ``day``: one query."""
    ends = sorted({0, *WINDOWS, *(2 * days for days in WINDOWS)}, reverse=True)
    edges = [end_of(day - timedelta(days=days)) for days in ends]
    parts: dict[UUID, dict[int, tuple[Counts, datetime]]] = defaultdict(dict)
    for group, bucket, counts, last in _bucketed(edges, without):
        parts[group][ends[bucket - 1]] = (counts, last)
    return {group: _activity(buckets) for group, buckets in parts.items()}


def counts(since: date, until: date, without: str = "") -> dict[UUID, Counts]:
    """Incidents from ``since`` to ``until``, both days included, by group with any: one query."""
    edges = [end_of(since - timedelta(days=1)), end_of(until)]
    return {group: counted for group, _bucket, counted, _last in _bucketed(edges, without)}


def _bucketed(edges: list[datetime], without: str) -> Iterator[tuple[UUID, int, Counts, datetime]]:
    """Group, number of the bucket between two edges (from 1), counts, and the last incident in it."""
    asked: dict[str, Any] = {"first": edges[0], "end": edges[-1], "edges": edges}
    asked["without"] = without or NO_SOURCE
    with connection.cursor() as cursor:
        cursor.execute(ACTIVITY, asked)
        for group, bucket, either, acting, suffering, last in cursor.fetchall():
            yield group, bucket, Counts(acting, suffering, either), last


def _activity(buckets: dict[int, tuple[Counts, datetime]]) -> Activity:
    """``buckets`` by the number of days back at which each begins."""
    return Activity(
        now={days: _within(buckets, 0, days) for days in WINDOWS},
        before={days: _within(buckets, days, 2 * days) for days in WINDOWS},
        last=max(last for _, last in buckets.values()),
    )


def _within(buckets: dict[int, tuple[Counts, datetime]], after: int, back: int) -> Counts:
    return sum((counts for days, (counts, _) in buckets.items() if after < days <= back), Counts())


def incident_sources() -> list[str]:
    """The sources that incidents come from, in order: one query that goes from one source to the next by index."""
    with connection.cursor() as cursor:
        cursor.execute(SOURCES)
        return [source for (source,) in cursor.fetchall()]
