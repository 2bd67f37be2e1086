"""The tables of the extract, each from what the joint space holds: nothing here knows a person or a group's name.

Incidents are counted whole; what counts persons (contacts, who came) is as it was released, hidden where it is small.
"""

from collections.abc import Iterable
from datetime import date, datetime

import polars as pl
from django.db.models import Count, Q
from django.utils.timezone import localdate

from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step
from gvi.steps.callins.models import CallIn, HeldTotal
from gvi.steps.callins.states import OVER
from gvi.steps.incidents.models import ContextEvent, ContextKind
from gvi.steps.review.models import Meeting, MonthFigures
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.review.states import MeetingState
from gvi.steps.studies.panels.made import MadePanel, as_frame
from gvi.steps.talks.models import Quarter

HIDDEN = "dold"


def incidents(panel: MadePanel) -> pl.DataFrame:
    """One row a month and area: counts of confirmed incidents, and whether they may still change."""
    since = times.read(Step.MONTH, panel.preliminary_from) or 0
    table = as_frame(panel.csv).rename({"unit": "area", "time": "month"})
    may_change = [(times.read(Step.MONTH, text) or 0) >= since for text in table["month"]]
    marked = pl.Series("preliminary", ["ja" if it else "nej" for it in may_change])
    return table.with_columns(marked)


def callins(until: date) -> pl.DataFrame:
    """One row a call-in that was held: its day, and what was released of whom it reached. Three queries."""
    held = list(CallIn.objects.filter(state__in=OVER, day__lte=until).order_by("day", "number"))
    came = dict(HeldTotal.objects.values_list("callin_id", "total"))
    told = CallIn.objects.filter(pk__in=[one.pk for one in held]).annotate(
        told=Count("reach__group", distinct=True),
        reached=Count("reach__group", filter=Q(reach__reached=True), distinct=True),
    )
    groups = {row.pk: (row.told, row.reached) for row in told}
    rows = [
        (one.number, f"{one.day}", one.sessions, *_groups(groups[one.pk]), came.get(one.pk)) for one in held
    ]
    columns = ["number", "day", "sessions", "groups_told", "groups_reached", "persons_came"]
    return _frame(rows, columns)


def _groups(counted: tuple[int, int]) -> tuple[int | None, int | None]:
    """Nothing released is no zero."""
    return counted if counted[0] else (None, None)


def contact(until: date) -> pl.DataFrame:
    """One row a quarter as police released it: hidden counts stay hidden. One query."""
    rows = Quarter.objects.filter(ends__lte=until).order_by("ends")
    told = [
        (
            f"{row.ends}",
            *(HIDDEN if it is None else str(it) for it in (row.attempts, row.met, row.through_family)),
            HIDDEN if row.median_hours is None else str(row.median_hours),
        )
        for row in rows
    ]
    return _frame(told, ["quarter_end", "attempts", "met", "through_family", "median_hours"])


def group_related(until: date) -> pl.DataFrame:
    """Group-related incidents of twelve months, as police released them. One query."""
    rows = MonthFigures.objects.filter(month_end__lte=until).order_by("month_end")
    told = [(f"{row.month_end}", row.known, row.suspected, row.total) for row in rows]
    return _frame(told, ["month_end", "known", "suspected", "total"])


def meetings(until: date) -> pl.DataFrame:
    """How many incident reviews were held each month. One query."""
    held = Meeting.objects.filter(state=MeetingState.HELD, opened_at__isnull=False)
    days = [localdate(at, STOCKHOLM) for at in held.values_list("opened_at", flat=True)]
    months = sorted({f"{day:%Y-%m}" for day in days if day <= until})
    counts = [(month, sum(f"{day:%Y-%m}" == month for day in days)) for month in months]
    return _frame(counts, ["month", "meetings"])


def context(at: datetime) -> pl.DataFrame:
    """The context log, as ``gvi evaluate`` reads it: label, start, end. One query."""
    rows = [
        (row.title, f"{row.starts}", f"{row.ends}" if row.ends else None, str(ContextKind(row.kind).value))
        for row in ContextEvent.objects.filter(starts__lte=localdate(at)).order_by("starts", "title")
    ]
    return _frame(rows, ["label", "start", "end", "kind"])


def _frame(rows: Iterable[tuple[object, ...]], columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=columns, orient="row", infer_schema_length=None)
