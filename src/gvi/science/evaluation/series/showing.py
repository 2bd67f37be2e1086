"""A fitted series as a result: effects by period, what would have been with its band, and the figures behind."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.glm import Fits, Vector, joint_errors
from gvi.science.evaluation.lingering import Lingering
from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.result import Fit, Interval, OutcomeResult, PeriodEffect, Point
from gvi.science.evaluation.series.erring import Errors, Family, Fitted, t_width
from gvi.science.evaluation.series.modelling import Series

LAGS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Sure:
    """Estimates and how sure they are, each (E,); ``width`` is the interval's reach in standard errors."""

    estimates: Vector
    spreads: Vector
    p_values: Vector | None = None
    width: Vector | None = None

    def interval(self, at: int) -> Interval | None:
        """One interval, none when withheld."""
        if self.width is None:
            return None
        reach = self.width[at] * self.spreads[at]
        return float(self.estimates[at] - reach), float(self.estimates[at] + reach)

    def p(self, at: int) -> float | None:
        """One p value, none when withheld."""
        return None if self.p_values is None else float(self.p_values[at])


def lags(fitted: Fitted) -> int:
    """How many lags Newey and West's errors look back: a year of months."""
    return min(LAGS, len(fitted.fits[0].x) - 1)


def result(
    asked: Design, outcome: str, series: list[Series], each: Fitted, whole: Sure, windows: Sure
) -> OutcomeResult:
    """One outcome's answer. The counterfactual is drawn with the effects by period fitted."""
    band = float(whole.width[0]) if whole.width is not None else None
    points = _points(asked, series, each, band)
    return OutcomeResult(
        outcome,
        float(whole.estimates[0]),
        "log_rate_ratio",
        se=float(whole.spreads[0]),
        interval=whole.interval(0),
        interval_level=1 - asked.alpha,
        p_value=whole.p(0),
        effects_by_period=tuple(
            _period(asked, windows, at, span, few=at in each.few()) for at, span in enumerate(asked.windows())
        ),
        series=points,
        fit=Fit(pre_rmspe=_rmspe(points[: min(asked.starts.values())])),
    )


def _period(asked: Design, windows: Sure, at: int, span: tuple[int, int], *, few: bool) -> PeriodEffect:
    start, times = min(asked.starts.values()), asked.panel.times
    return PeriodEffect(
        times[start + span[0]],
        times[start + span[1] - 1],
        float(windows.estimates[at]),
        None if few else windows.interval(at),
        None if few else windows.p(at),
    )


def _rmspe(points: tuple[Point, ...]) -> float:
    gaps = [one.observed - one.counterfactual for one in points if one.counterfactual is not None]
    return float(np.sqrt(np.mean(np.square(gaps))))


def _points(asked: Design, series: list[Series], each: Fitted, width: float | None) -> tuple[Point, ...]:
    """Observed beside what would have been: the series' sum, or their mean when the plan pools by it."""
    shared = 1 if asked.pooling == "sum" else len(asked.treated)
    reach = t_width(each.spare, asked.alpha) if width is None else width
    told = [_would(one, fits, each.effects) for one, fits in zip(series, each.fits, strict=True)]
    mean = sum(mean for mean, _ in told) / shared
    spread = np.sqrt(sum((mean * spread) ** 2 for mean, spread in told)) / shared / mean
    seen = sum(one.y for one in series) / shared
    low, high = mean * np.exp(-reach * spread), mean * np.exp(reach * spread)
    return tuple(
        Point(time, *map(float, row), *((None, None) if width is None else map(float, edges)))
        for time, row, edges in zip(
            asked.panel.times, np.column_stack([seen, mean]), np.column_stack([low, high]), strict=True
        )
    )


def _would(one: Series, fits: Fits, effects: int) -> tuple[Vector, Vector]:
    """The mean without any effect (T,) and the standard error of its logarithm (T,)."""
    x: Matrix = np.column_stack([np.zeros((len(one.y), effects)), one.before])
    mean: Vector = np.exp(x @ fits.coefficients[0] + one.offset)
    spread: Vector = np.sqrt(fits.dispersion[0] * ((x @ fits.unscaled[0]) * x).sum(axis=1))
    return mean, spread


def diagnostics(
    series: list[Series], whole: Fitted, known: list[Lingering], used: Errors, family: Family
) -> dict[str, Any]:
    """The figures behind: of one series plainly, of several one mapping a unit."""
    told = [_figures(*three, used) for three in zip(series, whole.fits, known, strict=True)]
    shared = {"family": family, "errors": used}
    if len(told) == 1:
        return shared | told[0]
    return shared | {"each": {one.name: figures for one, figures in zip(series, told, strict=True)}}


def _figures(one: Series, fits: Fits, known: Lingering, used: Errors) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "log_rate_ratio": float(fits.coefficients[0, 0]),
        "dispersion": float(fits.dispersion[0]),
        "theta": float(fits.theta[0]) if np.isfinite(fits.theta[0]) else None,
        "lag_correlation": known.first,
        "rho": known.rho,
        "rho_at_most": known.most,
        "mean_before": float(one.y[: one.start].mean()),
        "coefficients": fits.x.shape[1],
        "steps": fits.x.shape[0],
    }
    if figures["theta"]:
        figures["se_joint"] = float(joint_errors(fits, 0)[0])
    if used == "hac":
        figures["lags"] = min(LAGS, len(fits.x) - 1)
    return figures
