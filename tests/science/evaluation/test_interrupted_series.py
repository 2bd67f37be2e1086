"""Interrupted series: the published figures for seat belts, what is refused, what is withheld, and that p holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray

from gvi.science.evaluation import Evaluation, PanelRefused, design, interrupted_series
from gvi.science.evaluation.design import Design, Pooling
from gvi.science.evaluation.fitting import FitRefused
from tests.reference import reference

Array = NDArray[np.float64]


def seat_belts(**more: Any) -> Design:
    rows = pl.read_csv(reference("seatbelts.csv"))
    months = [f"{1969 + at // 12}-{at % 12 + 1:02d}" for at in range(rows.height)]
    rows = rows.with_columns(pl.Series("time", months), pl.lit("Great Britain").alias("unit"))
    chosen = {"treated": "Great Britain", "start": "1983-02", "outcome": "DriversKilled"} | more
    return design(rows, **chosen)


def months(counts: Array, *, units: tuple[str, ...] = ("Almby",)) -> pl.DataFrame:
    """A table of counts (units, months) from January 2015."""
    times = [f"{2015 + at // 12}-{at % 12 + 1:02d}" for at in range(counts.shape[1])]
    return pl.DataFrame(
        {
            "unit": [unit for unit in units for _ in times],
            "time": times * len(units),
            "outcome": counts.ravel(),
        }
    )


def drawn(
    mean: float = 10.0, *, before: int = 48, after: int = 24, fall: float = 1.0, seed: int = 1
) -> Array:
    rate = np.where(np.arange(before + after) < before, mean, mean * fall)
    random = np.random.default_rng(seed)
    counts: Array = random.poisson(rate * random.gamma(4.0, 0.25, rate.shape)).astype(float)[None]
    return counts


def answer(counts: Array, **options: Any) -> Evaluation:
    return interrupted_series(design(months(counts), treated="Almby", start="2019-01"), **options)


def codes(found: Evaluation) -> set[str]:
    return {note.code for note in found.notes}


def test_seat_belts_by_quasi_poisson() -> None:
    found = interrupted_series(seat_belts())
    assert found.primary.estimate == pytest.approx(-0.135792, abs=1e-4)
    assert found.primary.se == pytest.approx(0.038449, abs=1e-4)
    assert found.diagnostics["dispersion"] == pytest.approx(2.19639, abs=1e-4)
    assert found.diagnostics["errors"] == "bootstrap_ar"
    assert found.primary.p_value is not None


def test_seat_belts_by_negative_binomial() -> None:
    found = interrupted_series(seat_belts(), family="negative_binomial", replicates=99)
    assert found.primary.estimate == pytest.approx(-0.13956, abs=1e-4)
    assert found.primary.se == pytest.approx(0.03602, abs=1e-4)
    assert found.diagnostics["se_joint"] == pytest.approx(0.03607, abs=1e-4)
    assert found.diagnostics["theta"] == pytest.approx(117.46, abs=0.01)


def test_seat_belts_with_newey_west_is_a_reference_and_gives_no_p() -> None:
    found = interrupted_series(seat_belts(), errors="hac")
    assert found.primary.se == pytest.approx(0.042517, abs=1e-4)
    assert found.primary.p_value is None and found.primary.interval is None
    assert any(note.code == "reference_only" and note.withholds for note in found.notes)


def test_the_band_is_the_prediction_of_the_mean() -> None:
    counts = drawn(fall=0.6)
    found = answer(counts, season=False)
    steps = np.arange(72)
    x = np.column_stack([(steps >= 48).astype(float), np.ones(72), (steps - 48) / 72])
    theirs = sm.GLM(counts[0], x, family=sm.families.Poisson()).fit(scale="X2")
    without = theirs.get_prediction(np.column_stack([np.zeros(72), x[:, 1:]]))
    point = found.primary.series[60]
    assert point.counterfactual == pytest.approx(without.predicted_mean[60], rel=1e-6)
    assert found.primary.interval is not None and found.primary.se is not None
    width = (found.primary.interval[1] - found.primary.interval[0]) / 2 / found.primary.se
    error = without.se_mean[60] / without.predicted_mean[60]
    assert point.high == pytest.approx(without.predicted_mean[60] * np.exp(width * error), rel=1e-4)


@pytest.mark.parametrize("seed", range(6))
def test_interval_and_p_are_of_one_test(seed: int) -> None:
    found = answer(drawn(20.0, fall=0.6, seed=seed), replicates=399).primary
    assert found.interval is not None and found.p_value is not None
    assert (found.p_value <= 0.05) == (not found.interval[0] <= 0 <= found.interval[1])


def test_long_series_without_memory_have_t() -> None:
    rate = np.full(400, 30.0)
    counts = np.random.default_rng(2).poisson(rate).astype(float)[None]
    asked = design(months(counts), treated="Almby", start="2045-01")
    assert interrupted_series(asked).diagnostics["errors"] == "t"
    assert interrupted_series(asked, errors="bootstrap_ar").diagnostics["errors"] == "bootstrap_ar"


def test_memory_widens_the_interval() -> None:
    found = answer(drawn(20.0), replicates=999)
    assert "lag_test" in codes(found)
    assert "model_error" in codes(found)
    assert found.primary.interval is not None and found.primary.se is not None
    half = (found.primary.interval[1] - found.primary.interval[0]) / 2
    assert half / found.primary.se > 2.01  # t with 58 degrees of freedom has 2.00


def test_effects_by_period_and_steps_left_out() -> None:
    counts = drawn(20.0)
    counts[0, 48:50] = 500.0  # the two steps of phasing in must not count
    counts[0, 50:54], counts[0, 54:60] = 10.0, 5.0
    asked = design(months(counts), treated="Almby", start="2019-01", periods=[(1, 6), (7, 12)], phase_in=2)
    found = interrupted_series(asked, replicates=199).primary
    first, second = found.effects_by_period
    assert (first.start, first.to, second.start, second.to) == ("2019-03", "2019-06", "2019-07", "2019-12")
    assert second.estimate is not None and first.estimate is not None
    assert second.estimate < first.estimate < 0


def test_exposure_is_an_offset() -> None:
    counts = drawn(20.0)
    rows = months(counts).with_columns(pl.Series("persons", np.where(np.arange(72) < 48, 1000.0, 2000.0)))
    asked = design(rows, treated="Almby", start="2019-01", exposure="persons")
    found, plain = interrupted_series(asked, replicates=99), answer(counts, replicates=99)
    assert found.primary.estimate is not None and plain.primary.estimate is not None
    assert found.primary.estimate == pytest.approx(plain.primary.estimate - np.log(2), abs=1e-6)


def test_treated_units_are_summed_or_each_by_itself() -> None:
    counts = np.concatenate([drawn(10.0, fall=0.5), drawn(30.0, fall=0.5, seed=2)])
    rows = months(counts, units=("Almby", "Brunnby"))
    asked = {
        one: design(rows, treated=["Almby", "Brunnby"], start="2019-01", pooling=one) for one in POOLINGS
    }
    found = {one: interrupted_series(asked[one], replicates=199) for one in POOLINGS}
    alone = answer(counts.sum(axis=0, keepdims=True), replicates=199)
    assert found["sum"].primary.estimate == found["mean"].primary.estimate == alone.primary.estimate
    assert found["mean"].primary.series[0].observed == counts[:, 0].mean()
    each = found["each"].diagnostics["each"]
    assert found["each"].primary.estimate == pytest.approx(
        np.mean([one["log_rate_ratio"] for one in each.values()])
    )
    assert "independent_units" in codes(found["each"])


POOLINGS: tuple[Pooling, ...] = ("sum", "mean", "each")


def test_units_that_start_at_different_times_are_taken_each() -> None:
    rows = months(np.concatenate([drawn(), drawn(seed=2)]), units=("Almby", "Brunnby"))
    asked = design(rows, treated={"Almby": "2019-01", "Brunnby": "2019-07"}, pooling="sum")
    with pytest.raises(PanelRefused, match='pooling = "each"'):
        interrupted_series(asked)


def test_a_month_without_events_is_refused_and_says_what_to_try() -> None:
    counts = drawn()
    counts[0, ::12] = 0
    with pytest.raises(FitRefused, match="season = false"):
        answer(counts)
    assert answer(counts, season=False, replicates=99).primary.estimate is not None


def test_nothing_after_the_start_is_refused() -> None:
    counts = drawn()
    counts[0, 48:] = 0
    with pytest.raises(FitRefused, match="after the start"):
        answer(counts)


def test_no_theta_is_refused() -> None:
    with pytest.raises(FitRefused, match="quasi_poisson"):
        answer(np.full((1, 72), 10.0) + np.arange(72) % 2, family="negative_binomial")


def test_a_factor_of_months_needs_two_years() -> None:
    counts = drawn(before=20)
    asked = design(months(counts), treated="Almby", start="2016-09")
    with pytest.raises(FitRefused, match="whole years before"):
        interrupted_series(asked, season=True)
    assert "no_season" in codes(interrupted_series(asked))


@pytest.mark.parametrize(
    ("counts", "start", "code"),
    [
        (drawn(10.0, before=24, after=36), "2017-01", "short_series"),
        (drawn(0.6, before=96, seed=4), "2023-01", "low_mean"),
        (drawn(2.0, before=48, after=3), "2019-01", "few_after"),
    ],
)
def test_p_is_withheld_where_it_would_not_hold(counts: Array, start: str, code: str) -> None:
    asked = design(months(counts), treated="Almby", start=start)
    found = interrupted_series(asked, season=False, replicates=99)
    assert code in codes(found)
    assert found.primary.p_value is None and found.primary.interval is None
    assert found.primary.estimate is not None
    assert all(one.p_value is None and one.interval is None for one in found.primary.effects_by_period)
    assert all(one.low is None for one in found.primary.series)


def test_a_period_with_few_events_has_no_p_of_its_own() -> None:
    asked = design(months(drawn(4.0)), treated="Almby", start="2019-01", periods=[(1, 2), (3, 24)])
    found = interrupted_series(asked, season=False, replicates=99)
    assert [one.p_value is None for one in found.primary.effects_by_period] == [True, False]
    assert "few_in_period" in codes(found) and found.primary.p_value is not None


def test_p_is_withheld_when_swings_last_too_long() -> None:
    random = np.random.default_rng(1)
    walk = np.exp(np.cumsum(random.normal(0, 0.25, 72)))
    found = answer(random.poisson(40 * walk).astype(float)[None], replicates=99)
    assert "long_memory" in codes(found) and found.primary.p_value is None


def test_the_same_seed_gives_the_same_answer() -> None:
    one, two, other = (answer(drawn(), seed=seed, replicates=199).primary for seed in (1, 1, 2))
    assert (one.p_value, one.interval) == (two.p_value, two.interval)
    assert one.interval != other.interval


def test_a_planted_fall_is_found_again() -> None:
    ratios, held = [], []
    for seed in range(40):
        found = answer(drawn(20.0, fall=0.7, seed=seed), season=False, replicates=99).primary
        assert found.estimate is not None
        ratios.append(np.exp(found.estimate))
        if found.interval is not None:
            held.append(found.interval[0] <= np.log(0.7) <= found.interval[1])
    assert len(held) >= 34
    assert np.median(ratios) == pytest.approx(0.7, abs=0.1)
    assert np.mean(held) >= 0.85
