"""What is expected of the counts when nothing happens: means, overdispersion and memory, from before the start only.

The time after the start is never read, so that power can be told before a plan is locked.
"""

from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation import lingering
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.glm import Vector, quasi_poisson
from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.series.modelling import ROUND, ROUNDS

LEAST_STEPS = 12
LEAST_THETA = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """``means`` counts a unit and step (J,), the ``treated`` first; ``before`` and ``after`` steps about the start.

    ``theta`` is the negative binomial's (large is Poisson); ``rho`` the swings' autocorrelation, one value or the
    weights (20,) of ``lingering.RHOS``; ``season`` the number of seasons in the model's factor, 0 for none.
    """

    means: tuple[float, ...]
    before: int
    after: int
    theta: float = 4.0
    rho: float | Vector = 0.0
    treated: int = 1
    season: int = 12
    trend: bool = True
    alpha: float = 0.05

    def rhos(self, random: np.random.Generator, many: int) -> Vector:
        """Draw what rho may be (many,)."""
        if isinstance(self.rho, float | int):
            return np.full(many, float(self.rho))
        drawn: Vector = random.choice(lingering.RHOS, many, p=self.rho)
        return drawn


def expected(asked: Design) -> Expected:
    """Read a design's time before the start: each unit's mean, and one theta and memory of the treated together.

    Raises ``FitRefused`` when there are under 12 steps before the start.
    """
    start = min(asked.starts.values())
    if start < LEAST_STEPS:
        raise FitRefused(
            f"{start} steps before the start say too little of what to expect", "a longer series"
        )
    rows = np.concatenate([asked.treated_rows, asked.donor_rows])
    before = asked.matrix()[rows][:, :start]
    treated = before[: len(asked.treated)].sum(axis=0)
    if not treated.any():
        raise FitRefused("the treated have no event before the start", "a count of more kinds of event")
    known = _known(treated)
    season = _season(asked, start)
    return Expected(
        tuple(float(mean) for mean in before.mean(axis=1)),
        start,
        asked.panel.n_times - start,
        theta=max(known.theta, LEAST_THETA),
        rho=known.weights,
        treated=len(asked.treated),
        season=season,
        alpha=asked.alpha,
    )


def _season(asked: Design, start: int) -> int:
    turn = ROUND.get(asked.panel.step, 0)
    return min(turn, 12) if turn and start >= ROUNDS * turn else 0


def _known(treated: Vector) -> lingering.Lingering:
    """Theta and memory of one series about a level and a trend."""
    places = np.arange(len(treated))
    x: Matrix = np.column_stack([np.ones(len(treated)), places / len(treated) - 0.5])
    return lingering.lingering(quasi_poisson(x, treated[None]), places)
