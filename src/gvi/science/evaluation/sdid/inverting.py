"""The interval: every constant effect that the rank test would not reject once it is taken away from the treated.

Taking an effect away changes the placebos too, for the treated are among their donors; each candidate is therefore
fitted anew. The end is where the score of the treated meets the placebo score that the level allows.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation.result import Interval
from gvi.science.evaluation.sdid.estimating import Rows
from gvi.science.evaluation.sdid.interior import Array
from gvi.science.evaluation.sdid.placebos import Measured, Trial

CLOSE, STEPS, STEEP = 1e-4, 20, 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Inversion:
    """A trial, the sets it is compared with and what they gave, and what the treated gave.

    ``allowed`` is how many placebos may score higher before the test no longer rejects.
    """

    trial: Trial
    sets: Rows
    placebos: Measured
    own: Measured
    allowed: int

    def interval(self, column: int) -> Interval | None:
        """Invert the test of one column of effects; none when the level is out of reach or there is no end."""
        estimate = float(self.own.effects[0, column])
        if not self.allowed or np.isnan(estimate):
            return None
        every = np.arange(len(self.sets))
        scores = self._without(estimate, every).scores[:, column]
        near = np.argsort(scores)[-(3 * self.allowed + 10) :]

        def reach(effect: float) -> float:
            return self._limit(self._without(effect, near).scores[:, column])

        start = self._limit(scores)
        low = crossing(lambda away: reach(estimate - away), start)
        high = crossing(lambda away: reach(estimate + away), start)
        return None if low is None or high is None else (estimate - low, estimate + high)

    def band(self) -> Array | None:
        """How far from what would have been each time may lie by chance, (times,), by the placebos' own paths."""
        if not self.allowed:
            return None
        found = self._without(float(self.own.effects[0, 0]), np.arange(len(self.sets)))
        scores = np.abs(found.paths) / found.spread[:, None]
        limit: Array = np.sort(scores, axis=0)[-self.allowed] * self.own.spread[0]
        return limit

    def _without(self, effect: float, chosen: Rows) -> Measured:
        known = [(units[chosen], noise[chosen]) for units, noise in self.placebos.known]
        return self.trial.without(effect).measured(self.sets[chosen], None if self.trial.staggered else known)

    def _limit(self, scores: Array) -> float:
        return float(np.sort(scores)[-self.allowed] * self.own.spread[0])


def crossing(reach: Callable[[float], float], start: float) -> float | None:
    """Find ``away`` where ``reach(away) = away``, from ``reach(0) = start``, by secants; none when there is no end.

    >>> crossing(lambda away: 1 + 0.5 * away, 1.0)
    2.0
    >>> crossing(lambda away: 1 + 2 * away, 1.0)
    """
    before, known, at = 0.0, start, start
    for _ in range(STEPS):
        found = reach(at)
        if abs(found - at) <= CLOSE * max(at, found):
            return at
        slope = (found - known) / (at - before)
        before, known = at, found
        at = 2 * at if slope >= STEEP else max((found - slope * at) / (1 - slope), at / 10)
    return None
