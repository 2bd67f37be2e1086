"""Incidents by day, week or month: incidents and victims counted apart, decided and undecided apart (domain.md).

Victims are counted in confirmed incidents only. The months are those of the Swedish calendar.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import get_default_timezone

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN, State

CONFIRMED = Q(state=State.CONFIRMED)
UNDECIDED = Q(state__in=OPEN)


@dataclass(frozen=True)
class Span:
    """Counts of one day, week or month, named by its first day."""

    first: date
    confirmed: int = 0
    lethal: int = 0
    undecided: int = 0
    dead: int = 0
    injured: int = 0


def within(since: datetime, until: datetime, kind: str = "") -> QuerySet[Incident]:
    """Incidents from ``since`` up to ``until`` that are not set aside."""
    found = Incident.objects.filter(CONFIRMED | UNDECIDED, occurred_at__gte=since, occurred_at__lt=until)
    return found.filter(kind=kind) if kind else found


def by_day(incidents: QuerySet[Incident]) -> list[Span]:
    """Counts by Swedish day, in order; days without incidents are left out. One query."""
    rows = (
        incidents.annotate(day=TruncDate("occurred_at", tzinfo=get_default_timezone()))
        .values_list("day")
        .annotate(
            confirmed=Count("pk", filter=CONFIRMED),
            lethal=Count("pk", filter=CONFIRMED & Q(dead__gt=0)),
            undecided=Count("pk", filter=UNDECIDED),
            killed=Coalesce(Sum("dead", filter=CONFIRMED), 0),
            hurt=Coalesce(Sum("injured", filter=CONFIRMED), 0),
        )
        .order_by("day")
    )
    return [Span(*row) for row in rows]


def by_month(days: Iterable[Span]) -> list[Span]:
    """The same counts by month; months without incidents are left out."""
    return _folded(days, lambda day: day.replace(day=1))


def by_week(days: Iterable[Span]) -> list[Span]:
    """The same counts by week, Monday to Sunday; weeks without incidents are left out."""
    return _folded(days, lambda day: day - timedelta(days=day.weekday()))


def _folded(days: Iterable[Span], first_of: Callable[[date], date]) -> list[Span]:
    return [
        Span(first, *(sum(column) for column in zip(*(astuple(one)[1:] for one in group), strict=True)))
        for first, group in groupby(days, key=lambda one: first_of(one.first))
    ]


def month_after(first: date) -> date:
    """The first day of the month after the one that begins on ``first``."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def every_month(spans: Iterable[Span], first: date, last: date) -> list[Span]:
    """The months from ``first`` to ``last``, with zeros where nothing happened."""
    found = {span.first: span for span in spans}
    month, whole = first.replace(day=1), []
    while month <= last:
        whole.append(found.get(month, Span(month)))
        month = month_after(month)
    return whole
