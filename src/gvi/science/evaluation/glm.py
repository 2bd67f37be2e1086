"""Count models for many series at once: quasi-Poisson and negative binomial (NB2), log link, one design for all.

Iteratively reweighted least squares (McCullagh & Nelder 1989) where one matrix product gives every series' weighted
cross product; the NB2 shape theta is by maximum likelihood, as MASS's ``glm.nb`` (Venables & Ripley 2002). A few
coefficients and thousands of series is what power, calibration and bootstraps need and what loops over a
library cannot give in the time. A series that does not converge is flagged, never passed off as fitted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from gvi.science.evaluation.panel import Flags, Matrix

Cube = NDArray[np.float64]
Vector = NDArray[np.float64]

MOST_STEPS, CLOSE = 60, 1e-9
FARTHEST = 25.0  # log of the mean: beyond it a coefficient runs away
LONGEST = 3.0  # of one step, on the scale of the log
POISSON = 1e7  # theta from here on cannot be told from a Poisson


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """R fits with k coefficients to n steps. ``x`` (n, k); ``y``, ``mean`` (R, n); ``coefficients`` (R, k).

    ``unscaled`` (R, k, k) is the inverse information at dispersion 1; ``dispersion`` (R,) is Pearson's over n - k for
    quasi-Poisson and 1 for NB2; ``theta`` (R,) is infinite for quasi-Poisson; ``converged`` (R,).
    """

    x: Matrix
    y: Matrix
    coefficients: Matrix
    mean: Matrix
    unscaled: Cube
    dispersion: Vector
    theta: Vector
    converged: Flags

    @property
    def spare(self) -> int:
        """Degrees of freedom left: steps less coefficients."""
        return len(self.x) - len(self.coefficients[0])

    @property
    def pearson(self) -> Matrix:
        """Pearson's residuals (R, n), at the working variance without dispersion."""
        spread: Matrix = (self.y - self.mean) / np.sqrt(self.mean * (1 + self.mean / self.theta[:, None]))
        return spread

    def errors(self, column: int) -> Vector:
        """The model's standard error of one coefficient (R,); for NB2 conditional on theta."""
        spread: Vector = np.sqrt(self.dispersion * self.unscaled[:, column, column])
        return spread


def quasi_poisson(
    x: Matrix,
    y: Matrix,
    offset: Matrix | None = None,
    guess: Matrix | None = None,
    close: float = CLOSE,
) -> Fits:
    """Fit a quasi-Poisson model to every row of ``y`` (R, n); ``offset`` (n,) or (R, n) is the log of exposure.

    ``guess`` (k,) are coefficients to begin at, where they are roughly known; ``close`` is the longest last step, which
    may be long where thousands of replicates are only counted (the step after it would be about its square).
    """
    many = np.atleast_2d(y).astype(float)
    aside = np.zeros(len(x)) if offset is None else offset
    whole = np.full(len(many), np.inf)
    coefficients, converged = _climb(x, many, aside, whole, guess, close)
    return _made(x, many, coefficients, aside, whole, converged)


def negative_binomial(x: Matrix, y: Matrix, offset: Matrix | None = None) -> Fits:
    """Fit NB2 to every row of ``y`` (R, n), variance mean + mean²/theta, theta by maximum likelihood.

    A series with no more spread than Poisson has no theta: it is flagged as not converged.
    """
    many = np.atleast_2d(y).astype(float)
    aside = np.zeros(len(x)) if offset is None else offset
    begun = quasi_poisson(x, many, aside)
    coefficients, converged, theta = begun.coefficients, begun.converged, moment_theta(begun)
    for _ in range(MOST_STEPS):
        theta, still = _best_theta(many, _mean(x, coefficients, aside), theta)
        before = coefficients
        coefficients, fitted = _climb(x, many, aside, theta, coefficients)
        converged = fitted & still & (theta < POISSON)
        if np.abs(coefficients - before)[converged].max(initial=0.0) < CLOSE:
            break
    return _made(x, many, coefficients, aside, theta, converged)


def moment_theta(fits: Fits) -> Vector:
    """Theta (R,) by moments, degrees of freedom counted; at most ``POISSON``, which says no spread beyond Poisson's."""
    steps = fits.x.shape[0]
    surplus = ((fits.y - fits.mean) ** 2 * (steps / fits.spare) - fits.mean).sum(axis=1)
    theta: Vector = 1 / np.maximum(surplus / (fits.mean**2).sum(axis=1), 1 / POISSON)
    return theta


