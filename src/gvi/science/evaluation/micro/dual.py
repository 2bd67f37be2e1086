"""The weights of least norm that meet every constraint and are never under zero, through the dual (few dimensions).

Minimise |w|²/2 with C w = t (or within ``slack`` of it) and w >= 0. The dual is concave in one multiplier a
constraint, and w = max(0, C'm): Newton steps on it, each as large as the number of constraints whatever the number of
areas, end in finitely many steps. Problems that share their areas are solved together. A multiplier whose constraint
has slack keeps its sign in a step or stops at zero (Andrew & Gao 2007).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS, HALVINGS = 150, 30
MET, DAMPING, ENOUGH = 1e-9, 1e-10, 1e-4
LOT = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """``weights`` (problems, areas) and whether each problem's constraints are met (problems,)."""

    weights: Array
    met: Flags


def least_norm(rows: Array, targets: Array, allowed: Flags, slack: Array) -> Solved:
    """Solve for each problem; one that is not met has no such weights.

    ``rows`` (constraints, areas) of like size, ``targets`` (problems, constraints), ``allowed`` (problems, areas) the
    areas that may have weight, ``slack`` (problems, constraints) how far each may be missed, nought for not at all.

    >>> rows = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 2.0]])
    >>> every = np.ones((2, 3), dtype=bool)
    >>> solved = least_norm(rows, np.array([[1.0, 1.0], [1.0, 3.0]]), every, np.zeros((2, 2)))
    >>> solved.weights[0].round(6).tolist(), solved.met.tolist()
    ([0.333333, 0.333333, 0.333333], [True, False])
    """
    step = max(1, LOT // rows.size)
    lots = [slice(at, at + step) for at in range(0, len(targets), step)]
    solved = [_lot(rows, targets[lot], allowed[lot], slack[lot]) for lot in lots]
    return Solved(
        np.concatenate([one.weights for one in solved]), np.concatenate([one.met for one in solved])
    )


def _lot(rows: Array, targets: Array, allowed: Flags, slack: Array) -> Solved:
    dual = _Dual(rows, targets, allowed, slack)
    multipliers, open_ = np.zeros(targets.shape), np.arange(len(targets))
    met = np.zeros(len(targets), dtype=bool)
    for _ in range(STEPS):
        part = dual.only(open_)
        at = multipliers[open_]
        gradient = part.gradient(at)
        done = part.missed(at, gradient) < MET
        met[open_[done]] = True
        open_, part, at, gradient = open_[~done], part.only(~done), at[~done], gradient[~done]
        if not len(open_):
            break
        stepped, moved = part.stepped(at, gradient)
        multipliers[open_] = stepped
        open_ = open_[moved]
    return Solved(dual.weights(multipliers), met)


@dataclass(frozen=True, slots=True, eq=False)
class _Dual:
    """What is minimised: |max(0, C'm)|²/2 - t'm + slack |m|, one problem a row."""

    rows: Array
    targets: Array
    allowed: Flags
    slack: Array

    def only(self, chosen: NDArray[np.int64] | Flags) -> "_Dual":
        return _Dual(self.rows, self.targets[chosen], self.allowed[chosen], self.slack[chosen])

    def weights(self, at: Array) -> Array:
        return np.where(self.allowed, np.maximum(at @ self.rows, 0), 0.0)

    def value(self, at: Array) -> Array:
        smooth = (self.weights(at) ** 2).sum(axis=1) / 2 - (self.targets * at).sum(axis=1)
        value: Array = smooth + (self.slack * np.abs(at)).sum(axis=1)
        return value

    def gradient(self, at: Array) -> Array:
        """Of the smooth part: what the weights give, less what is wanted."""
        gradient: Array = self.weights(at) @ self.rows.T - self.targets
        return gradient

    def missed(self, at: Array, gradient: Array) -> Array:
        """How far the worst constraint is from its place, beside the size of what is wanted."""
        size = 1 + np.abs(self.targets).max(axis=1)
        held = np.where(
            at == 0, np.maximum(np.abs(gradient) - self.slack, 0), gradient + self.slack * np.sign(at)
        )
        missed: Array = np.abs(held).max(axis=1) / size
        return missed

    def stepped(self, at: Array, gradient: Array) -> tuple[Array, Flags]:
        """One Newton step, halved until it lowers the value; and whether it did."""
        signs = np.where(at != 0, np.sign(at), -np.sign(gradient))
        free = (at != 0) | (np.abs(gradient) > self.slack)
        slope = np.where(free, gradient + self.slack * signs, 0.0)
        move = self._newton(at, slope, free)
        now, fall = self.value(at), (slope * move).sum(axis=1)
        share, result = np.ones(len(at)), at.copy()
        open_ = np.ones(len(at), dtype=bool)
        for _ in range(HALVINGS):
            tried = at + share[:, None] * move
            tried = np.where((self.slack > 0) & (tried * signs < 0), 0.0, tried)
            better = open_ & (self.value(tried) <= now + ENOUGH * share * fall + 1e-15 * np.abs(now))
            result[better] = tried[better]
            open_ &= ~better
            if not open_.any():
                break
            share = np.where(open_, share / 2, share)
        return result, ~open_

    def _newton(self, at: Array, slope: Array, free: Flags) -> Array:
        held = self.allowed & (at @ self.rows >= 0)
        curve = (self.rows[None] * held[:, None, :]) @ self.rows.T
        size = np.einsum("bii->b", curve) / curve.shape[1] + 1e-12
        curve = curve * (free[:, :, None] & free[:, None, :])
        diagonal = np.arange(curve.shape[1])
        curve[:, diagonal, diagonal] += np.where(free, DAMPING * size[:, None], 1.0)
        return np.asarray(-np.linalg.solve(curve, slope[..., None])[..., 0], dtype=np.float64)
