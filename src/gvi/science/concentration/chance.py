"""What chance alone gives: c events thrown on n units, each unit as likely as the next, and how sure a Gini is.

Everything that is read from ordered counts (top shares, Lorenz curve, Gini) is a sum of them, so that the mean of the
ordered counts over many throws gives the expected value of each exactly; only that mean is drawn, with a seed.
"""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from gvi.science.concentration.measures import Floats

MOST_DRAWN = 4_000_000
LEAST_DRAWS = 10
BATCH = 200_000
MANY = 10  # events a unit


def draws_made(n: int, draws: int) -> int:
    """Return how many throws are made: fewer for very many units, where each throw alone is near the mean."""
    return max(min(draws, MOST_DRAWN // n), min(draws, LEAST_DRAWS))


def equal_risk_counts(n: int, c: int, *, seed: int, draws: int) -> Floats:
    """Return the mean of the ordered counts (n,), most first, over ``draws`` multinomial throws with equal risk.

    Assumes that events fall independently of each other; the error of a share is about 0.5/sqrt(c * draws).
    """
    rng = np.random.default_rng(seed)
    left = total = draws_made(n, draws)
    summed = np.zeros(n)
    while left:
        batch = min(left, max(1, BATCH // n))
        summed += np.sort(_thrown(rng, n, c, batch), axis=1).sum(axis=0)
        left -= batch
    return summed[::-1] / total


def _thrown(rng: np.random.Generator, n: int, c: int, batch: int) -> NDArray[np.int64]:
    """Throw c events on n units ``batch`` times: each event by itself, or at once where events are many."""
    if c > MANY * n:
        return rng.multinomial(c, np.full(n, 1 / n), size=batch)
    where = rng.integers(0, n, size=(batch, c)) + n * np.arange(batch)[:, None]
    return np.bincount(where.ravel(), minlength=batch * n).reshape(batch, n)


def bootstrap_interval(falling: Floats, *, seed: int, draws: int, level: float) -> tuple[float, float] | None:
    """Return an interval for G': units drawn anew with replacement, the bias-corrected percentiles of G' (Efron 1987).

    Assumes that units are drawn independently from a larger world of such units. None where every unit has the same
    count or at most one event, since drawing anew can then show nothing.
    """
    values, often = np.unique(falling, return_counts=True)
    if len(values) < 2 or values[-1] <= 1:
        return None
    rng = np.random.default_rng([seed, 1])
    drawn = rng.multinomial(len(falling), often / len(falling), size=draws)
    drawn = drawn[drawn @ values > 0]
    again = _adjusted_of(values, drawn)
    return _corrected(again, float(_adjusted_of(values, often[None, :])[0]), level)


def _adjusted_of(values: Floats, often: NDArray[np.int64]) -> Floats:
    """G' of each row of ``often`` (draws, values): how many units have each of the rising ``values``."""
    n = often.sum(axis=1)
    c = often @ values
    before = np.cumsum(often, axis=1) - often
    weights = 2 * before + often - n[:, None]
    g = (weights * often) @ values / (n * c)
    return np.asarray(np.maximum(1.0, n / c) * (g - 1) + 1, dtype=np.float64)


def _corrected(again: Floats, found: float, level: float) -> tuple[float, float]:
    """Percentiles moved by how often a draw falls under what was found: G is biased downwards in small samples."""
    under = (np.sum(again < found) + np.sum(again == found) / 2) / len(again)
    normal = NormalDist()
    shift = normal.inv_cdf(float(np.clip(under, 1 / len(again), 1 - 1 / len(again))))
    edge = normal.inv_cdf((1 + level) / 2)
    low = np.quantile(again, normal.cdf(2 * shift - edge))
    high = np.quantile(again, normal.cdf(2 * shift + edge))
    return float(min(low, found)), float(max(high, found))