def joint_errors(fits: Fits, column: int) -> Vector:
    """Standard errors (R,) of one coefficient of NB2 from the observed information of coefficients and theta."""
    x, y, mean, theta = fits.x, fits.y, fits.mean, fits.theta[:, None]
    steep = mean * theta * (theta + y) / (theta + mean) ** 2
    crossed = (y - mean) * mean / (theta + mean) ** 2
    curved = special.polygamma(1, theta) - special.polygamma(1, y + theta)
    curved += -1 / theta + 2 / (theta + mean) - (y + theta) / (theta + mean) ** 2
    k = x.shape[1]
    whole = np.empty((len(y), k + 1, k + 1))
    whole[:, :k, :k] = _crossed(x, steep)
    whole[:, k, :k] = whole[:, :k, k] = -crossed @ x
    whole[:, k, k] = curved.sum(axis=1)
    spread: Vector = np.sqrt(np.linalg.inv(whole)[:, column, column])
    return spread


def _climb(
    x: Matrix, y: Matrix, offset: Matrix, theta: Vector, guess: Matrix | None, close: float = CLOSE
) -> tuple[Matrix, Flags]:
    """Fisher scoring at fixed theta: coefficients (R, k) and whether each came to rest inside the bounds."""
    aside = np.broadcast_to(offset, y.shape)
    begun = (np.log(y + 0.5) - aside) @ np.linalg.pinv(x).T if guess is None else guess
    coefficients = np.array(np.broadcast_to(begun, (len(y), x.shape[1])))
    squares = (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)
    moving = np.arange(len(y))
    for _ in range(MOST_STEPS):
        mean = _mean(x, coefficients[moving], aside[moving])
        damped = 1 + mean / theta[moving, None]
        slope = ((y[moving] - mean) / damped) @ x
        info = ((mean / damped) @ squares).reshape(-1, x.shape[1], x.shape[1])
        step = np.linalg.solve(info, slope[:, :, None])[:, :, 0]
        size = np.abs(step).max(axis=1)
        coefficients[moving] += step * np.minimum(1, LONGEST / np.maximum(size, CLOSE))[:, None]
        moving = moving[~(size < close)]
        if not len(moving):
            break
    rested = np.ones(len(y), dtype=bool)
    rested[moving] = False
    return coefficients, rested


def _best_theta(y: Matrix, mean: Matrix, theta: Vector) -> tuple[Vector, Flags]:
    """Newton on log theta at fixed means: theta (R,) and whether each came to rest."""
    log = np.log(theta)
    rested = np.zeros(len(y), dtype=bool)
    for _ in range(MOST_STEPS):
        at = np.exp(log)[:, None]
        total, both = at + mean, y + at
        slope = special.digamma(both) - special.digamma(at) + np.log(at / total) + 1 - both / total
        bend = special.polygamma(1, both) - special.polygamma(1, at) + 1 / at - 2 / total + both / total**2
        first, second = slope.sum(axis=1) * at[:, 0], bend.sum(axis=1) * at[:, 0] ** 2
        step = -first / np.where(second + first < 0, second + first, -np.abs(first) - CLOSE)
        log = np.clip(log + np.clip(step, -1, 1), -5, np.log(POISSON))
        rested = np.abs(step) < CLOSE
        if (rested | (log >= np.log(POISSON))).all():
            break
    return np.exp(log), rested


def _made(
    x: Matrix, y: Matrix, coefficients: Matrix, offset: Matrix, theta: Vector, converged: Flags
) -> Fits:
    mean = _mean(x, coefficients, offset)
    damped = 1 + mean / theta[:, None]
    unscaled: Cube = np.asarray(np.linalg.inv(_crossed(x, mean / damped)), dtype=np.float64)
    pearson = ((y - mean) ** 2 / mean).sum(axis=1) / (x.shape[0] - x.shape[1])
    dispersion: Vector = np.where(np.isinf(theta), pearson, 1.0)
    return Fits(x, y, coefficients, mean, unscaled, dispersion, theta, converged)


def _crossed(x: Matrix, weights: Matrix) -> Cube:
    """Weighted cross products (R, k, k) of the design by one matrix product."""
    squares = (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)
    crossed: Cube = (weights @ squares).reshape(-1, x.shape[1], x.shape[1])
    return crossed


def _mean(x: Matrix, coefficients: Matrix, offset: Matrix) -> Matrix:
    mean: Matrix = np.exp(np.clip(coefficients @ x.T + offset, -FARTHEST, FARTHEST))
    return mean
