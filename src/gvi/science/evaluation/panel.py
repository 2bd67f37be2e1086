"""A balanced panel: units by times, one matrix an outcome; what is wrong with the file is said with its row.

One row a unit and time. Identifiers are text (an integral number loses its ``.0``). An outcome is never missing: a
month without events is a nought that somebody wrote, and a month that is not there is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science import frames
from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]
INTEGRAL = r"^(-?\d+)\.0+$"


class PanelRefused(ValueError):
    """The panel as a whole is not as it must be: which unit, which time, what was expected.

    ``row``, counted from one without the heading, is the one after which something is missing.
    """

    def __init__(self, text: str, row: int | None = None) -> None:
        super().__init__(text)
        self.row = row


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Units by times. Every matrix has shape (units, times); ``first`` is the number in order of the first time.

    ``covariates`` may hold NaN where nothing is known; ``exposure`` is above zero; ``weights`` is one a unit;
    ``facts`` are columns of text with one value a unit (a cohort, a role); ``preliminary`` flags times whose figures
    may still change.
    """

    units: tuple[str, ...]
    step: Step
    first: int
    outcomes: Mapping[str, Matrix]
    preliminary: Flags
    exposure: Matrix | None = None
    weights: NDArray[np.float64] | None = None
    covariates: Mapping[str, Matrix] = field(default_factory=dict)
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def n_times(self) -> int:
        """How many steps of time there are."""
        return len(self.preliminary)

    @property
    def times(self) -> tuple[str, ...]:
        """Every time as it is written."""
        return tuple(times.label(self.step, self.first + at) for at in range(self.n_times))

    def column(self, time: str) -> int:
        """Tell which column holds a time; one before the panel is negative, one after it is ``n_times`` or more."""
        number = times.read(self.step, time)
        if number is None:
            raise PanelRefused(f"{time}: expected a time as the panel's own, such as {self.times[0]}")
        return number - self.first

    def row(self, unit: str) -> int:
        """Tell which row holds a unit."""
        try:
            return self.units.index(unit)
        except ValueError:
            raise PanelRefused(
                f"unit {unit}: expected a unit of the panel, which has {len(self.units)}"
            ) from None

    def until(self, column: int) -> "Panel":
        """Cut away the times from ``column`` on."""
        kept = slice(0, column)
        return self._cut(slice(None), kept)

    def only(self, units: Sequence[str]) -> "Panel":
        """Keep these units, in this order."""
        rows = [self.row(unit) for unit in units]
        return self._cut(rows, slice(None))

    def _cut(self, rows: Any, columns: slice) -> "Panel":
        def cut(matrix: Matrix) -> Matrix:
            kept: Matrix = matrix[rows][:, columns]
            return kept

        order = np.arange(len(self.units))[rows]
        return replace(
            self,
            units=tuple(self.units[row] for row in order),
            outcomes={name: cut(matrix) for name, matrix in self.outcomes.items()},
            preliminary=self.preliminary[columns],
            exposure=None if self.exposure is None else cut(self.exposure),
            weights=None if self.weights is None else self.weights[rows],
            covariates={name: cut(matrix) for name, matrix in self.covariates.items()},
            facts={name: tuple(fact[row] for row in order) for name, fact in self.facts.items()},
        )


def read_panel(
    data: Any,
    *,
    unit: str = "unit",
    time: str = "time",
    outcomes: Sequence[str] = ("outcome",),
    covariates: Sequence[str] = (),
    exposure: str | None = None,
    weights: str | None = None,
    facts: Sequence[str] = (),
    preliminary_from: str | None = None,
    counts: bool = False,
) -> Panel:
    """Read a long table (Polars, pandas or Arrow) as a balanced panel, times in order and units as they come.

    ``counts`` refuses a negative outcome. Raises ``gvi.science.frames.CellRefused`` for a cell (its row counted from
    one, the heading left out), ``ColumnMissing`` for a column and ``PanelRefused`` for a unit that lacks a time.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"unit": ["a", "a", "b", "b"], "time": [1989, 1990] * 2, "outcome": [3, 1, 0, 2]})
    >>> panel = read_panel(rows)
    >>> panel.times, panel.outcomes["outcome"].tolist()
    (('1989', '1990'), [[3.0, 1.0], [0.0, 2.0]])
    """
    named = [*outcomes, *covariates, *(name for name in (exposure, weights) if name), *facts]
    table = frames.frame(data, list(dict.fromkeys([unit, time, *named])))
    if not table.height:
        raise PanelRefused("expected rows, the panel is empty")
    names = frames.texts(table, unit)
    step, numbers = _times(table, time)
    units = tuple(names.unique(maintain_order=True))
    first, last = int(numbers.min()), int(numbers.max())
    place = {name: row for row, name in enumerate(units)}
    rows = np.array([place[name] for name in names])
    order = _balanced(table[unit], rows, numbers - first, (len(units), last - first + 1), units, step, first)

    def matrix(column: str, *, least: float | None = None, missing: bool = False) -> Matrix:
        values = _known(table, column) if missing else frames.numbers(table, column, least=least).to_numpy()
        shaped: Matrix = values[order].reshape(len(units), -1)
        return shaped

    marked = times.read(step, preliminary_from) if preliminary_from else None
    if preliminary_from and marked is None:
        raise PanelRefused(
            f"preliminary_from {preliminary_from}: expected a time as {times.label(step, first)}"
        )
    return Panel(
        units=units,
        step=step,
        first=first,
        outcomes={name: matrix(name, least=0 if counts else None) for name in outcomes},
        preliminary=np.arange(first, last + 1) >= (last + 1 if marked is None else marked),
        exposure=_positive(table, exposure, matrix(exposure)) if exposure else None,
        weights=_constant(table, weights, matrix(weights), units) if weights else None,
        covariates={name: matrix(name, missing=True) for name in covariates},
        facts={name: _facts(table, name, order, units) for name in facts},
    )


