"""The model without treatment: units and times only. Its residuals are all that a deal of starts is scored on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.comparing.question import Question
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.panel import Matrix

Values = NDArray[np.float64]
SWEEPS, CLOSE = 2_000, 1e-10
ROUNDS = 3
PRIOR = 4.0  # degrees of freedom lent to a unit's own scatter by all units'


@dataclass(frozen=True, slots=True, eq=False)
class Null:
    """``residual`` (units, times) sums to nothing along both. ``mass`` (units,) and ``share`` (times,), which sums to
    one, multiply to each cell's weight; the residual's variance by chance is ``noise`` (units,) times ``scale`` (units,
    times) times that weight, plus ``spread`` times its square, the negative binomial's; ``drifts`` says that units may
    drift beyond it. A count freed from a fall is a count of fewer made larger, so that it varies more: ``scale`` says
    how many times. ``fitted`` (units, times) is in the outcome's own unit.
    """

    residual: Matrix
    mass: Values
    share: Values
    noise: Values
    scale: Matrix
    spread: float
    fitted: Matrix
    drifts: bool


def null(asked: Question, effect: float = 0.0) -> Null:
    """Fit the model without treatment to the outcomes freed from ``effect``."""
    outcome = asked.without(effect)
    if asked.family == "linear":
        return _level(asked, outcome)
    return _ratio(asked, outcome, np.exp(-effect * asked.cells[:, 0]))


def _ratio(asked: Question, outcome: Matrix, scale: Matrix) -> Null:
    """Counts: fitted = a unit's times a time's (times exposure); without exposure in closed form."""
    weighted = outcome * asked.weights[:, None]
    mass, total = weighted.sum(axis=1), weighted.sum()
    if not total:
        raise FitRefused("every outcome is 0", "a longer time, or an outcome that occurs")
    mass = np.maximum(mass, 1e-9 * total)
    share = weighted.sum(axis=0) / total
    fitted = np.outer(mass, share) if asked.exposure is None else margins(weighted, asked.exposure)
    whole = bool((asked.outcome == np.round(asked.outcome)).all())
    noise = asked.weights * (1.0 if whole else _dispersion(weighted, fitted, scale))
    spread = _spread(weighted, fitted, noise[:, None] * scale)
    in_own_unit = fitted / asked.weights[:, None]
    return Null(weighted - fitted, mass, share, noise, scale, spread, in_own_unit, drifts=True)


def _spread(weighted: Matrix, fitted: Matrix, noise: Matrix) -> float:
    """How much more than by chance the cells vary, in squares of their mean (one over theta), by weighted moments."""
    units, times = weighted.shape
    square = (weighted - fitted) ** 2 / ((1 - 1 / units) * (1 - 1 / times))
    chance, mean = noise * fitted, np.maximum(fitted, np.finfo(float).tiny)
    found = 0.0
    for _ in range(ROUNDS):
        weight = (noise + found * mean) ** -2.0
        found = max(0.0, float((weight * (square - chance)).sum() / (weight * mean**2).sum()))
    return found


def _dispersion(weighted: Matrix, fitted: Matrix, scale: Matrix) -> float:
    """What is no count has no chance of its own scale: its mean squared Pearson residual."""
    known = fitted > 0
    free = (weighted.shape[0] - 1) * (weighted.shape[1] - 1)
    return float(((weighted - fitted)[known] ** 2 / (fitted * scale)[known]).sum() / free)


def margins(weighted: Matrix, base: Matrix) -> Matrix:
    """Scale ``base`` to the sums of ``weighted`` along both axes (iterative proportional fitting)."""
    rows, columns = weighted.sum(axis=1, keepdims=True), weighted.sum(axis=0, keepdims=True)
    fitted = base * rows.sum() / base.sum()
    for _ in range(SWEEPS):
        fitted = fitted * rows / fitted.sum(axis=1, keepdims=True)
        fitted = fitted * columns / np.maximum(fitted.sum(axis=0, keepdims=True), np.finfo(float).tiny)
        if np.abs(fitted.sum(axis=1, keepdims=True) - rows).max() <= CLOSE * rows.sum():
            found: Matrix = fitted
            return found
    raise FitRefused(f"the fit did not converge in {SWEEPS} sweeps", "leave out units without outcomes")


def _level(asked: Question, outcome: Matrix) -> Null:
    """Levels (per exposure when there is one): freed from units' and times' weighted means."""
    level = outcome if asked.exposure is None else outcome / asked.exposure
    weights, times = asked.weights, level.shape[1]
    own = level - level.mean(axis=1, keepdims=True)
    freed = own - weights @ own / weights.sum()
    own_scatter = scatter(freed)
    residual = freed * weights[:, None] / times
    share = np.full(times, 1 / times)
    noise, scale = weights * own_scatter / times, np.ones_like(level)
    return Null(residual, weights, share, noise, scale, 0.0, level - freed, drifts=False)


def scatter(freed: Matrix) -> Values:
    """Each unit's variance from step to step, drawn towards all units' mean where there are few steps."""
    steps = np.diff(freed, axis=1)
    own = (steps**2).mean(axis=1) / 2
    free = steps.shape[1]
    found: Values = (PRIOR * own.mean() + free * own) / (PRIOR + free)
    return np.maximum(found, np.finfo(float).tiny)
