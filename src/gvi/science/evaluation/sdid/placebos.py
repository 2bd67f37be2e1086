"""Which other sets of units are looked at as if they had been treated, and how unusual the treated are among them.

The treated units stand among the placebos' donors, as they would have if the lot had fallen on another: only then is
the rank of the treated uniform when nothing happened. Left out, as in the placebo variance of the paper, they make the
placebos fit worse than the treated, and with twelve cities p at or under 0.08 came in 12 of 100 panels without effect.
An effect is ranked after it is divided by the spread of its gap before the start, since a large city swings more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from math import comb, perm

import numpy as np

from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.sdid.estimating import Ask, Fits, Known, Rows, fitted, lots, others
from gvi.science.evaluation.sdid.interior import Array

DRAWS, MOST, ERROR_DRAWS = 499, 20_000, 200
TIE = 1e-9

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """One question to a matrix of outcomes: ``rows`` treated beside ``pool`` (their own rows among it).

    ``asks`` is one for all treated together, or one for each of them in the order of ``rows``.
    """

    asks: tuple[Ask, ...]
    rows: Rows
    pool: Rows

    @property
    def apart(self) -> bool:
        """Whether each treated unit is fitted by itself."""
        return len(self.asks) == len(self.rows) > 1

    def without(self, effect: float) -> "Trial":
        """The same with a constant effect taken away from the treated."""
        outcomes = self.asks[0].outcomes.copy()
        asks = self.asks if len(self.asks) == len(self.rows) else self.asks * len(self.rows)
        for row, ask in zip(self.rows, asks, strict=True):
            outcomes[row, ask.after] -= effect
        return replace(self, asks=tuple(replace(ask, outcomes=outcomes) for ask in self.asks))

    @property
    def staggered(self) -> bool:
        """Whether units start at different times: then a placebo's time before holds treated time of others."""
        return len({ask.after.start for ask in self.asks}) > 1

    def fits(self, sets: Rows, known: Sequence[Known] | None = None) -> list[Fits]:
        """Fit sets of rows (sets, units): one object an ask, with ``known`` weights of units when they are."""
        donors = others(self.pool, sets)
        weights: Sequence[Known | None] = known or [None] * len(self.asks)
        targets = [sets[:, [at]] for at in range(len(self.asks))] if self.apart else [sets]
        parts = zip(self.asks, targets, weights, strict=True)
        return [fitted(ask, target, donors, one) for ask, target, one in parts]

    def measured(
        self, sets: Rows, known: Sequence[Known] | None = None, progress: Progress = lambda done: None
    ) -> "Measured":
        """Measure many sets, lot by lot."""
        found = []
        for lot in lots(len(sets), self.asks[0]):
            part = known and [(units[lot], noise[lot]) for units, noise in known]
            found.append(together(self.fits(sets[lot], part)))
            progress(len(sets[lot]))
        return joined(found)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What sets of units gave: ``effects`` (sets, 1 + windows), ``spread`` (sets,) and ``paths`` (sets, times), the
    gaps less their level before; ``known`` is what may be kept when only the time after the start is changed.
    """

    effects: Array
    spread: Array
    paths: Array
    known: list[Known]

    @property
    def scores(self) -> Array:
        """Effects over spread, without sign: what is ranked."""
        scores: Array = np.abs(self.effects) / self.spread[:, None]
        return scores


def together(fits: Sequence[Fits]) -> Measured:
    """Pool fits made apart: the mean of their effects, windows that one does not reach left out for it."""
    effects = np.stack([fit.effects for fit in fits])
    known = (~np.isnan(effects)).sum(axis=0)
    mean = np.where(known > 0, np.nansum(effects, axis=0) / np.maximum(known, 1), np.nan)
    spread = np.sqrt(np.mean([fit.spread**2 for fit in fits], axis=0))
    paths = np.mean([fit.gaps - fit.level[:, None] for fit in fits], axis=0)
    return Measured(mean, spread, paths, [(fit.units, fit.noise) for fit in fits])


def joined(lots_: Sequence[Measured]) -> Measured:
    """Put lots together."""
    asks = range(len(lots_[0].known))
    return Measured(
        np.concatenate([one.effects for one in lots_]),
        np.concatenate([one.spread for one in lots_]),
        np.concatenate([one.paths for one in lots_]),
        [
            (
                np.concatenate([one.known[ask][0] for one in lots_]),
                np.concatenate([one.known[ask][1] for one in lots_]),
            )
            for ask in asks
        ],
    )


def placebo_sets(trial: Trial, placebos: str | int | None, random: np.random.Generator) -> Rows:
    """Give the sets to compare with: every one there is besides the treated, or so many drawn by lot.

    One treated unit is compared with every donor, whatever was asked. Raises ValueError for a number under one and
    for "all" when there are more than 20,000.
    """
    size, ordered = len(trial.rows), trial.staggered
    count = (perm if ordered else comb)(len(trial.pool), size) - 1
    wanted = _wanted(placebos, count, size)
    if wanted < count:
        return trial.pool[np.argsort(random.random((wanted, len(trial.pool))), axis=1)[:, :size]]
    arranged = (permutations if ordered else combinations)(np.sort(trial.pool).tolist(), size)
    own = trial.rows.tolist() if ordered else sorted(trial.rows.tolist())
    return np.array([rows for rows in arranged if list(rows) != own], dtype=np.int64).reshape(-1, size)


def _wanted(placebos: str | int | None, count: int, size: int) -> int:
    if placebos == "all" and count > MOST:
        raise ValueError(
            f"placebos: there are {count:,} sets of {size} units; expected a number up to {MOST:,}"
        )
    if placebos is None:
        placebos = "all" if count <= 2 * DRAWS else DRAWS
    if not isinstance(placebos, int):
        if placebos != "all":
            raise ValueError(f'placebos: expected "all" or a number of draws; got {placebos}')
        return count
    if placebos < 1:
        raise ValueError(f"placebos: expected at least 1; got {placebos}")
    return count if size == 1 else min(placebos, count)


def rank_p(own: float, others_: Array) -> float:
    """The share of all sets, the treated among them, whose score is at least the treated's."""
    return float((1 + (others_ >= own * (1 - TIE)).sum()) / (1 + len(others_)))


def placebo_error(trial: Trial, random: np.random.Generator) -> float | None:
    """The placebo standard error of the paper: among the donors alone, the treated left out (its algorithm 4)."""
    donors = np.setdiff1d(trial.pool, trial.rows)
    size = len(trial.rows)
    if len(donors) <= size or len(donors) < 3:
        return None
    alone = replace(trial, pool=donors)
    if size == 1:
        sets = donors[:, None]
    else:
        sets = donors[np.argsort(random.random((ERROR_DRAWS, len(donors))), axis=1)[:, :size]]
    return float(alone.measured(sets).effects[:, 0].std())


def refuse_if_short(trial: Trial) -> None:
    """Refuse what cannot be fitted: no donor, or too little time before the start."""
    if len(trial.pool) <= len(trial.rows):
        raise PanelRefused("expected at least one donor: a unit that is never treated")
    shortest = min(ask.before.stop for ask in trial.asks)
    if shortest < 3:
        raise PanelRefused(f"expected at least 3 periods before the start, found {shortest}")
    if any(ask.after.stop <= ask.after.start for ask in trial.asks):
        raise PanelRefused("expected at least one period after the start and the phase-in")
