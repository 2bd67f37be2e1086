"""Incidents by month or week: incidents and victims counted apart, decided and undecided apart (domain.md).

Victims are counted in confirmed incidents only. The months are those of the Swedish calendar.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth, TruncWeek
from django.utils.timezone import get_default_timezone

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN, State

CONFIRMED = Q(state=State.CONFIRMED)
UNDECIDED = Q(state__in=OPEN)


@dataclass(frozen=True)
class Span:
    """Counts of one month or week, named by its first day."""

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


def by_month(incidents: QuerySet[Incident]) -> list[Span]:
    """Counts by month, in order; months without incidents are left out. One query."""
    return _counts(incidents, TruncMonth("occurred_at", tzinfo=get_default_timezone()))


def by_week(incidents: QuerySet[Incident]) -> list[Span]:
    """Counts by week (Monday to Sunday), in order; empty weeks are left out. One query."""
    return _counts(incidents, TruncWeek("occurred_at", tzinfo=get_default_timezone()))


def _counts(incidents: QuerySet[Incident], step: TruncMonth | TruncWeek) -> list[Span]:
    rows = (
        incidents.annotate(step=step)
        .values_list("step")
        .annotate(
            confirmed=Count("pk", filter=CONFIRMED),
            lethal=Count("pk", filter=CONFIRMED & Q(dead__gt=0)),
            undecided=Count("pk", filter=UNDECIDED),
            killed=Coalesce(Sum("dead", filter=CONFIRMED), 0),
            hurt=Coalesce(Sum("injured", filter=CONFIRMED), 0),
        )
        .order_by("step")
    )
    return [Span(step.date(), *counts) for step, *counts in rows]


def month_after(first: date) -> date:
    """The first day of the month after the one that begins on ``first``."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def every_month(spans: list[Span], first: date, last: date) -> list[Span]:
    """The months from ``first`` to ``last``, with zeros where nothing happened."""
    found = {span.first: span for span in spans}
    month, whole = first.replace(day=1), []
    while month <= last:
        whole.append(found.get(month, Span(month)))
        month = month_after(month)
    return whole
