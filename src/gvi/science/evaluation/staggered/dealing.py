"""p where units are few: the starts dealt out anew among all units, every aggregate refitted for each deal.

How many start when does not change, so an aggregate is a sum over units of what each would add with each start, and a
deal only picks from it. It is divided by how much those units' outcomes scatter by themselves, for a unit that starts
alone has no scatter of its own in the influence function.
"""

from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation.comparing.assigning import Deals
from gvi.science.evaluation.comparing.null import scatter
from gvi.science.evaluation.comparing.randomising import TIE
from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.staggered.cells import Cells, Controls, Values


@dataclass(frozen=True, slots=True, eq=False)
class Dealt:
    """An aggregate as coefficients (labels, times) on outcomes (units, times), with all deals of labels."""

    outcome: Matrix
    treated: Matrix
    coefficients: Matrix
    deals: Deals

    def studentised(self, effect: float = 0.0) -> Values:
        """Every deal's aggregate in its own scatter (deals,), once ``effect`` is taken from the treated cells."""
        outcome = self.outcome - effect * self.treated
        freed = outcome - outcome.mean(axis=1, keepdims=True)
        spread = scatter(freed - freed.mean(axis=0))
        units = np.arange(len(outcome))
        adds = (outcome @ self.coefficients.T)[units, self.deals.labels].sum(axis=1)
        variance = (spread[:, None] * (self.coefficients**2).sum(axis=1))[units, self.deals.labels].sum(
            axis=1
        )
        found: Values = adds / np.sqrt(variance)
        return found

    def p_value(self, effect: float = 0.0) -> float:
        """The share of deals at least as far from nothing as the observed."""
        sizes = np.abs(self.studentised(effect))
        return float((sizes >= sizes[0] * (1 - TIE)).mean())

    def se(self, estimate: float) -> float:
        """How much deals of what has no effect vary, in the aggregate's unit."""
        left = self.studentised(estimate)[1:]
        one = (
            self.studentised(estimate - 1)[0] - self.studentised(estimate)[0]
        )  # an effect of one, in scatters
        return float(np.sqrt((left**2).mean()) / max(abs(float(one)), 1e-12))


def coefficients(
    found: Cells, weight: Values, counts: Values, starts: Matrix, times: int, controls: Controls
) -> Matrix:
    """What each label's outcomes add to the aggregate that gives cells ``weight``: (labels, times).

    ``counts`` and ``starts`` are each label's units and start, label 0 those never treated.
    """
    adds = np.zeros((len(counts), times))
    for group, time, own in zip(found.group, found.time, weight, strict=True):
        label = int(np.flatnonzero(starts == group)[0])
        beside = np.zeros(len(counts), dtype=bool)
        beside[0] = True
        if controls == "not_yet":
            beside |= (starts > max(time, group - 1)) & (starts != group)
        for row, share in ((label == np.arange(len(counts)), own), (beside, -own)):
            adds[row, time] += share / counts[row].sum()
            adds[row, group - 1] -= share / counts[row].sum()
    return adds
