"""Synthetic difference-in-differences for many sets of treated units at once (Arkhangelsky et al. 2021, AER 111).

Weights of units make the untreated move as the treated did before the start, weights of times make the time before
alike the time after among the untreated; both with an intercept and with synthdid's own ridge. The optimum is found
exactly, where synthdid stops at a tolerance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.sdid.interior import Array, weights

Rows = NDArray[np.int64]
Known = tuple[Array, Array]
"""Unit weights (sets, donors) and noise (sets,)."""
TIME_RIDGE = 1e-6
FLOOR = 1e-3
LOT = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """What is fitted: outcomes (units, times), the columns before the start and after it.

    ``treated`` units stand behind each target (it enters the ridge); ``windows`` are half-open spans among ``after``.
    """

    outcomes: Array
    before: slice
    after: slice
    treated: int
    windows: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """One row a set of treated units. ``effects`` (sets, 1 + windows): the whole time after first, NaN out of reach.

    ``spread`` is the standard deviation of the gap before the start, by which effects are ranked; ``noise`` synthdid's
    noise level; ``gaps`` (sets, times) treated less weighted untreated; ``level`` their weighted mean before.
    """

    effects: Array
    spread: Array
    noise: Array
    gaps: Array
    level: Array
    units: Array
    times: Array


def unit_weights(ask: Ask, targets: Array, donors: Rows) -> tuple[Array, Array]:
    """Weights (sets, donors) of the rows ``donors`` (sets, donors) for ``targets`` (sets, times), and the noise."""
    before = ask.outcomes[:, ask.before][donors]
    noise = np.diff(before, axis=2).reshape(len(donors), -1).std(axis=1, ddof=1)
    length = ask.after.stop - ask.after.start
    ridge = before.shape[2] * np.sqrt(ask.treated * length) * noise**2
    return weights(before.transpose(0, 2, 1), targets[:, ask.before], ridge), noise


def time_weights(ask: Ask, donors: Rows, noise: Array) -> Array:
    """Weights (sets, times before) that make the donors' time before alike their mean after."""
    before = ask.outcomes[:, ask.before][donors]
    after = ask.outcomes[:, ask.after].mean(axis=1)[donors]
    return weights(before, after, donors.shape[1] * (TIME_RIDGE * noise) ** 2)


def fitted(ask: Ask, treated: Rows, donors: Rows, known: Known | None = None) -> Fits:
    """Fit sets of ``treated`` rows (sets, units of a target) beside ``donors`` (sets, donors).

    ``known`` unit weights and noise, which what happened after the start does not touch, are not sought again.
    """
    targets = ask.outcomes[treated].mean(axis=1)
    units, noise = known or unit_weights(ask, targets, donors)
    gaps = targets - weighted(ask.outcomes, units, donors)
    return measured(ask, gaps, units, time_weights(ask, donors, noise), noise)


def measured(ask: Ask, gaps: Array, units: Array, times: Array, noise: Array) -> Fits:
    """Measure the effects that weights give."""
    before, after = gaps[:, ask.before], gaps[:, ask.after]
    level = (before * times).sum(axis=1)
    spans = ((0, after.shape[1]), *ask.windows)
    means = [
        after[:, first:last].mean(axis=1) if first < last else np.full(len(gaps), np.nan)
        for first, last in spans
    ]
    effects = np.stack(means, axis=1) - level[:, None]
    spread = np.maximum(before.std(axis=1), FLOOR * noise)
    return Fits(effects, np.where(spread > 0, spread, 1.0), noise, gaps, level, units, times)


def weighted(outcomes: Array, units: Array, donors: Rows) -> Array:
    """The series (sets, times) that weights of donors make."""
    dense = np.zeros((len(units), len(outcomes)))
    np.put_along_axis(dense, donors, units, axis=1)
    series: Array = dense @ outcomes
    return series


def others(pool: Rows, sets: Rows) -> Rows:
    """The rows of ``pool`` that are not in each of ``sets`` (sets, k): (sets, pool - k)."""
    inside = (pool[None, :, None] == sets[:, None, :]).any(axis=2)
    left: Rows = np.broadcast_to(pool, inside.shape)[~inside].reshape(len(sets), -1)
    return left


def lots(sets: int, ask: Ask) -> Iterator[slice]:
    """Cut many sets into lots that fit in memory."""
    step = max(1, LOT // ask.outcomes.size)
    return (slice(at, min(at + step, sets)) for at in range(0, sets, step))
