"""What the weighted areas must have in common with the treated: their number, covariates, and outcomes before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.micro.dual import Array
from gvi.science.evaluation.panel import PanelRefused

Match = str | Mapping[str, Any]
HOW = ("each", "mean", "sum")
NUMBER = "areas"


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """One row a constraint over treated and donors: ``values`` (constraints, areas), the number of areas first.

    ``names`` are as a reader knows them, "outcome 2018-10"; ``scale`` is the standard deviation of a row, one for the
    number and for a row that is the same everywhere.
    """

    names: tuple[str, ...]
    values: Array

    @property
    def scale(self) -> Array:
        """Standard deviations (constraints,)."""
        spread = self.values.std(axis=1)
        return np.where(spread > 1e-12 * (1 + np.abs(self.values).max(axis=1)), spread, 1.0)

    @property
    def rows(self) -> Array:
        """The constraints with mean nought and deviation one, which the number of areas allows; it keeps its ones."""
        rows: Array = (self.values - self.values.mean(axis=1, keepdims=True)) / self.scale[:, None]
        rows[0] = 1.0
        return rows


def constraints(
    asked: Design,
    outcomes: Sequence[Match] | None,
    covariates: Sequence[str] | None,
    match_from: str | None,
    match_to: str | None,
) -> Constraints:
    """Collect them; raises ``PanelRefused`` for a time after the start, a column or a covariate that is not known."""
    pool = np.concatenate([asked.treated_rows, asked.donor_rows])
    found = [(NUMBER, np.ones(len(pool)))]
    for name in asked.panel.covariates if covariates is None else covariates:
        found.append((name, _covariate(asked, name, match_from, match_to)[pool]))
    for one in asked.outcomes if outcomes is None else outcomes:
        found += [(name, column[pool]) for name, column in _outcome(asked, one, match_from, match_to)]
    return Constraints(tuple(name for name, _ in found), np.stack([column for _, column in found]))


def _covariate(asked: Design, name: str, first: str | None, last: str | None) -> Array:
    """The mean of what is known in the matching time."""
    if name not in asked.panel.covariates:
        raise PanelRefused(
            f"covariate {name}: expected one of the panel's, {', '.join(asked.panel.covariates) or 'none'}"
        )
    low, high = _span(asked, first, last)
    part = asked.panel.covariates[name][:, low:high]
    unknown = np.isnan(part).all(axis=1)
    if unknown.any():
        unit = asked.panel.units[int(np.argmax(unknown))]
        raise PanelRefused(f"covariate {name} of unit {unit}: expected a number before the start, found none")
    mean: Array = np.nanmean(part, axis=1)
    return mean


def _outcome(asked: Design, match: Match, first: str | None, last: str | None) -> list[tuple[str, Array]]:
    """An outcome at each time before the start, or in sum: {column, from, to, how}."""
    wanted = {"column": match} if isinstance(match, str) else dict(match)
    name, how = str(wanted.get("column")), str(wanted.get("how", "each"))
    if name not in asked.panel.outcomes:
        raise PanelRefused(f"outcomes: {name}: expected one of {', '.join(asked.panel.outcomes)}")
    if how not in HOW:
        raise PanelRefused(f"outcomes: how = {how}: expected one of {', '.join(HOW)}")
    low, high = _span(asked, wanted.get("from", first), wanted.get("to", last))
    matrix, times = asked.panel.outcomes[name], asked.panel.times
    if how == "each":
        return [(f"{name} {times[at]}", matrix[:, at]) for at in range(low, high)]
    return [(f"{name} {times[low]}–{times[high - 1]}", getattr(matrix[:, low:high], how)(axis=1))]


def _span(asked: Design, first: str | None, last: str | None) -> tuple[int, int]:
    """The matching time as half-open columns, all before the start when nothing is said."""
    low = 0 if first is None else asked.panel.column(str(first))
    high = asked.start if last is None else asked.panel.column(str(last)) + 1
    if not 0 <= low < high <= asked.start:
        times = asked.panel.times
        raise PanelRefused(
            f"match_from {first}, match_to {last}: expected times in order from {times[0]} to "
            f"{times[asked.start - 1]}, the last before the start"
        )
    return low, high
