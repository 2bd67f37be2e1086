"""The random-effects model: how much effects differ between studies, their mean, and what one more would show.

Between-study variance by restricted likelihood (REML), Paule–Mandel or DerSimonian–Laird; the mean's interval by
Knapp–Hartung with t (default) or by the normal distribution, which is too narrow when studies are few.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import chi2, norm
from scipy.stats import t as student

from gvi.science.evaluation.result import Interval

Method = Literal["REML", "PM", "DL"]
Test = Literal["knha", "z"]
Values = NDArray[np.float64]
PRECISION, GRID = 1e-12, 200


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean effect on the logarithm of the rate ratio. ``prediction`` is for the true effect in one more study.

    ``tau2`` is the variance between studies, ``i2`` its share in per cent of all variance; ``q`` tests that there is
    none. ``weights`` are the studies' shares of the mean, in the order given.
    """

    estimate: float
    se: float
    interval: Interval
    p_value: float
    prediction: Interval
    tau2: float
    i2: float
    q: float
    q_p: float
    weights: tuple[float, ...]


def pool(
    y: Values, v: Values, *, method: Method = "REML", test: Test = "knha", level: float = 0.95
) -> Pooled:
    """Pool effects ``y`` (k,) with known variances ``v`` (k,) above zero, k ≥ 2.

    >>> found = pool(np.array([-0.5, -0.1, -0.3]), np.array([0.04, 0.02, 0.05]))
    >>> round(found.estimate, 3), round(found.tau2, 3)
    (-0.267, 0.016)
    """
    tau2, k = between(y, v, method), len(y)
    w = 1 / (v + tau2)
    mean = float(w @ y / w.sum())
    se = float(np.sqrt((w @ (y - mean) ** 2 / (k - 1) if test == "knha" else 1.0) / w.sum()))
    chance = student(k - 1) if test == "knha" else norm
    reach = float(chance.isf((1 - level) / 2))
    ahead = reach * float(np.sqrt(tau2 + se**2))
    fixed = 1 / v
    q = float(fixed @ (y - fixed @ y / fixed.sum()) ** 2)
    typical = (k - 1) * fixed.sum() / (fixed.sum() ** 2 - fixed @ fixed)
    return Pooled(
        estimate=mean,
        se=se,
        interval=(mean - reach * se, mean + reach * se),
        p_value=float(2 * chance.sf(abs(mean) / se)),
        prediction=(mean - ahead, mean + ahead),
        tau2=tau2,
        i2=float(100 * tau2 / (tau2 + typical)),
        q=q,
        q_p=float(chi2.sf(q, k - 1)),
        weights=tuple((w / w.sum()).tolist()),
    )


def between(y: Values, v: Values, method: Method) -> float:
    """Estimate the variance between studies, never under zero."""
    ways: dict[str, Callable[[Values, Values], float]] = {"REML": _reml, "PM": _paule_mandel, "DL": _moments}
    return max(ways[method](y, v), 0.0)


def _moments(y: Values, v: Values) -> float:
    """DerSimonian & Laird (1986)."""
    w = 1 / v
    spread = w @ (y - w @ y / w.sum()) ** 2 - (len(y) - 1)
    return float(spread / (w.sum() - w @ w / w.sum()))


def _paule_mandel(y: Values, v: Values) -> float:
    """The variance at which the generalised Q is what it is on average, k − 1; Q falls as the variance grows."""

    def excess(tau2: float) -> float:
        w = 1 / (v + tau2)
        return float(w @ (y - w @ y / w.sum()) ** 2) - (len(y) - 1)

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, _ceiling(y, v), xtol=PRECISION))


def _reml(y: Values, v: Values) -> float:
    """The highest point of the restricted likelihood: the best of a grid, then where its slope is nought."""
    grid = np.concatenate([[0.0], np.geomspace(v.min() * 1e-4, _ceiling(y, v), GRID)])
    at = int(np.argmax([_likelihood(y, v, float(tau2)) for tau2 in grid]))
    low, high = float(grid[max(at - 1, 0)]), float(grid[min(at + 1, GRID)])
    if _slope(y, v, low) <= 0 or _slope(y, v, high) >= 0:
        return float(grid[at])
    return float(brentq(lambda tau2: _slope(y, v, tau2), low, high, xtol=PRECISION))


def _likelihood(y: Values, v: Values, tau2: float) -> float:
    w = 1 / (v + tau2)
    mean = w @ y / w.sum()
    return float(np.log(w).sum() - np.log(w.sum()) - w @ (y - mean) ** 2) / 2


def _slope(y: Values, v: Values, tau2: float) -> float:
    w = 1 / (v + tau2)
    mean = w @ y / w.sum()
    return float(w**2 @ (y - mean) ** 2 - w.sum() + w @ w / w.sum()) / 2


def _ceiling(y: Values, v: Values) -> float:
    """More than any estimate of the variance can be."""
    return float(10 * (np.ptp(y) ** 2 + v.max()))
