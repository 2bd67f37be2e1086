"""Who is treated from when, beside whom, and which questions are asked of the time after: what every method is given.

``design`` makes it from a table, ``gvi.science.evaluation.plan`` from a plan file. The first treated period is the
``start``; the last before it is the last that may be used to fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.panel import Matrix, Panel, PanelRefused, read_panel

Pooling = Literal["sum", "mean", "each"]


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A panel and the question. ``starts`` gives each treated unit's first treated column.

    ``donors`` are units that are never treated and may be compared with; ``periods`` are inclusive, in steps after
    the start counted from 1; ``phase_in`` steps after the start are left out of every effect; ``end`` is the first
    column that no longer counts. Preliminary times are already cut away when they are to be dropped.
    """

    panel: Panel
    starts: Mapping[str, int]
    donors: tuple[str, ...]
    outcomes: tuple[str, ...]
    periods: tuple[tuple[int, int], ...] = ()
    phase_in: int = 0
    pooling: Pooling = "mean"
    alpha: float = 0.05
    margin: float = 0.10

    @property
    def treated(self) -> tuple[str, ...]:
        """The treated units, in the panel's order."""
        return tuple(unit for unit in self.panel.units if unit in self.starts)

    @property
    def treated_rows(self) -> NDArray[np.int64]:
        """Their rows."""
        return np.array([self.panel.row(unit) for unit in self.treated], dtype=np.int64)

    @property
    def donor_rows(self) -> NDArray[np.int64]:
        """The donors' rows."""
        places = {unit: row for row, unit in enumerate(self.panel.units)}
        rows = [places[unit] if unit in places else self.panel.row(unit) for unit in self.donors]
        return np.array(rows, dtype=np.int64)

    @property
    def start(self) -> int:
        """The one column where treatment starts; refused when units start at different times."""
        found = set(self.starts.values())
        if len(found) != 1:
            raise PanelRefused(
                f"expected one start for all treated units, found {len(found)}: use staggered_differences"
            )
        return found.pop()

    def matrix(self, name: str | None = None) -> Matrix:
        """One outcome of treated units and donors as it stands in the panel; the primary one when none is named."""
        return self.panel.outcomes[name or self.outcomes[0]]

    def windows(self) -> tuple[tuple[int, int], ...]:
        """The periods as half-open spans of steps after the start (0 is the first treated), cut at the panel's end.

        Without periods in the plan there is one, the whole time after ``phase_in``. One that no data reach is left
        out.
        """
        after = self.panel.n_times - min(self.starts.values())
        asked = self.periods or ((1, after),)
        spans = [(max(first - 1, self.phase_in), min(last, after)) for first, last in asked]
        return tuple((first, last) for first, last in spans if first < last)


def design(
    data: Any,
    *,
    treated: str | Sequence[str] | Mapping[str, str],
    start: str | int | None = None,
    donors: Sequence[str] | None = None,
    unit: str = "unit",
    time: str = "time",
    outcome: str | Sequence[str] = "outcome",
    periods: Sequence[tuple[int, int]] = (),
    phase_in: int = 0,
    pooling: Pooling = "mean",
    alpha: float = 0.05,
    margin: float = 0.10,
    **columns: Any,
) -> Design:
    """Make a design of a long table or of a ``Panel``; ``columns`` go on to ``read_panel``.

    ``treated`` is a unit, units with one common ``start``, or each unit's own start. ``donors`` are all others when
    none are named. Raises ``PanelRefused`` for a start before the data begin or after they end.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"unit": ["a", "a", "b", "b"], "time": [1989, 1990] * 2, "outcome": [3, 1, 0, 2]})
    >>> asked = design(rows, treated="a", start=1990)
    >>> asked.start, asked.donors
    (1, ('b',))
    """
    outcomes = (outcome,) if isinstance(outcome, str) else tuple(outcome)
    if not isinstance(data, Panel):
        data = read_panel(data, unit=unit, time=time, outcomes=outcomes, **columns)
    return question(
        data,
        _starts(treated, start),
        outcomes,
        donors=donors,
        periods=tuple(periods),
        phase_in=phase_in,
        pooling=pooling,
        alpha=alpha,
        margin=margin,
    )


def question(
    panel: Panel,
    starts: Mapping[str, str],
    outcomes: tuple[str, ...],
    *,
    donors: Sequence[str] | None = None,
    **options: Any,
) -> Design:
    """Put the question to a panel: starts as written times, to columns, each within the panel."""
    if not starts:
        raise PanelRefused("expected at least one treated unit")
    columns = {unit: _column(panel, unit, when) for unit, when in starts.items()}
    others = tuple(unit for unit in panel.units if unit not in columns)
    chosen = others if donors is None else tuple(donors)
    for unit in chosen:
        panel.row(unit)
        if unit in columns:
            raise PanelRefused(f"unit {unit} is both treated and a donor: expected one of them")
    return Design(panel, columns, chosen, outcomes, **options)


def _starts(treated: str | Sequence[str] | Mapping[str, str], start: str | int | None) -> dict[str, str]:
    if isinstance(treated, Mapping):
        return {unit: str(when) for unit, when in treated.items()}
    if start is None:
        raise PanelRefused("expected a start: the first treated period")
    return {unit: str(start) for unit in ([treated] if isinstance(treated, str) else treated)}


def _column(panel: Panel, unit: str, when: str) -> int:
    panel.row(unit)
    column = panel.column(when)
    if column <= 0:
        raise PanelRefused(
            f"unit {unit} is treated from {when}, before there are data: they begin {panel.times[0]}, "
            "expected at least one period before the start"
        )
    if column >= panel.n_times:
        raise PanelRefused(f"unit {unit} is treated from {when}, after the data end, {panel.times[-1]}")
    return column
