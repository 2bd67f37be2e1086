"""The model of one series, stated ahead: level, trend, a factor of months, and one step up or down for each window.

Steps within ``phase_in`` and steps after the start that no window asks about are left out of the fit. Nothing is
chosen by looking at how it fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation import times
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.glm import Vector
from gvi.science.evaluation.panel import Matrix, Panel, PanelRefused
from gvi.science.evaluation.times import Step

ROUND = {Step.MONTH: 12, Step.QUARTER: 4, Step.WEEK: 52, Step.DAY: 365}
"""Steps in a year, where a year has seasons."""
ROUNDS = 2  # whole years before the start that a factor of months asks for


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One treated series over the whole panel: ``y`` and ``offset`` (T,), ``before`` what does not change (T, m).

    ``start`` is its first treated column, ``windows`` half-open columns; ``places`` (n,) the columns that are fitted.
    """

    name: str
    y: Vector
    offset: Vector
    before: Matrix
    start: int
    windows: tuple[tuple[int, int], ...]
    places: NDArray[np.int64]

    @property
    def unseasoned(self) -> bool:
        """Whether the model has no factor of months."""
        return bool((self.before[:, 0] == 1).all())

    def design(self, windows: Sequence[Sequence[tuple[int, int]]]) -> Matrix:
        """The fitted steps' design (n, k): one column a set of windows, then what does not change."""
        columns = np.arange(len(self.y))
        steps = [
            sum(((columns >= first) & (columns < last)).astype(float) for first, last in one)
            for one in windows
        ]
        whole: Matrix = np.column_stack([*steps, self.before])[self.places]
        return whole

    @property
    def whole(self) -> Matrix:
        """The design with one effect for all windows together."""
        return self.design([self.windows])

    @property
    def by_window(self) -> Matrix:
        """The design with an effect for each window."""
        return self.design([[window] for window in self.windows])


def all_series(asked: Design, outcome: str, *, trend: bool, season: bool | None) -> list[Series]:
    """The treated units' series: their sum, or each by itself when pooling says so."""
    rows = asked.treated_rows
    if asked.pooling == "each":
        named = zip(asked.treated, rows, strict=True)
        return [_series(asked, outcome, unit, rows=[row], trend=trend, season=season) for unit, row in named]
    if len(set(asked.starts.values())) > 1:
        raise PanelRefused('treated units start at different times: expected pooling = "each"')
    name = asked.treated[0] if len(rows) == 1 else ", ".join(asked.treated)
    return [_series(asked, outcome, name, rows=list(rows), trend=trend, season=season)]


def _series(
    asked: Design, outcome: str, name: str, *, rows: list[int], trend: bool, season: bool | None
) -> Series:
    panel, start = asked.panel, asked.starts[asked.panel.units[rows[0]]]
    y = asked.matrix(outcome)[rows].sum(axis=0)
    if (y < 0).any():
        raise PanelRefused(f"{outcome} is below 0 for {name}: expected counts, from 0 up")
    spans = [(start + first, min(start + last, panel.n_times)) for first, last in asked.windows()]
    windows = tuple(span for span in spans if span[0] < span[1])
    columns = np.arange(panel.n_times)
    fitted = columns < start
    for first, last in windows:
        fitted |= (columns >= first) & (columns < last)
    if not windows:
        raise PanelRefused(f"unit {name}: no step after the start is left: expected periods within the data")
    exposure = np.ones_like(y) if panel.exposure is None else panel.exposure[rows].sum(axis=0)
    parts = [_factor(panel, start, season)]
    if trend:
        parts.append(((columns - start) / panel.n_times)[:, None])
    return Series(
        name, y, np.log(exposure), np.column_stack(parts), start, windows, columns[fitted].astype(np.int64)
    )


def _factor(panel: Panel, start: int, season: bool | None) -> Matrix:
    """A column for each month (quarter) of the year, or one of ones."""
    turn = ROUND.get(panel.step)
    enough = turn is not None and start >= ROUNDS * turn
    if season and not enough:
        raise FitRefused(
            f"a factor of months needs {ROUNDS} whole years before the start; there are {start} steps of "
            f"{panel.step.value}",
            "season = false, or a longer series",
        )
    if season is False or not enough:
        return np.ones((panel.n_times, 1))
    levels = np.array([_level(panel, column) for column in range(panel.n_times)])
    factor: Matrix = (levels[:, None] == np.unique(levels)).astype(float)
    return factor


def _level(panel: Panel, column: int) -> int:
    day = times.first_day(panel.step, panel.first + column)
    return day.month if day else 0
