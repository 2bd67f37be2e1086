"""Weights that are never under zero and sum to one: many small least-squares problems solved at once, exactly.

A primal active-set method (Lawson & Hanson 1974, with the sum held at one): each problem holds a set of units with
weight, is solved with the others at zero, lets go of what would fall under zero, and takes in the unit that would
lower the loss most, until none would. All problems step together, so that the hundreds of a placebo test or of a
conformal interval cost little more than one. A ridge of 1e-11 of the Gram matrix's own size keeps every step
solvable where units repeat each other; which of them then holds the weight makes no difference to the loss.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.fitting import FitRefused

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
RIDGE, SLACK = 1e-11, 1e-9
STEPS_A_UNIT = 12
LOT = 4096


def simplex_weights(gram: Array, linear: Array, allowed: Flags, which: Rows | None = None) -> Array:
    """Minimise w'Gw/2 - b'w for each problem, w >= 0, sum of w = 1, w = 0 where not ``allowed``.

    ``gram`` (matrices, units, units) positive semidefinite, ``which`` (problems,) the matrix of each problem, the
    first for all when there is one and each its own when there are as many; ``linear`` and ``allowed`` (problems,
    units). Gives (problems, units). Raises ValueError when a problem has no allowed unit, FitRefused when one does
    not settle.

    >>> one = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    >>> simplex_weights(one, np.array([[0.75, 0.25], [3.0, 0.0]]), np.ones((2, 2), dtype=bool)).round(6).tolist()
    [[0.75, 0.25], [1.0, 0.0]]
    """
    if not allowed.any(axis=1).all():
        raise ValueError("expected at least one donor for each unit that is fitted")
    if which is None:
        which = np.arange(len(linear)) % len(gram)
    lots = [slice(at, at + LOT) for at in range(0, len(linear), LOT)]
    return np.concatenate([_lot(gram, linear[lot], allowed[lot], which[lot]) for lot in lots])


def _lot(gram: Array, linear: Array, allowed: Flags, which: Rows) -> Array:
    """Step all problems of a lot together; those that are done leave it."""
    size = np.maximum(np.einsum("bii->b", gram) / gram.shape[1], np.finfo(float).tiny)
    state = _State.at_the_best_vertex(gram, linear, allowed, which, size[which])
    for _ in range(STEPS_A_UNIT * gram.shape[1] + 60):
        if not len(state.open):
            return state.weights
        state.step()
    raise FitRefused(
        f"{len(state.open)} of {len(linear)} sets of weights did not settle", "name fewer donors"
    )


@dataclass(slots=True, eq=False)
class _State:
    """Where a lot stands: every problem's weights and the units that hold weight, and which are still ``open``."""

    gram: Array
    linear: Array
    allowed: Flags
    which: Rows
    size: Array
    weights: Array
    held: Flags
    open: Rows

    @classmethod
    def at_the_best_vertex(
        cls, gram: Array, linear: Array, allowed: Flags, which: Rows, size: Array
    ) -> "_State":
        alone = np.einsum("bii->bi", gram)[which] / 2 - linear
        best = np.where(allowed, alone, np.inf).argmin(axis=1)
        held = np.zeros(linear.shape, dtype=bool)
        held[np.arange(len(linear)), best] = True
        return cls(gram, linear, allowed, which, size, held.astype(float), held, np.arange(len(linear)))

    def step(self) -> None:
        """Solve on the units held; let go of those that would fall under zero, else take one in or be done."""
        at = self.open
        aimed = self._solved(at)
        below = self.held[at] & (aimed <= 0)
        whole = ~below.any(axis=1)
        self._let_go(at[~whole], aimed[~whole], below[~whole])
        self.weights[at[whole]] = aimed[whole]
        done = self._take_in(at[whole])
        self.open = np.setdiff1d(at, done, assume_unique=True)

    def _solved(self, at: Rows) -> Array:
        """The best weights on the held units, with sum one, of either sign."""
        held = self.held[at]
        most = int(held.sum(axis=1).max())
        units = np.argsort(~held, axis=1, kind="stable")[:, :most]
        real = np.take_along_axis(held, units, axis=1)
        inner = self.gram[self.which[at][:, None, None], units[:, :, None], units[:, None, :]]
        inner = inner * (real[:, :, None] & real[:, None, :])
        system = np.zeros((len(at), most + 1, most + 1))
        scale = self.size[at][:, None]
        system[:, :most, :most] = inner / scale[:, :, None]
        step = np.arange(most)
        system[:, step, step] += np.where(real, RIDGE, 1.0)
        system[:, :most, most] = system[:, most, :most] = real
        right = np.ones((len(at), most + 1, 1))
        right[:, :most, 0] = np.where(real, np.take_along_axis(self.linear[at], units, axis=1) / scale, 0.0)
        found = np.linalg.solve(system, right)[:, :most, 0]
        aimed = np.zeros(held.shape)
        np.put_along_axis(aimed, units, np.where(real, found, 0.0), axis=1)
        return aimed

    def _let_go(self, at: Rows, aimed: Array, below: Flags) -> None:
        """Go toward the aim until the first weight reaches zero, and hold that unit no longer."""
        now = self.weights[at]
        reach = np.divide(now, now - aimed, out=np.full(now.shape, np.inf), where=below & (now > aimed))
        reach[below & (now <= aimed)] = 0.0
        far = reach.min(axis=1, keepdims=True, initial=np.inf)
        gone = below & (reach <= far)
        moved = np.where(gone, 0.0, now + far * (aimed - now))
        self.weights[at] = np.maximum(moved, 0.0)
        self.held[at] &= ~gone

    def _take_in(self, at: Rows) -> Rows:
        """Take in the unit that lowers the loss most; tell which problems have none."""
        weights = self.weights[at]
        if len(self.gram) == 1:
            slope = weights @ self.gram[0] - self.linear[at]
        else:
            slope = np.matmul(self.gram[self.which[at]], weights[:, :, None])[:, :, 0] - self.linear[at]
        level = (weights * slope).sum(axis=1, keepdims=True)
        gain = np.where(self.allowed[at] & ~self.held[at], level - slope, -np.inf)
        best = gain.argmax(axis=1)
        goes_on = gain[np.arange(len(at)), best] > SLACK * self.size[at]
        self.held[at[goes_on], best[goes_on]] = True
        found: Rows = at[~goes_on]
        return found
