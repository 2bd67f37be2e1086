"""How long a city's swings linger: what a short series can and cannot say of it, carried into the test.

Residuals of 60–100 months can hardly tell an autocorrelation of 0.2 from none, and a test that takes none for granted
finds effects where there are none. So the correlation rho of the swings (an AR 1 of the rate beyond Poisson's chance)
gets a whole distribution: restricted likelihood (Harville 1974; what the coefficients took is counted) times a weight
before the data that falls from 0 to 1 as (1 - rho)^4. The studentised bootstrap draws its negative binomial series
from all of it. Swings are gamma with beta thinning (Lewis, McKenzie & Hugus 1989), so that each count is negative
binomial and the swings' correlation exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.glm import POISSON, Fits, Vector, moment_theta
from gvi.science.evaluation.panel import Matrix

RHOS = np.linspace(0, 0.95, 20)
BLOCK = 200
BEFORE = (1 - RHOS) ** 4
"""How likely each is before the data: long memory is rarer than short. Set by calibration, not by taste."""


@dataclass(frozen=True, slots=True, eq=False)
class Lingering:
    """``weights`` (20,) of each of ``RHOS``; ``theta`` of the counts; ``first`` is the residuals' lag 1 correlation."""

    weights: Vector
    theta: float
    first: float

    @property
    def rho(self) -> float:
        """The mean of what rho may be."""
        return float(self.weights @ RHOS)

    @property
    def most(self) -> float:
        """What rho is below with 95 per cent."""
        return float(RHOS[np.searchsorted(np.cumsum(self.weights), 0.95)])


def lingering(fits: Fits, places: NDArray[np.int64]) -> Lingering:
    """What the one series of ``fits`` says of rho; ``places`` (n,) are its steps in order, which may have gaps."""
    theta = float(moment_theta(fits)[0]) if np.isinf(fits.theta[0]) else float(fits.theta[0])
    mean, residual = fits.mean[0], fits.y[0] - fits.mean[0]
    spread = np.sqrt(mean + mean**2 / theta)
    loud = mean / np.sqrt(theta) / spread  # share of the spread that swings, not chance (n,)
    scaled, design = residual / spread, fits.x * (mean / spread)[:, None]
    near = np.diff(places) == 1
    first = float((scaled[1:] * scaled[:-1])[near].sum() / (scaled**2).sum())
    return Lingering(_restricted(places, loud, design, scaled), theta, first)


def _restricted(places: NDArray[np.int64], loud: Vector, design: Matrix, scaled: Vector) -> Vector:
    """Weights (G,) of ``RHOS`` by restricted likelihood, the scale profiled out, times those before the data.

    A long series is taken in blocks of ``BLOCK`` steps, as if they began anew: what is lost is next to nothing.
    """
    k = design.shape[1]
    logs, whole = np.zeros(len(RHOS)), np.zeros((len(RHOS), k + 1, k + 1))
    both = np.column_stack([design, scaled])
    with one_thread():
        for first in range(0, len(places), BLOCK):
            one = slice(first, first + BLOCK)
            apart = _apart(places[one], loud[one])
            whole += both[one].T @ np.linalg.solve(apart, both[one][None])
            logs += np.linalg.slogdet(apart)[1]
        aside = whole[:, :k, k:]
        fitted = np.swapaxes(aside, 1, 2) @ np.linalg.solve(whole[:, :k, :k], aside)
        logs += np.linalg.slogdet(whole[:, :k, :k])[1]
    left = whole[:, k, k] - fitted[:, 0, 0]
    likely = -0.5 * (logs + (len(scaled) - k) * np.log(left))
    given: Vector = np.exp(likely - likely.max()) * BEFORE
    weights: Vector = given / given.sum()
    return weights


def _apart(places: NDArray[np.int64], loud: Vector) -> NDArray[np.float64]:
    """Correlations of the counts (G, n, n) at each of ``RHOS``; ``loud`` (n,) is the swings' share of the spread."""
    beside = np.abs(places[:, None] - places[None, :])
    apart: NDArray[np.float64] = RHOS[:, None, None] ** beside * (loud[:, None] * loud[None, :])
    apart[:, np.arange(len(places)), np.arange(len(places))] = 1.0
    return apart


def draw(
    random: np.random.Generator, mean: Vector, places: NDArray[np.int64], theta: Vector, rho: Vector
) -> Matrix:
    """Draw R series (R, n) of negative binomial counts about ``mean`` (n,) whose swings linger; theta and rho (R,)."""
    first, last = int(places[0]), int(places[-1])
    swing = swings(random, last - first + 1, theta, rho)[:, places - first]
    drawn: Matrix = random.poisson(mean * swing).astype(np.float64)
    return drawn


def swings(random: np.random.Generator, steps: int, theta: Vector, rho: Vector) -> Matrix:
    """Draw R swings (R, steps), gamma of mean 1 and variance 1/theta whose neighbours correlate by rho.

    For a theta that says Poisson they are ones.
    """
    shape = np.minimum(theta, POISSON)[:, None]
    kept = np.clip(rho, 1e-9, 1 - 1e-9)[:, None]
    thinned = random.beta(shape * kept, shape * (1 - kept), (len(rho), steps))
    swing = random.gamma(shape * (1 - kept), 1.0, (len(rho), steps))
    swing[:, 0] = random.gamma(shape[:, 0])
    for at in range(1, steps):
        swing[:, at] += thinned[:, at] * swing[:, at - 1]
    return np.where(shape < POISSON, swing / shape, 1.0)
