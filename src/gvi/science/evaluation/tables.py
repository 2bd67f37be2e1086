"""Tables of an evaluation, without rounding: effects by period, and the series behind the main chart."""

import math

import polars as pl

from gvi.science.evaluation.result import Evaluation, Interval, OutcomeResult, PeriodEffect
from gvi.science.evaluation.saying import Base, base_of
from gvi.science.evaluation.words import effect_base

WHOLE = {"sv": "hela tiden", "en": "the whole time"}
EFFECTS = {
    "outcome": pl.String,
    "period": pl.String,
    "estimate": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "relative": pl.Float64,
    "relative_low": pl.Float64,
    "relative_high": pl.Float64,
    "p": pl.Float64,
}


def effects(found: Evaluation, lang: str = "sv") -> pl.DataFrame:
    """One row an outcome and period, the whole time last: estimate, low and high as they are and as relative changes.

    What does not exist is null.
    """
    rows = []
    for result in found.results:
        whole = _whole(found, result, lang)
        rows += [_row(result, one) for one in periods(result)] + [whole]
    return pl.DataFrame(rows, schema=EFFECTS, orient="row")


def periods(result: OutcomeResult) -> tuple[PeriodEffect, ...]:
    """The effects by period; none when there is but one, which is the whole."""
    return result.effects_by_period if len(result.effects_by_period) > 1 else ()


def series(result: OutcomeResult) -> pl.DataFrame:
    """One row a time: time, observed, counterfactual, low, high; a hidden number is null."""
    rows = [(one.time, one.observed, one.counterfactual, one.low, one.high) for one in result.series]
    names = ["time", "observed", "counterfactual", "low", "high"]
    schema = {name: pl.String if name == "time" else pl.Float64 for name in names}
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.with_columns(pl.col("observed").fill_nan(None))


def _row(result: OutcomeResult, one: PeriodEffect) -> tuple[object, ...]:
    base = base_of(result, one.start, one.to)
    low, high = one.interval or (None, None)
    relative = _relative(base, result, one.estimate, one.interval)
    name = one.start if one.start == one.to else f"{one.start}–{one.to}"
    return (result.outcome, name, one.estimate, low, high, *relative, one.p_value)


def _whole(found: Evaluation, result: OutcomeResult, lang: str) -> tuple[object, ...]:
    base = effect_base(found, result)
    low, high = result.interval or (None, None)
    relative = _relative(base, result, result.estimate, result.interval)
    return (result.outcome, WHOLE[lang], result.estimate, low, high, *relative, result.p_value)


def _relative(
    base: Base, result: OutcomeResult, estimate: float | None, interval: Interval | None
) -> tuple[float | None, float | None, float | None]:
    """The estimate and its interval as relative changes: both, or neither when an end can not be said so."""
    ends = base.interval(interval, result.scale)
    if interval and ends is None and all(map(math.isfinite, interval)):
        return None, None, None
    return base.relative(estimate, result.scale), *(ends or (None, None))