def _times(table: pl.DataFrame, column: str) -> tuple[Step, NDArray[np.int64]]:
    given = table[column]
    written = given.dt.to_string("%Y-%m-%d") if given.dtype.is_temporal() else frames.texts(table, column)
    step = times.step_of(written.unique(maintain_order=True))
    if step is None:
        first = times.step_of(written.head(1))
        wrong = pl.Series([first is None or times.read(first, text) is None for text in written])
        frames.refuse(
            given, wrong, times.EXPECTED if first is None else f"a {first.value} as in the first row"
        )
        raise AssertionError(column)
    return step, np.array([times.read(step, text) for text in written], dtype=np.int64)


def _balanced(
    given: pl.Series,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    shape: tuple[int, int],
    units: tuple[str, ...],
    step: Step,
    first: int,
) -> NDArray[np.int64]:
    """Give the table's rows in the order of the panel; a time twice or not at all is refused."""
    cells = rows * shape[1] + columns
    counted = np.bincount(cells, minlength=shape[0] * shape[1])
    order = np.argsort(cells, kind="stable")
    if (counted > 1).any():
        again = np.zeros(len(cells), dtype=bool)
        again[order[1:]] = cells[order[1:]] == cells[order[:-1]]
        frames.refuse(given, pl.Series(again), "one row for each unit and time; this one comes again")
    if (counted == 0).any():
        missing = int(np.argmin(counted > 0))
        when = times.label(step, first + missing % shape[1])
        earlier = cells[order] < missing
        own = rows[order] == missing // shape[1]
        near = order[own & earlier][-1:] if (own & earlier).any() else order[own][:1]
        raise PanelRefused(
            f"unit {units[missing // shape[1]]} has no row for {when}: expected one row for each unit and "
            f"{step.value}, with 0 where nothing happened; {int((counted == 0).sum())} are missing",
            row=int(near[0]) + 1,
        )
    return order


def _known(table: pl.DataFrame, column: str) -> Matrix:
    """A column that may have empty cells, which become NaN; what is written must be a number."""
    given = table[column]
    if given.dtype == pl.String:
        written = given.str.strip_chars()
        empty = written.is_null() | written.is_in(["", "NA", "NaN"])
        given = written.set(empty, None)
    read = given.cast(pl.Float64, strict=False)
    frames.refuse(table[column], read.is_null() & given.is_not_null(), "a number or an empty cell")
    return read.fill_null(float("nan")).to_numpy()


def _positive(table: pl.DataFrame, column: str, matrix: Matrix) -> Matrix:
    if not (matrix > 0).all():
        wrong = frames.numbers(table, column) <= 0
        frames.refuse(table[column], wrong, "a number above 0")
    return matrix


def _constant(table: pl.DataFrame, column: str, matrix: Matrix, units: tuple[str, ...]) -> Matrix:
    """One value a unit, the mean when it varies; never under zero."""
    frames.numbers(table, column, least=0)
    mean: Matrix = matrix.mean(axis=1)
    return mean


def _facts(
    table: pl.DataFrame, column: str, order: NDArray[np.int64], units: tuple[str, ...]
) -> tuple[str, ...]:
    """A column of text that says one thing a unit; an empty cell is an empty text, 2007.0 is 2007."""
    given = table[column]
    written = (given.fill_nan(None) if given.dtype.is_float() else given).cast(pl.String).str.strip_chars()
    plainly = written.str.replace(INTEGRAL, "${1}").fill_null("")
    texts = plainly.to_numpy()[order].reshape(len(units), -1)
    differing = texts != texts[:, :1]
    if differing.any():
        wrong = np.zeros(len(order), dtype=bool)
        wrong[order] = differing.ravel()
        frames.refuse(given, pl.Series(wrong), "the same value in every row of a unit")
    return tuple(texts[:, 0])
