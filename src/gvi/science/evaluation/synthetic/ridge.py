"""Augmentation: what the weights leave of a difference before the start is taken away by a ridge regression.

Ben-Michael, Feller & Rothstein (2021): weights w + (x1 - X0'w)'(X0'X0 + lambda)^-1 X0', outcomes centred by the donors'
mean at each time. They may fall under zero; their sum is one still. ``cv`` chooses lambda of 21 by leaving out one time
before the start after another (the last is kept, as their program does): the largest within one standard error of the
least error.
"""

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.synthetic.asking import Ridge
from gvi.science.evaluation.synthetic.simplex import simplex_weights

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
LEAST_RATIO, GRID, LEAST_TIMES = 1e-8, 20, 3


def augmented(
    before: Array, aims: Array, allowed: Flags, weights: Array, ridge: Ridge
) -> tuple[Array, Array]:
    """Augment the weights of each fit. ``before`` (units, times) are the outcomes before the start.

    ``aims`` (fits, units) is what each fit aims at as shares of units. Gives the weights (fits, units) and each fit's
    lambda (fits,). Raises ValueError when lambda is to be found from under three times.
    """
    size = _cross_validated(before, aims, allowed) if ridge == "cv" else np.full(len(aims), float(ridge))
    shifted = centred(before, allowed)
    donors = shifted * allowed[:, :, None]
    inner = np.matmul(donors.transpose(0, 2, 1), donors) + size[:, None, None] * np.eye(before.shape[1])
    gaps = np.einsum("fu,fut->ft", aims - weights, shifted)
    turned = np.linalg.solve(inner, gaps[:, :, None])
    return weights + np.matmul(donors, turned)[:, :, 0], size


def centred(before: Array, allowed: Flags) -> Array:
    """Outcomes less the mean of each fit's donors at each time (fits, units, times)."""
    shares = allowed / allowed.sum(axis=1, keepdims=True)
    shifted: Array = before - (shares @ before)[:, None, :]
    return shifted


def _cross_validated(before: Array, aims: Array, allowed: Flags) -> Array:
    """Each fit's lambda (fits,): its error at a time left out needs no new regression, only the whole one's inverse."""
    fits, times = len(aims), before.shape[1]
    if times < LEAST_TIMES:
        raise ValueError(f'ridge "cv": expected at least {LEAST_TIMES} times before the start, found {times}')
    held_out = _gaps_without(before, aims, allowed)
    donors = centred(before, allowed) * allowed[:, :, None]
    values, vectors = np.linalg.eigh(np.matmul(donors.transpose(0, 2, 1), donors))
    largest = np.where(
        values[:, -1:] > np.finfo(float).tiny, values[:, -1:], 1.0
    )  # donors all alike: any does
    grid = largest * LEAST_RATIO ** ((np.arange(GRID + 1) - 1) / GRID)
    inverse = 1 / (np.maximum(values, 0.0)[:, None, :] + grid[:, :, None])
    turned = np.matmul(held_out, vectors)
    kept = vectors[:, :-1]
    above = np.matmul(turned[:, None] * kept[:, None], inverse[..., None])[..., 0]
    below = np.matmul(kept[:, None] ** 2, inverse[..., None])[..., 0]
    errors = (above / below) ** 2
    mean = errors.mean(axis=2)
    spread = errors.std(axis=2, ddof=0) / np.sqrt(times - 1)
    least = mean.argmin(axis=1)
    rows = np.arange(fits)
    limit = mean[rows, least] + spread[rows, least]
    chosen: Array = np.where(mean <= limit[:, None], grid, 0.0).max(axis=1)
    return chosen


def _gaps_without(before: Array, aims: Array, allowed: Flags) -> Array:
    """Each fit's gaps at all times when one is left out of the weights (fits, left out, times)."""
    fits, times = len(aims), before.shape[1]
    level = before - before.mean(axis=0)
    gram = level @ level.T - np.einsum("ut,wt->tuw", level, level)[:-1]
    which = np.tile(np.arange(times - 1), fits)
    aim, may = np.repeat(aims, times - 1, axis=0), np.repeat(allowed, times - 1, axis=0)
    linear = np.einsum("puw,fw->fpu", gram, aims).reshape(len(which), -1)
    weights = simplex_weights(gram, linear, may, which)
    gaps: Array = ((aim - weights) @ level).reshape(fits, times - 1, times)
    return gaps
