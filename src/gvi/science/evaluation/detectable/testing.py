"""The two tests whose power is told, each on thousands of simulated panels at once.

A fall thins the counts that came without it (a Poisson count at a lower rate), so that every fall is tried on the same
panels. Cities differ in nothing but their means; what all have in common leaves the comparison by itself.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation import lingering
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.detectable.expecting import Expected
from gvi.science.evaluation.glm import Vector, quasi_poisson
from gvi.science.evaluation.panel import Flags, Matrix

NEAR = 1e-3
LOT = 2_000
ASSIGNMENTS = 199


def found_by_series(
    about: Expected, falls: tuple[float, ...], replicates: int, seed: int
) -> tuple[Vector, float]:
    """Share of replicates (falls,) where interrupted series finds the fall, and the limit that |t| must pass.

    The limit is that of the same number of panels without any fall, so that the test's size is alpha whatever memory
    the counts have.
    """
    random = np.random.default_rng(seed)
    lots = [_treated(about, random, lot) for lot in _lots(replicates)]
    x, guess = _design(about)
    after = np.arange(about.before + about.after) >= about.before
    with one_thread():
        null = np.concatenate([_statistics(x, lot, guess, 0.0) for lot in lots])
        limit = float(np.quantile(np.abs(null), 1 - about.alpha))
        shares = [
            np.concatenate(
                [
                    _statistics(x, _thinned(random, lot, after, fall), guess, np.log1p(-fall)) < -limit
                    for lot in lots
                ]
            ).mean()
            for fall in falls
        ]
    return np.array(shares), limit


def _lots(replicates: int) -> Iterator[int]:
    return (min(LOT, replicates - done) for done in range(0, replicates, LOT))


def _treated(about: Expected, random: np.random.Generator, many: int) -> Matrix:
    """Draw the treated units' sum without any fall (many, n)."""
    places = np.arange(about.before + about.after)
    mean = np.full(len(places), sum(about.means[: about.treated]))
    return lingering.draw(random, mean, places, np.full(many, about.theta), about.rhos(random, many))


def _thinned(random: np.random.Generator, counts: Matrix, after: Flags, fall: float) -> Matrix:
    left = counts.copy()
    left[:, after] = random.binomial(counts[:, after].astype(np.int64), 1 - fall)
    return left


def _design(about: Expected) -> tuple[Matrix, Vector]:
    """The model of interrupted series over all steps, and the coefficients that the counts were drawn with."""
    steps = np.arange(about.before + about.after)
    parts = [(steps >= about.before).astype(float)[:, None]]
    parts.append(
        (steps[:, None] % about.season == np.arange(about.season))
        if about.season
        else np.ones((len(steps), 1))
    )
    if about.trend:
        parts.append(((steps - about.before) / len(steps))[:, None])
    x = np.column_stack(parts).astype(float)
    guess = np.zeros(x.shape[1])
    guess[1 : 1 + parts[1].shape[1]] = np.log(sum(about.means[: about.treated]))
    return x, guess


def _statistics(x: Matrix, counts: Matrix, guess: Vector, effect: float) -> Vector:
    """Effect over standard error (R,); a series that cannot be fitted finds nothing."""
    begun = guess.copy()
    begun[0] = effect
    fits = quasi_poisson(x, counts, None, begun, NEAR)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = fits.coefficients[:, 0] / fits.errors(0)
    return np.where(fits.converged, t, 0.0)


def found_by_differences(
    about: Expected, falls: tuple[float, ...], replicates: int, seed: int
) -> tuple[Vector, float]:
    """Share of replicates (falls,) where ``differences`` finds the fall, and the least p it can give.

    Poisson with unit and period effects is the ratio of ratios of totals; who is treated is dealt out anew among all
    units, and the studentised effects are ranked.
    """
    random = np.random.default_rng(seed)
    dealt = _assignments(about, random)
    lots = [_totals(about, random, lot) for lot in _lots(replicates)]
    shares = []
    for fall in falls:
        hits = [
            _detected(about, before, _fallen(about, random, after, fall), dealt) for before, after in lots
        ]
        shares.append(np.concatenate(hits).mean())
    return np.array(shares), 1 / len(dealt)


def _assignments(about: Expected, random: np.random.Generator) -> NDArray[np.float64]:
    """Who is treated, one row a deal (B, J), the real one first."""
    units = len(about.means)
    if about.treated == 1:
        return np.eye(units)
    deals = np.zeros((1 + ASSIGNMENTS, units))
    deals[0, : about.treated] = 1
    chosen = np.argsort(random.random((ASSIGNMENTS, units)), axis=1)[:, : about.treated]
    np.put_along_axis(deals[1:], chosen, 1.0, axis=1)
    return deals


def _totals(about: Expected, random: np.random.Generator, many: int) -> tuple[Matrix, Matrix]:
    """Totals before and after the start (many, J) without any fall."""
    rho, theta = about.rhos(random, many), np.full(many, about.theta)
    before, after = np.empty((2, many, len(about.means)))
    for unit, mean in enumerate(about.means):
        swing = lingering.swings(random, about.before + about.after, theta, rho)
        before[:, unit] = random.poisson(mean * swing[:, : about.before].sum(axis=1))
        after[:, unit] = random.poisson(mean * swing[:, about.before :].sum(axis=1))
    return before, after


def _fallen(about: Expected, random: np.random.Generator, after: Matrix, fall: float) -> Matrix:
    left = after.copy()
    left[:, : about.treated] = random.binomial(after[:, : about.treated].astype(np.int64), 1 - fall)
    return left


def _detected(about: Expected, before: Matrix, after: Matrix, dealt: NDArray[np.float64]) -> Flags:
    """Whether the real deal's studentised log ratio of ratios is low and ranks within alpha of all deals (R,)."""
    pre, post = before @ dealt.T + 0.5, after @ dealt.T + 0.5
    pre_rest, post_rest = before.sum(axis=1)[:, None] - pre + 1, after.sum(axis=1)[:, None] - post + 1
    effect = np.log(post / pre) - np.log(post_rest / pre_rest)
    t = effect / np.sqrt(1 / pre + 1 / post + 1 / pre_rest + 1 / post_rest)
    p = (np.abs(t) >= np.abs(t[:, :1]) - 1e-12).mean(axis=1)
    found: Flags = (p <= about.alpha) & (t[:, 0] < 0)
    return found
