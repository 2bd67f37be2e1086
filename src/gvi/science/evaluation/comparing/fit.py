"""The whole model fitted once, to the treatment as it was: every effect, and the fitted cells.

The ratio model is a log-linear one whose effects each own their cells, so that its likelihood is at its top when every
unit's, time's and effect's fitted sum is the observed (Birch 1963): scaling to those sums in turn finds it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.comparing.question import Question
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.panel import Matrix

SWEEPS, CLOSE = 20_000, 1e-10
ALTERNATIONS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """``effects`` (effects,); an effect is none where either side of it holds no outcome at all.

    ``fitted`` and ``untreated`` (units, times) are with and without the effects, in the outcome's unit.
    """

    effects: tuple[float | None, ...]
    fitted: Matrix
    untreated: Matrix


def fit(asked: Question) -> Fitted:
    """Fit units, times and effects to the observed treatment."""
    return _ratio(asked) if asked.family == "poisson" else _level(asked)


def _ratio(asked: Question) -> Fitted:
    weighted = asked.outcome * asked.weights[:, None]
    base = np.ones_like(weighted) if asked.exposure is None else asked.exposure
    cells = asked.cells
    sums = np.einsum("nt,nkt->k", weighted, cells)
    before = weighted * (cells.sum(axis=1) == 0)
    known = bool(before[asked.treated].sum())
    logs = np.zeros(len(sums))
    for _ in range(SWEEPS):
        fitted = _margins(weighted, base * np.exp(np.einsum("k,nkt->nt", logs, cells)))
        now = np.einsum("nt,nkt->k", fitted, cells)
        base = fitted / np.exp(np.einsum("k,nkt->nt", logs, cells))
        step = np.where((sums > 0) & (now > 0), np.log(np.maximum(sums, 1e-300) / np.maximum(now, 1e-300)), 0)
        logs = logs + step
        if np.abs(step).max(initial=0) < CLOSE:
            effects = tuple(float(x) if s > 0 and known else None for x, s in zip(logs, sums, strict=True))
            weights = asked.weights[:, None]
            return Fitted(
                effects, base * np.exp(np.einsum("k,nkt->nt", logs, cells)) / weights, base / weights
            )
    raise FitRefused(f"the fit did not converge in {SWEEPS} sweeps", "fewer periods, or units with outcomes")


def _margins(weighted: Matrix, base: Matrix) -> Matrix:
    """Scale once to the sums of units and once to those of times."""
    tiny = np.finfo(float).tiny
    base = base * (weighted.sum(axis=1, keepdims=True) / np.maximum(base.sum(axis=1, keepdims=True), tiny))
    found: Matrix
    found = base * (weighted.sum(axis=0, keepdims=True) / np.maximum(base.sum(axis=0, keepdims=True), tiny))
    return found


def _level(asked: Question) -> Fitted:
    weights = np.broadcast_to(asked.weights[:, None], asked.outcome.shape)
    x = freed(asked.cells.transpose(1, 0, 2), weights)
    gram = np.einsum("knt,jnt,nt->kj", x, x, weights)
    effects = np.linalg.pinv(gram) @ np.einsum("knt,nt,nt->k", x, weights, asked.outcome)
    added = np.einsum("k,nkt->nt", effects, asked.cells)
    free = asked.outcome - added
    untreated = free - freed(free[None], weights)[0]
    return Fitted(tuple(float(one) for one in effects), untreated + added, untreated)


def freed(x: Matrix, weights: Matrix) -> Matrix:
    """Free ``x`` (any, units, times) from weighted means of units and of times, by turns until nothing is left."""
    rows, columns = weights.sum(axis=1), weights.sum(axis=0)
    for _ in range(ALTERNATIONS):
        x = x - (np.einsum("knt,nt->kn", x, weights) / rows)[:, :, None]
        mean = np.einsum("knt,nt->kt", x, weights) / columns
        x = x - mean[:, None, :]
        if np.abs(mean).max(initial=0) <= CLOSE:
            left = np.einsum("knt,nt->kn", x, weights) / rows
            if np.abs(left).max(initial=0) <= CLOSE:
                return x
    raise FitRefused(
        "freeing the effects from units and times did not converge", "leave out units without outcomes"
    )


def contrast(asked: Question, found: Fitted) -> tuple[Matrix, NDArray[np.float64]]:
    """Tell the first effect's own contrast (units, times) and the cells' weights at the fit, both for its variance."""
    level = asked.family == "linear"
    weights = asked.weights[:, None] * (
        np.ones_like(asked.outcome) if level else np.maximum(found.fitted, 1e-300)
    )
    x = freed(asked.cells.transpose(1, 0, 2), weights)
    if len(x) > 1:
        gram = np.einsum("knt,jnt,nt->kj", x[1:], x[1:], weights)
        shared = np.linalg.pinv(gram) @ np.einsum("knt,nt,nt->k", x[1:], x[0], weights)
        return x[0] - np.einsum("k,knt->nt", shared, x[1:]), weights
    return x[0], weights
