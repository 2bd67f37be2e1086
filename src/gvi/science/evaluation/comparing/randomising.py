"""p and interval by dealing the starts out anew: the share of deals whose studentised effect is at least as large.

The interval holds every effect that the same test would not reject were it taken away first. Each effect has its own
model without treatment, whose weights and variances are those of the outcomes freed from it: with the observed ones a
city whose counts have fallen would weigh too little and vary too little, and the interval would be too short.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation.comparing.assigning import Deals
from gvi.science.evaluation.comparing.null import null
from gvi.science.evaluation.comparing.question import Question
from gvi.science.evaluation.comparing.scoring import Scores, prepare, score
from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.result import Interval

TIE = 1e-9
DOUBLINGS, HALVINGS = 30, 12


@dataclass(frozen=True, slots=True)
class Inference:
    """What a test says of one effect; none where it cannot or must not say it."""

    p_value: float | None
    interval: Interval | None
    se: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Randomised:
    """A question with all its deals, so that any effect can be tried on it. ``reference`` (times,): see ``prepare``."""

    asked: Question
    dealt: Deals
    reference: Matrix

    def scores(self, effect: float = 0.0) -> Scores:
        """Every deal's score once ``effect`` is taken away."""
        without, pattern = null(self.asked, effect), self.asked.pattern
        return score(prepare(without, pattern, self.dealt.labels, self.reference), without, pattern)

    def p_value(self, effect: float = 0.0) -> float:
        """The share of deals at least as far from nothing as the observed, itself among them.

        NaN for an effect so large that arithmetic can not take it away: such an effect ends no interval.
        """
        try:
            sizes = np.abs(self.scores(effect).studentised)
        except np.linalg.LinAlgError:
            return float("nan")
        return float((sizes >= sizes[0] * (1 - TIE)).mean()) if np.isfinite(sizes[0]) else float("nan")

    def infer(self, estimate: float | None, alpha: float) -> Inference:
        """Say p for no effect, and the interval about ``estimate``."""
        p = self.p_value()
        if estimate is None:
            return Inference(p, None, None)
        se = self.se(estimate)
        return Inference(p, invert(self.p_value, estimate, se, alpha), se)

    def se(self, estimate: float) -> float:
        """The standard error, its scale taken from the deals once the estimate is taken away and no effect is left."""
        at = self.scores(estimate)
        return float(at.se[0] * np.sqrt((at.studentised[1:] ** 2).mean()))

    def reach(self, estimate: float, alpha: float) -> float | None:
        """How far an interval by the same deals would reach on each side; none when they are too few for one."""
        at = self.scores(estimate)
        sizes = np.sort(np.abs(at.studentised))
        if alpha * len(sizes) < 1:
            return None
        return float(at.se[0] * sizes[int(np.ceil((1 - alpha) * len(sizes))) - 1])


def invert(p_value: Callable[[float], float], estimate: float, se: float, alpha: float) -> Interval | None:
    """Find where p falls to alpha on each side of ``estimate``; none when it does not on one of them."""
    step = max(se, 1e-6 * max(1.0, abs(estimate)))
    ends = [_end(p_value, estimate, sign * step, alpha) for sign in (-1, 1)]
    low, high = ends
    return None if low is None or high is None else (low, high)


def _end(p_value: Callable[[float], float], estimate: float, step: float, alpha: float) -> float | None:
    inside, outside = estimate, estimate + step
    for _ in range(DOUBLINGS):
        if p_value(outside) <= alpha:
            break
        inside, outside = outside, estimate + 2 * (outside - estimate)
        if abs(outside - estimate) > 50 * abs(step):
            return None
    else:
        return None
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if p_value(middle) <= alpha else (middle, outside)
    return outside
