"""Weights that are never under zero and sum to one, with an intercept and a ridge: many problems solved at once.

A primal-dual interior-point method (Wright 1997, Primal-Dual Interior-Point Methods): about seventeen steps whatever
the problem, and where several weights are equally good, as for time weights when there are more times than units, it
ends in the middle of them rather than at a corner that the order of the units would decide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEPS, CENTRE, SHORT = 100, 0.1, 0.99
GAP, RESIDUAL = 1e-12, 1e-9
LEAST = 1e-14


def weights(left: Array, right: Array, ridge: Array) -> Array:
    """Minimise ``|left w - right - intercept|² + ridge |w|²`` over the simplex, for each problem.

    ``left`` has shape (problems, rows, weights), ``right`` (problems, rows), ``ridge`` (problems,); gives (problems,
    weights). Raises ValueError when a problem does not settle, which finite figures do not do.

    >>> weights(np.array([[[1.0, 0.0], [0.0, 1.0]]]), np.array([[0.25, 0.75]]), np.zeros(1)).round(6).tolist()
    [[0.25, 0.75]]
    """
    left = left - left.mean(axis=1, keepdims=True)
    right = right - right.mean(axis=1, keepdims=True)
    size = np.sqrt((left**2).mean(axis=(1, 2)))
    size = np.where(size > 0, size, 1.0)
    problem = _Problem(left / size[:, None, None], np.maximum(ridge / size**2, LEAST))
    linear = _times(problem.transposed, right / size[:, None])
    return _settle(problem, linear)


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """The quadratic part: ``left' left + ridge``, never formed when there are fewer rows than weights."""

    left: Array
    ridge: Array

    @property
    def transposed(self) -> Array:
        return self.left.transpose(0, 2, 1)

    def gradient(self, at: Array) -> Array:
        """The quadratic part times ``at`` (problems, weights)."""
        return _times(self.transposed, _times(self.left, at)) + self.ridge[:, None] * at

    def solve(self, added: Array, wanted: Array) -> Array:
        """Solve (quadratic part + diagonal ``added``) x = ``wanted`` (problems, weights, columns).

        Through the smaller of the two sides (Woodbury), since a panel of twelve cities may have a hundred months.
        """
        diagonal = self.ridge[:, None] + added
        rows = np.arange(min(self.left.shape[1:]))
        if self.left.shape[1] >= self.left.shape[2]:
            whole = self.transposed @ self.left
            whole[:, rows, rows] += diagonal
            return np.asarray(np.linalg.solve(whole, wanted), dtype=np.float64)
        scaled = self.left / diagonal[:, None]
        inner = scaled @ self.transposed
        inner[:, rows, rows] += 1
        inside: Array = self.transposed @ np.linalg.solve(inner, scaled @ wanted)
        solved: Array = (wanted - inside) / diagonal[..., None]
        return solved


def _settle(problem: _Problem, linear: Array) -> Array:
    """Step towards the optimum from equal weights until every problem's gap is closed."""
    at = np.full(linear.shape, 1 / linear.shape[1])
    slope = problem.gradient(at) - linear
    below = np.maximum((slope - slope.min(axis=1, keepdims=True)).mean(axis=1), 1e-3)
    level = slope.min(axis=1) - below
    slack = slope - level[:, None]
    for _ in range(STEPS):
        gap = (at * slack).mean(axis=1)
        residual = problem.gradient(at) - linear - level[:, None] - slack
        if gap.max() < GAP and np.abs(residual).max() < RESIDUAL:
            return at
        target = CENTRE * gap[:, None] / at - slack
        wanted = np.stack([target - residual, np.ones_like(at)], axis=-1)
        solved = problem.solve(slack / at, wanted)
        up = (1 - at.sum(axis=1) - solved[..., 0].sum(axis=1)) / solved[..., 1].sum(axis=1)
        move = solved[..., 0] + up[:, None] * solved[..., 1]
        lift = target - slack * move / at
        share = SHORT * np.minimum(_room(at, move), _room(slack, lift))
        share = np.minimum(1.0, share)[:, None]
        at, slack, level = at + share * move, slack + share * lift, level + share[:, 0] * up
    raise ValueError("the weights did not settle: expected finite outcomes of ordinary size")


def _times(matrices: Array, vectors: Array) -> Array:
    product: Array = (matrices @ vectors[..., None])[..., 0]
    return product


def _room(at: Array, move: Array) -> Array:
    """How far each problem can move before something falls under zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        room: Array = np.where(move < 0, -at / move, np.inf).min(axis=1)
    return room
