"""What else happened: laws, special operations, changed counting; drawn on every chart over time (science.md).

``context.csv`` has the columns label, start and, when it lasted, end. A time is a day or a time as in the panel: then
an event begins on its first day and ends on its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from gvi.science import frames
from gvi.science.charts import Span
from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step

DATED = (Step.DAY, Step.WEEK, Step.MONTH, Step.QUARTER, Step.YEAR)


@dataclass(frozen=True, slots=True)
class ContextEvent:
    """One thing that happened beside the programme; without ``end`` it is a change that came to stay."""

    label: str
    start: date
    end: date | None = None


def read_context(data: Any) -> tuple[ContextEvent, ...]:
    """Read context events in order of time. Raises ``ColumnMissing`` or ``CellRefused`` with the row.

    >>> rows = pl.DataFrame({"label": ["Ny lag", "Insats"], "start": ["2023-07-01", "2019"], "end": ["", "2020-03"]})
    >>> [(one.label, one.start.isoformat(), one.end) for one in read_context(rows)]
    [('Insats', '2019-01-01', datetime.date(2020, 3, 31)), ('Ny lag', '2023-07-01', None)]
    """
    table = frames.frame(data, ["label", "start"], optional=["end"])
    labels = frames.texts(table, "label")
    starts = _days(table["start"], last=False)
    ends: list[date | None] = [None] * table.height
    if "end" in table.columns:
        ends = _days(table["end"], last=True)
    frames.refuse(
        table["start"], pl.Series([day is None for day in starts], dtype=pl.Boolean), times.EXPECTED
    )
    made = [
        ContextEvent(label, start, end)
        for label, start, end in zip(labels, starts, ends, strict=True)
        if start
    ]
    wrong = [one.end is not None and one.end < one.start for one in made]
    frames.refuse(table["start"], pl.Series(wrong, dtype=pl.Boolean), "a start before its end")
    return tuple(sorted(made, key=lambda one: (one.start, one.label)))


def spans(context: Sequence[ContextEvent]) -> list[Span]:
    """The events as charts take them."""
    return [Span(one.label, one.start, one.end, "band" if one.end else "mark") for one in context]


def _days(column: pl.Series, *, last: bool) -> list[date | None]:
    """The first or the last day of each written time; an empty cell is none."""
    given = column.dt.to_string("%Y-%m-%d") if column.dtype.is_temporal() else column.cast(pl.String)
    written = [(text or "").strip() for text in given]
    days = [_day(text, last=last) for text in written]
    wrong = [bool(text) and day is None for text, day in zip(written, days, strict=True)]
    frames.refuse(column, pl.Series(wrong, dtype=pl.Boolean), times.EXPECTED)
    return days


def _day(text: str, *, last: bool) -> date | None:
    step = times.step_of([text]) if text else None
    if step is None or step not in DATED:
        return None
    number = times.read(step, text)
    if number is None:
        return None
    if not last:
        return times.first_day(step, number)
    after = times.first_day(step, number + 1)
    return after - timedelta(days=1) if after else None
