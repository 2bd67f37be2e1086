"""The standard error by linearisation: what is left of each area's outcome when the constraints have explained theirs.

Weights that meet constraints act as a regression on them does (Deville & Särndal 1992, JASA 87): the variance of the
difference is that of the residuals, on the treated's side and, by the square of the weights, on the others'. The slopes
are the untreated areas', all counted alike; residuals are too small where they were fitted and too large elsewhere,
both by the share of slopes among areas, which is taken out.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from gvi.science.evaluation.micro.dual import Array
from gvi.science.evaluation.result import Interval

LEAST_TREATED = 10
"""Under this many treated areas the distribution of the residuals is not known well enough for p."""


@dataclass(frozen=True, slots=True)
class Linear:
    """One effect with its standard error and the degrees of freedom of its t."""

    estimate: float
    se: float
    degrees: float

    @property
    def p_value(self) -> float:
        """Two-sided."""
        if self.se == 0:
            return 1.0 if self.estimate == 0 else 0.0
        return float(2 * student.sf(abs(self.estimate) / self.se, self.degrees))

    def interval(self, alpha: float) -> Interval:
        """The effects that the test does not reject."""
        away = float(student.ppf(1 - alpha / 2, self.degrees)) * self.se
        return self.estimate - away, self.estimate + away


def linearised(rows: Array, side: Array, change: Array) -> Linear:
    """The effect a treated area on ``change`` (areas,), by ``side`` (areas,) and constraints ``rows``."""
    treated, weights = side == 1, np.where(side < 0, -side, 0.0)
    count = int(treated.sum())
    donors, used = ~treated, len(rows)
    among = rows[:, donors]
    slopes = np.linalg.lstsq(among @ among.T, among @ change[donors], rcond=None)[0]
    left = change - slopes @ rows
    spare = max(int(donors.sum()) - used, 1) / donors.sum()
    own = left[treated].var(ddof=1) / count / (2 - spare)
    others = float((weights**2 * left**2).sum()) / count**2 / spare
    free = float(weights.sum() ** 2 / (weights**2).sum())
    total = own + others
    degrees = total**2 / (own**2 / (count - 1) + others**2 / free) if total > 0 else count - 1
    return Linear(float(side @ change) / count, float(np.sqrt(total)), float(degrees))
