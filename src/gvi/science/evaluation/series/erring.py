"""How sure an effect is: t where swings are known not to linger, else a bootstrap of series whose swings may.

The statistic is always the effect over the model's own standard error, so that interval and p are of one test. With
several series the effect is their plain mean and the variances add up: their swings are taken as independent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from gvi.science.evaluation import lingering
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.glm import Fits, Vector, negative_binomial, quasi_poisson
from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.series.modelling import Series

Errors = Literal["t", "bootstrap_ar", "hac"]
Family = Literal["quasi_poisson", "negative_binomial"]
SLIGHT = 0.05  # a correlation of neighbouring counts that changes nothing
LEAST_EVENTS = 10.0  # expected where an effect acts, or its p is withheld
LOT = 250  # replicates between two tidings
NEAR = 1e-3  # the last step of a replicate: its t is then right to about a millionth
LEAST_FITTED = 0.75  # of the replicates


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The fits of all series to one kind of design, with ``effects`` many leading columns."""

    series: tuple[Series, ...]
    fits: tuple[Fits, ...]
    effects: int

    @property
    def estimates(self) -> Vector:
        """The effects (E,), means over the series."""
        mean: Vector = np.mean([fits.coefficients[0, : self.effects] for fits in self.fits], axis=0)
        return mean

    def spreads(self, error: Callable[[Fits, int], Vector] = Fits.errors) -> Vector:
        """Their standard errors (E,)."""
        squares = [[error(fits, at)[0] ** 2 for at in range(self.effects)] for fits in self.fits]
        spread: Vector = np.sqrt(np.sum(squares, axis=0)) / len(self.fits)
        return spread

    def few(self) -> list[int]:
        """Which effects rest on fewer than ``LEAST_EVENTS`` expected events, in all series together."""
        would = np.sum([_would(fits, self.effects) for fits in self.fits], axis=0)
        return [at for at in range(self.effects) if would[at] < LEAST_EVENTS]

    @property
    def spare(self) -> int:
        """Degrees of freedom, of the series with fewest."""
        return min(fits.spare for fits in self.fits)


def _would(fits: Fits, effects: int) -> Vector:
    """How many events were expected without the effect, where each effect acts (E,)."""
    acted: Vector = fits.mean[0] @ fits.x[:, :effects] / np.exp(fits.coefficients[0, :effects])
    return acted


def fit(series: list[Series], designs: list[Matrix], effects: int, family: Family) -> Fitted:
    """Fit every series; refuses one that does not converge and says what to try."""
    model = quasi_poisson if family == "quasi_poisson" else negative_binomial
    made = []
    for one, x in zip(series, designs, strict=True):
        _possible(one, x, effects)
        fits = model(x, one.y[one.places], one.offset[one.places])
        if not fits.converged[0]:
            raise FitRefused(f"the fit of {one.name} did not converge", _attempt(family))
        made.append(fits)
    return Fitted(tuple(series), tuple(made), effects)


def _attempt(family: Family) -> str:
    if family == "negative_binomial":
        return 'family = "quasi_poisson": the counts vary no more than chance, or too little is known of how much'
    return "season = false, fewer periods or a longer series"


def _possible(one: Series, x: Matrix, effects: int) -> None:
    """Every column with ones and noughts needs something that happened, or its coefficient runs away."""
    y = one.y[one.places]
    if len(y) <= x.shape[1]:
        raise FitRefused(
            f"{one.name} has {len(y)} steps for {x.shape[1]} coefficients",
            "season = false or a longer series",
        )
    for at in range(x.shape[1]):
        flagged = np.isin(x[:, at], (0.0, 1.0)).all()
        if flagged and not y[x[:, at] == 1].any():
            after = at < effects
            raise FitRefused(
                f"{one.name} has no event at all in {'a period after the start' if after else 'one of its months'}",
                "longer periods, or a count of more kinds of event" if after else "season = false",
            )


def chosen(errors: Errors, known: list[lingering.Lingering], fitted: Fitted) -> Errors:
    """The lag test: t only where neighbouring counts surely do not follow each other, else the bootstrap."""
    if errors != "t":
        return errors
    return "t" if all(slight(*pair) for pair in zip(known, fitted.fits, strict=True)) else "bootstrap_ar"


