"""The same number of areas drawn by lot, again and again, matched and measured as the treated were.

The treated stand among the areas that a drawn set is matched with, so that rank is uniform when nothing happened. An
effect is ranked after division by what the areas' own swings before the start would give it. Since weights rest on the
time before, taking an effect away from the treated changes a placebo's effect in proportion to how much of the treated
it holds, and the interval has a closed form.
"""

from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation.micro.constraints import Constraints
from gvi.science.evaluation.micro.dual import Array
from gvi.science.evaluation.micro.matching import Rows, matched
from gvi.science.evaluation.result import Interval
from gvi.science.evaluation.sdid.placebos import Progress, rank_p

LOT, SHARED, MOST_TRIED = 16, 4, 2


@dataclass(frozen=True, slots=True, eq=False)
class Permuted:
    """The treated (first) and the drawn sets that could be matched.

    ``effects`` (outcomes, 1 + sets, windows), ``spread`` (outcomes, 1 + sets) and ``held`` (1 + sets,), how much of an
    effect on the treated a set would show. A set that has no weights is drawn
    again; ``unmatched`` is how many were still wanted after twice as many as asked for were tried.
    """

    effects: Array
    spread: Array
    held: Array
    unmatched: int

    @property
    def count(self) -> int:
        """Sets besides the treated."""
        return len(self.held) - 1

    def p_value(self, outcome: int, window: int) -> float:
        """The rank of the treated."""
        scores = np.abs(self.effects[outcome, :, window]) / self.spread[outcome]
        return rank_p(float(scores[0]), scores[1:])

    def interval(self, outcome: int, window: int, alpha: float) -> Interval | None:
        """The constant effects that the rank test does not reject; none when p cannot come under alpha."""
        allowed = int(alpha * (1 + self.count) + 1e-9)
        if not allowed:
            return None
        effects, spread = self.effects[outcome, :, window], self.spread[outcome]
        estimate, ratio = effects[0], spread[0] / spread[1:]
        rest = effects[1:] - self.held[1:] * estimate
        low, high = (
            float(np.sort(_crossings(rest, sign * self.held[1:], ratio))[-allowed]) for sign in (-1.0, 1.0)
        )
        return None if np.isinf(low) or np.isinf(high) else (float(estimate) - low, float(estimate) + high)


def _crossings(rest: Array, held: Array, ratio: Array) -> Array:
    """Find where ``ratio |rest - held away| = away`` first holds for each placebo; infinite where it never does."""
    slope = 1 + ratio * held * np.where(rest >= 0, 1.0, -1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(slope > 0, ratio * np.abs(rest) / slope, np.inf)


def permuted(
    found: Constraints,
    own: Array,
    measure: Array,
    swings: Array,
    draws: tuple[int, float, int],
    progress: Progress,
) -> Permuted:
    """Draw sets, match and measure them.

    ``own`` (areas,) is the treated's side, ``measure`` (outcomes, areas, windows) what an effect is the mean of,
    ``swings`` (outcomes, areas) variances before. ``draws``: how many, the slack, the seed.
    """
    count, slack, seed = draws
    size, areas = int((own == 1).sum()), len(own)
    random = np.random.default_rng(seed)
    sides, tried, met = [own[None]], 0, 0
    while met < count and tried < MOST_TRIED * count + LOT:
        sets = np.stack([random.choice(areas, size, replace=False) for _ in range(LOT)]).astype(np.int64)
        drawn = matched(found, sets, slack)
        wanted = np.flatnonzero(drawn.met)[: count - met]
        sides.append(drawn.sides[wanted])
        tried, met = tried + LOT, met + len(wanted)
        progress(len(wanted))
    every = np.concatenate(sides)
    treated = own == 1
    return Permuted(
        effects=np.einsum("sa,oaw->osw", every, measure) / size,
        spread=np.maximum(np.sqrt(np.einsum("sa,oa->os", every**2, swings)), np.finfo(float).tiny) / size,
        held=every[:, treated].sum(axis=1) / size,
        unmatched=count - met,
    )


def swings_of(before: Array) -> Array:
    """Each area's variance over the time before (outcomes, areas, times), drawn towards what is common to all."""
    own, count = before.var(axis=2), before.shape[2]
    swings: Array = (own * count + own.mean(axis=1, keepdims=True) * SHARED) / (count + SHARED)
    return swings


def sets_of(own: Array) -> Rows:
    """The positions of the treated as one set."""
    return np.flatnonzero(own == 1)[None]
