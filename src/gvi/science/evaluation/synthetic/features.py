"""What the weights are to match: outcomes before the start, or columns over chosen times, made comparable.

Columns are divided by their standard deviation over all units (Abadie, Diamond & Hainmueller 2010); outcomes matched
each by itself stay as they are.
"""

import warnings

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.panel import Panel, PanelRefused
from gvi.science.evaluation.synthetic.asking import Asked, Matched

Array = NDArray[np.float64]


def features(panel: Panel, rows: NDArray[np.int64], outcomes: Array, asked: Asked, name: str) -> Array:
    """Give (units, features), each with mean zero over the units, which weights that sum to one may take away."""
    found = as_they_are(panel, rows, outcomes, asked, name)
    if asked.match:
        spread = found.std(axis=0, ddof=1)
        found = found / np.where(spread > 0, spread, 1.0)
    centred: Array = found - found.mean(axis=0)
    return centred


def as_they_are(panel: Panel, rows: NDArray[np.int64], outcomes: Array, asked: Asked, name: str) -> Array:
    """Give (units, features) in their own units; ``outcomes`` (units, times) stand for the outcome ``name``.

    Raises ``PanelRefused`` for a unit without a value.
    """
    if not asked.match:
        return outcomes[:, : asked.start]
    columns = [_column(panel, rows, outcomes, one, name) for one in asked.match]
    return np.concatenate(columns, axis=1)


def named(panel: Panel, asked: Asked) -> tuple[str, ...]:
    """The features' names, in order."""
    if not asked.match:
        return panel.times[: asked.start]
    return tuple(
        f"{one.column} {panel.times[at]}" if one.each else one.column
        for one in asked.match
        for at in (range(one.first, one.end) if one.each else (one.first,))
    )


def _column(panel: Panel, rows: NDArray[np.int64], outcomes: Array, matched: Matched, name: str) -> Array:
    span = slice(matched.first, matched.end)
    if matched.column == name:
        values = outcomes[:, span]
    else:
        known = panel.covariates if matched.column in panel.covariates else panel.outcomes
        values = known[matched.column][rows][:, span]
    if not matched.each:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            values = np.nanmean(values, axis=1, keepdims=True)
    missing = np.isnan(values).any(axis=1)
    if missing.any():
        unit = panel.units[rows[int(missing.argmax())]]
        raise PanelRefused(
            f"match column {matched.column}: unit {unit} has no value from {panel.times[matched.first]} to "
            f"{panel.times[matched.end - 1]}: expected {'one for each time' if matched.each else 'at least one'}"
        )
    return values