def slight(known: lingering.Lingering, fits: Fits) -> bool:
    """Whether 95 per cent of what is known says that neighbouring counts correlate under ``SLIGHT``."""
    loud = fits.mean[0] / (known.theta + fits.mean[0])
    return bool(known.most * loud.mean() < SLIGHT)


def bootstrap(
    fitted: Fitted,
    known: list[lingering.Lingering],
    family: Family,
    random: np.random.Generator,
    replicates: int,
    progress: Callable[[int], None] | None = None,
) -> Matrix:
    """Studentised effects |t*| (R', E) of NB series about the fitted means, rho drawn from what it may be."""
    lots = [min(LOT, replicates - done) for done in range(0, replicates, LOT)]
    found = []
    for lot in lots:
        with one_thread():
            found.append(_lot(fitted, known, family, random, lot))
        if progress:
            progress(lot)
    return np.concatenate(found)


def _lot(
    fitted: Fitted,
    known: list[lingering.Lingering],
    family: Family,
    random: np.random.Generator,
    lot: int,
) -> Matrix:
    shape = (lot, fitted.effects)
    moved, square, whole = np.zeros(shape), np.zeros(shape), np.ones(lot, dtype=bool)
    for one, fits, about in zip(fitted.series, fitted.fits, known, strict=True):
        rho = random.choice(lingering.RHOS, lot, p=about.weights)
        drawn = lingering.draw(random, fits.mean[0], one.places, np.full(lot, about.theta), rho)
        again = _refit(fits, drawn, one.offset[one.places], family)
        moved += again.coefficients[:, : fitted.effects] - fits.coefficients[0, : fitted.effects]
        square += np.column_stack([again.errors(at) ** 2 for at in range(fitted.effects)])
        whole &= again.converged
    if whole.mean() < LEAST_FITTED:
        raise FitRefused("too many of the bootstrap's series have months without any event", "season = false")
    found: Matrix = np.abs(moved / np.sqrt(square))[whole]
    return found


def _refit(fits: Fits, drawn: Matrix, offset: Vector, family: Family) -> Fits:
    if family == "quasi_poisson":
        return quasi_poisson(fits.x, drawn, offset, fits.coefficients[0], NEAR)
    return negative_binomial(fits.x, drawn, offset)


def tails(statistics: Vector, drawn: Matrix) -> Vector:
    """p values (E,): the share of the bootstrap that reaches each |t|, the observed counted."""
    shares: Vector = (1 + (drawn >= np.abs(statistics)).sum(axis=0)) / (len(drawn) + 1)
    return shares


def t_tails(statistics: Vector, spare: int) -> Vector:
    """p values (E,) by the t distribution."""
    shares: Vector = 2 * stats.t.sf(np.abs(statistics), spare)
    return shares


def widths(drawn: Matrix, alpha: float) -> Vector:
    """How many standard errors the interval reaches to each side (E,), so that it holds what ``tails`` keeps."""
    ordered = np.sort(drawn, axis=0)
    at = len(drawn) - int(alpha * (len(drawn) + 1))
    reach: Vector = ordered[max(at, 0)]
    return reach


def t_width(spare: int, alpha: float) -> float:
    """The same by the t distribution."""
    return float(stats.t.isf(alpha / 2, spare))


def newey_west(lags: int) -> Callable[[Fits, int], Vector]:
    """Newey and West's standard errors (1987): Bartlett weights, no prewhitening, no small-sample factor."""

    def error(fits: Fits, column: int) -> Vector:
        scores: NDArray[np.float64] = fits.x * (fits.y - fits.mean)[0][:, None]
        meat = scores.T @ scores
        for lag in range(1, lags + 1):
            beside = scores[lag:].T @ scores[:-lag]
            meat += (1 - lag / (lags + 1)) * (beside + beside.T)
        bread = fits.unscaled[0]
        spread: Vector = np.sqrt(np.array([(bread @ meat @ bread)[column, column]]))
        return spread

    return error
