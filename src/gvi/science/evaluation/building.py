"""From incidents to a balanced panel: one row a unit and step, noughts where nothing happened, the calendar right.

A step belongs to the calendar that people use: months, quarters and years of the day it happened, ISO weeks (so that
30 December may lie in week 1 of the next year). The last steps are marked preliminary, since incidents are still
reported and set aside long after they happened (science.md, *Also*).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from gvi.science import frames
from gvi.science.evaluation import times
from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.times import Step

PRELIMINARY = "preliminary"
DAYS = (Step.DAY, Step.WEEK, Step.MONTH, Step.QUARTER, Step.YEAR)


@dataclass(frozen=True, slots=True)
class Counting:
    """What one outcome counts: rows of these ``kinds`` (none: of any), or the sum of a column of theirs."""

    kinds: frozenset[str] = frozenset()
    column: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A panel: columns unit, step, each outcome, population when it was joined, and preliminary (0 or 1).

    ``totals`` are of each outcome; ``outside`` is how many rows lay outside the span of time asked for.
    """

    frame: pl.DataFrame
    step: Step
    units: int
    first: str
    last: str
    preliminary: tuple[str, ...]
    totals: Mapping[str, int]
    outside: int

    def sentence(self) -> str:
        """Say what was built, in English as the commands do."""
        counted = ", ".join(f"{name} {total:,}" for name, total in self.totals.items())
        span = "–".join(dict.fromkeys((*self.preliminary[:1], *self.preliminary[-1:]))) or "none"
        return (
            f"{self.units:,} units by {self.frame.height // self.units:,} {self.step.value}s, {self.first} to "
            f"{self.last}: {counted}. Preliminary: {span}."
        )


def build(
    rows: Any,
    *,
    outcomes: Mapping[str, Counting],
    step: Step = Step.MONTH,
    unit: str = "unit",
    day: str = "day",
    kind: str = "kind",
    named: str | None = None,
    units: Sequence[str] = (),
    first: str | None = None,
    last: str | None = None,
    preliminary: int = 1,
) -> Built:
    """Count rows (one an incident) by unit and step; ``named`` is what the panel calls the unit.

    ``units`` are there even when nothing happened in them. The panel runs from ``first`` to ``last``, or from the
    first row's step to the last one's. Raises ``PanelRefused`` without rows or for a span that is none.

    >>> rows = pl.DataFrame({"unit": ["Alm", "Bok"], "day": ["2025-12-29", "2026-01-12"], "kind": "shooting"})
    >>> made = build(rows, outcomes={"shootings": Counting(frozenset({"shooting"}))}, step=Step.WEEK)
    >>> made.frame["week"].unique(maintain_order=True).to_list(), made.frame["shootings"].to_list()
    (['2026-W01', '2026-W02', '2026-W03'], [1, 0, 0, 0, 0, 1])
    """
    if step not in DAYS:
        raise PanelRefused(f"step {step.value}: expected one of {', '.join(one.value for one in DAYS)}")
    table = frames.frame(rows)
    names, days = frames.texts(table, unit), frames.days(table, day)
    if not table.height:
        raise PanelRefused("expected at least one incident, found none")
    numbers = np.array([number_of(step, one) for one in days], dtype=np.int64)
    start, end = _span(step, numbers, first, last)
    every = sorted({*names, *units})
    place = {name: at for at, name in enumerate(every)}
    inside = (numbers >= start) & (numbers <= end)
    cells = np.array([place[name] for name in names]) * (end - start + 1) + numbers - start
    size = len(every) * (end - start + 1)
    columns = {
        name: np.bincount(cells[inside], _worth(table, kind, counting)[inside], minlength=size).astype(
            np.int64
        )
        for name, counting in outcomes.items()
    }
    labels = [times.label(step, number) for number in range(start, end + 1)]
    marked = tuple(labels[len(labels) - preliminary :]) if preliminary else ()
    frame = pl.DataFrame(
        {
            named or unit: np.repeat(every, len(labels)),
            step.value: labels * len(every),
            **columns,
            PRELIMINARY: [int(label in marked) for label in labels] * len(every),
        }
    )
    totals = {name: int(column.sum()) for name, column in columns.items()}
    return Built(frame, step, len(every), labels[0], labels[-1], marked, totals, int((~inside).sum()))


def number_of(step: Step, day: date) -> int:
    """The number in order of the step that a day lies in.

    >>> times.label(Step.WEEK, number_of(Step.WEEK, date(2027, 1, 3)))
    '2026-W53'
    """
    match step:
        case Step.DAY:
            return day.toordinal()
        case Step.WEEK:
            return (day.toordinal() - times.MONDAY_ONE) // times.WEEK
        case Step.MONTH:
            return day.year * times.MONTHS + day.month - 1
        case Step.QUARTER:
            return day.year * times.QUARTERS + (day.month - 1) // 3
        case _:
            return day.year


def _span(step: Step, numbers: np.ndarray[Any, Any], first: str | None, last: str | None) -> tuple[int, int]:
    ends = []
    for asked, found in ((first, numbers.min()), (last, numbers.max())):
        number = int(found) if asked is None else times.read(step, asked)
        if number is None:
            raise PanelRefused(f"{asked}: expected a {step.value} such as {times.label(step, int(found))}")
        ends.append(number)
    if ends[0] > ends[1]:
        begins, stops = (times.label(step, one) for one in ends)
        raise PanelRefused(f"from {begins} to {stops}: expected a first {step.value} before the last")
    return ends[0], ends[1]


def _worth(table: pl.DataFrame, kind: str, counting: Counting) -> np.ndarray[Any, Any]:
    """What each row adds."""
    worth = np.ones(table.height)
    if counting.column:
        worth = frames.numbers(table, counting.column, least=0).to_numpy()
    if counting.kinds:
        worth = worth * frames.texts(table, kind).is_in(list(counting.kinds)).to_numpy()
    return worth
