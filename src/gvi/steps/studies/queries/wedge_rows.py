"""Groups by weeks in the police room: incidents of each group, from when it was spoken to, who is linked.

Counted are confirmed incidents, by the latest judgement: ``acting`` where the group was on the suspected side,
``either`` on any. A group's start is the week of its first contact: a held call-in that reached it, or a talk in which
something was said to somebody of it or their family. Rows are never kept (science.md, *stepped_wedge*).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import polars as pl
from django.db import connection
from django.db.models import Min, Q

from gvi.steps.callins.models import GroupReach
from gvi.steps.callins.states import OVER
from gvi.steps.groups.models import Group, Relation
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.talks.models import Attempt
from gvi.steps.talks.queries.contact import SPOKEN
from gvi.steps.talks.words import TalkKind

WEEK = timedelta(days=7)
COUNTED = """
    with latest as (
        select distinct on (j.incident_id) j.id, i.occurred_at
        from incidents_incident i join review_judgement j on j.incident_id = i.id
        where i.occurred_at >= %(first)s and i.occurred_at < %(end)s and i.state = 'confirmed'
        order by j.incident_id, j.version desc
    ), part as (
        select s.group_id, l.occurred_at, bool_or(s.side = 'acting') as acting
        from latest l join review_judgementside s on s.judgement_id = l.id group by s.group_id, l.id, l.occurred_at
    )
    select group_id, date_trunc('week', occurred_at at time zone 'Europe/Stockholm')::date as monday,
        count(*) filter (where acting), count(*) from part group by group_id, monday
"""


@dataclass(frozen=True)
class WedgeRows:
    """``table`` has unit, time, acting and either; ``starts`` each treated group's week; ``links`` pairs of groups.

    ``early`` is how many groups are left out because they were spoken to before the period.
    """

    table: pl.DataFrame
    starts: dict[str, str]
    links: pl.DataFrame
    groups: int
    incidents: int
    early: int


def wedge_rows(since: date, until: date) -> WedgeRows:
    """The rows of the whole weeks from ``since`` to ``until``: five queries, however many rows there are."""
    first = since + (7 - since.weekday()) % 7 * timedelta(days=1)
    end = until + timedelta(days=1)
    end -= end.weekday() * timedelta(days=1)
    contacts = first_contacts(until)
    early = {group for group, day in contacts.items() if day < first + WEEK}
    groups = [pk for pk in Group.objects.order_by("pk").values_list("pk", flat=True) if pk not in early]
    counted = {key: found for key, found in _counted(first, end).items() if key[0] in set(groups)}
    mondays = [first + number * WEEK for number in range(max(0, (end - first) // WEEK))]
    rows = [(str(pk), _week(day), *counted.get((pk, day), (0, 0))) for pk in groups for day in mondays]
    starts = {str(pk): _week(_monday(contacts[pk])) for pk in groups if pk in contacts and contacts[pk] < end}
    return WedgeRows(
        table=pl.DataFrame(rows, schema=["unit", "time", "acting", "either"], orient="row"),
        starts=starts,
        links=_links(set(groups), until),
        groups=len(groups),
        incidents=sum(either for _, either in counted.values()),
        early=len(early),
    )


def first_contacts(until: date) -> dict[UUID, date]:
    """The day on which each group was first spoken to, at a call-in or in a talk: two queries."""
    reached = GroupReach.objects.filter(callin__state__in=OVER, callin__day__lte=until)
    latest = reached.order_by("group_id", "callin_id", "-at").distinct("group_id", "callin_id")
    called = [(row.group_id, row.callin.day) for row in latest.select_related("callin") if row.reached]
    spoken = Attempt.objects.filter(
        SPOKEN, ~Q(lines=[]), talk__kind=TalkKind.MESSAGE, talk__group__isnull=False
    )
    met = spoken.order_by().values_list("talk__group").annotate(first=Min("at"))
    talked = [(group, at.astimezone(STOCKHOLM).date()) for group, at in met]
    found: dict[UUID, date] = {}
    for group, day in [*called, *talked]:
        if day <= until:
            found[group] = min(day, found.get(group, day))
    return found


def _counted(first: date, end: date) -> dict[tuple[UUID, date], tuple[int, int]]:
    asked = {"first": _midnight(first), "end": _midnight(end)}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked)
        return {(group, monday): (acting, either) for group, monday, acting, either in cursor.fetchall()}


def _links(groups: set[UUID], until: date) -> pl.DataFrame:
    """Pairs with a relation of any kind some day until ``until``: what is told to one may reach the other."""
    rows = Relation.objects.filter(since__lte=until).values_list("first_id", "second_id").distinct()
    pairs = sorted({(str(a), str(b)) for a, b in rows if a in groups and b in groups})
    return pl.DataFrame(pairs, schema={"source": pl.String, "target": pl.String}, orient="row")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)
