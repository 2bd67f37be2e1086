"""Synthetic difference-in-differences: the paper's figures, the peer's, and p where nothing happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from gvi.science.evaluation import Design, PanelRefused, design, synthetic_did
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.sdid.asking import trial_of
from gvi.science.evaluation.sdid.inverting import crossing
from gvi.science.evaluation.sdid.placebos import rank_p
from gvi.science.evaluation.times import Step
from tests.reference import reference


def prop99(**options: Any) -> Design:
    """California and its tobacco programme of 1989, beside 38 states without one."""
    table = pl.read_csv(reference("california_prop99.csv"), separator=";")
    options = {"treated": "California", "start": 1989, **options}
    return design(table, unit="State", time="Year", outcome="PacksPerCapita", **options)


def invented(
    seed: int, units: int = 9, before: int = 12, after: int = 5, treated: int = 1, **options: Any
) -> Design:
    """A panel of levels, a common walk and noise, with the first units treated."""
    random = np.random.default_rng(seed)
    times = before + after
    walk = np.cumsum(random.normal(0, 1, times))
    outcomes = random.normal(20, 5, (units, 1)) + walk + random.normal(0, 2, (units, times))
    return asked_of(outcomes, before, treated, **options)


def asked_of(outcomes: Any, before: int, treated: int = 1, **options: Any) -> Design:
    """Put the question to a matrix whose first rows are treated."""
    names = tuple(f"u{row}" for row in range(len(outcomes)))
    panel = Panel(names, Step.NUMBER, 1, {"outcome": outcomes}, np.zeros(outcomes.shape[1], dtype=bool))
    return Design(panel, dict.fromkeys(names[:treated], before), names[treated:], ("outcome",), **options)


def shifted(asked: Design, effect: float) -> Design:
    """The same with an effect on the treated after the start."""
    outcomes = asked.matrix().copy()
    outcomes[asked.treated_rows, asked.start :] += effect
    return asked_of(outcomes, asked.start, len(asked.treated), alpha=asked.alpha)


def test_prop99_gives_the_papers_estimate_and_the_enumerated_placebo_error() -> None:
    found = synthetic_did(prop99())
    assert found.primary.estimate == pytest.approx(-15.604, abs=0.01)
    assert found.primary.se == pytest.approx(9.37, abs=0.02)
    assert len(found.primary.placebos) == 38
    assert found.p_least == pytest.approx(1 / 39)
    assert found.diagnostics["placebo_se"] == found.primary.se


def test_prop99_weighs_the_last_years_and_many_states() -> None:
    weights = synthetic_did(prop99()).primary.weights
    assert list(weights.times) == ["1988", "1986", "1987"]
    assert next(iter(weights.units)) == "Nevada"
    assert sum(weights.units.values()) == pytest.approx(1, abs=1e-3)
    assert len(weights.units) > 20


def test_effects_by_period_add_up_to_the_whole_and_the_series_shows_it() -> None:
    found = synthetic_did(prop99(periods=[(1, 3), (4, 12)])).primary
    first, second = (one.estimate or 0.0 for one in found.effects_by_period)
    assert found.estimate == pytest.approx((3 * first + 9 * second) / 12)
    assert [(one.start, one.to) for one in found.effects_by_period] == [("1989", "1991"), ("1992", "2000")]
    gaps = [one.observed - (one.counterfactual or 0.0) for one in found.series if int(one.time) >= 1989]
    assert found.estimate == pytest.approx(np.mean(gaps))
    assert [one.estimate for one in found.event_study if one.step >= 0] == pytest.approx(gaps)


def test_one_treated_unit_gets_no_jackknife_and_is_told_why() -> None:
    found = synthetic_did(invented(1))
    assert found.diagnostics["jackknife_se"] is None
    assert "jackknife" in {note.code for note in found.notes}
    several = synthetic_did(invented(1, treated=3))
    assert several.diagnostics["jackknife_se"] > 0
    assert "jackknife" not in {note.code for note in several.notes}


@pytest.mark.parametrize("treated", [1, 3])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_estimate_and_jackknife_are_azcausals(seed: int, treated: int) -> None:
    asked = invented(seed, units=14, treated=treated)
    theirs = peer(asked)
    found = synthetic_did(asked, placebos=20)
    noise = found.diagnostics["noise"]
    assert found.primary.estimate == pytest.approx(theirs.effect.value, abs=0.01 * noise)
    if treated > 1:
        from azcausal.core.error import JackKnife

        theirs.estimator.error(theirs, JackKnife())
        assert found.diagnostics["jackknife_se"] == pytest.approx(theirs.effect.se, rel=0.02)


@pytest.mark.parametrize("seed", [4, 5])
def test_loss_of_the_unit_weights_is_never_above_azcausals(seed: int) -> None:
    asked = invented(seed, units=12)
    trial = trial_of(asked, "outcome")
    fit = trial.fits(trial.rows[None])[0]
    theirs = peer(asked).effect.data["omega"].to_numpy()
    before = asked.matrix()[:, : asked.start]
    ridge = before.shape[1] * np.sqrt(asked.panel.n_times - asked.start) * fit.noise[0] ** 2

    def loss(weights: Any) -> float:
        gap = before[0] - weights @ before[1:]
        return float(((gap - gap.mean()) ** 2).sum() + ridge * (weights**2).sum())

    assert loss(fit.units[0]) <= loss(theirs) + 1e-9
    assert fit.units[0] == pytest.approx(theirs, abs=0.01)


def peer(asked: Design) -> Any:
    """What azcausal makes of the same."""
    pytest.importorskip("azcausal")
    import pandas as pd
    from azcausal.core.panel import CausalPanel
    from azcausal.estimators.panel.sdid import SDID

    outcomes = pd.DataFrame(asked.matrix().T, columns=list(asked.panel.units))
    treated = pd.DataFrame(0, index=outcomes.index, columns=outcomes.columns)
    treated.iloc[asked.start :, list(asked.treated_rows)] = 1
    panel = CausalPanel(data={"outcome": outcomes, "intervention": treated}).setup()
    return SDID().fit(panel)


def test_interval_holds_what_the_test_does_not_reject_and_no_more() -> None:
    asked = invented(7, units=12, alpha=0.25)
    low, high = synthetic_did(asked).primary.interval or pytest.fail("no interval")
    for effect, inside in ((low, 1), (high, -1)):
        step = 0.01 * (high - low) * inside
        assert (synthetic_did(shifted(asked, -effect - step)).primary.p_value or 0) > 0.25
        assert (synthetic_did(shifted(asked, -effect + step)).primary.p_value or 1) <= 0.25


def test_interval_moves_with_the_effect() -> None:
    asked = invented(8, units=12, alpha=0.25)
    before, after = synthetic_did(asked).primary, synthetic_did(shifted(asked, 5)).primary
    assert after.estimate == pytest.approx((before.estimate or 0) + 5)
    assert np.array(after.interval) == pytest.approx(np.array(before.interval) + 5, abs=1e-2)


def test_too_few_units_to_reject_gives_p_but_no_interval_and_says_so() -> None:
    found = synthetic_did(invented(9, units=8))
    assert found.p_least == pytest.approx(1 / 8)
    assert found.cannot_reject
    assert found.primary.interval is None
    assert found.primary.p_value is not None


def test_several_treated_are_compared_with_sets_of_the_same_size() -> None:
    every = synthetic_did(invented(10, treated=2))
    assert every.diagnostics["placebos"] == 35
    assert "placebos_drawn" not in {note.code for note in every.notes}
    drawn = synthetic_did(invented(10, treated=2), placebos=20, seed=3)
    assert drawn.p_least == pytest.approx(1 / 21)
    assert "placebos_drawn" in {note.code for note in drawn.notes}
    again = synthetic_did(invented(10, treated=2), placebos=20, seed=3)
    assert again.primary == drawn.primary


def test_sum_is_the_mean_times_the_units_and_each_fits_units_apart() -> None:
    mean = synthetic_did(invented(11, treated=2)).primary
    total = synthetic_did(invented(11, treated=2, pooling="sum")).primary
    assert total.estimate == pytest.approx(2 * (mean.estimate or 0))
    assert total.p_value == mean.p_value
    each = synthetic_did(invented(11, treated=2, pooling="each"))
    alone = each.diagnostics["by_unit"]
    assert each.primary.estimate == pytest.approx(np.mean(list(alone.values())))
    assert each.diagnostics["jackknife_se"] is None


def test_units_that_start_at_different_times_are_fitted_apart_or_refused() -> None:
    asked = invented(12, units=10, treated=2, periods=((1, 2), (3, 5)))
    staggered = {"u0": 10, "u1": 14}
    with pytest.raises(PanelRefused, match="one start"):
        synthetic_did(replace(asked, starts=staggered))
    found = synthetic_did(replace(asked, starts=staggered, pooling="each"), placebos=30)
    assert [(one.start, one.to) for one in found.primary.effects_by_period] == [("1", "2"), ("3", "5")]
    assert found.primary.event_study == ()


def test_phase_in_belongs_to_neither_side() -> None:
    asked = invented(13)
    outcomes = asked.matrix().copy()
    outcomes[:, asked.start] += 1000 * np.arange(len(outcomes))
    estimates = [
        synthetic_did(asked_of(matrix, asked.start, phase_in=1)).primary.estimate
        for matrix in (asked.matrix(), outcomes)
    ]
    assert estimates[0] == pytest.approx(estimates[1])


def test_exposure_is_compared_per_head_and_said_at_the_treateds_own() -> None:
    asked = invented(14)
    sizes = np.linspace(1, 4, len(asked.panel.units))[:, None] * np.ones(asked.panel.n_times)
    panel = Panel(
        asked.panel.units, Step.NUMBER, 1, {"outcome": asked.matrix() * sizes}, asked.panel.preliminary, sizes
    )
    found = synthetic_did(Design(panel, asked.starts, asked.donors, asked.outcomes))
    assert found.primary.estimate == pytest.approx(synthetic_did(asked).primary.estimate)
    assert "exposure" in {note.code for note in found.notes}


def test_secondary_outcomes_share_one_level_of_error() -> None:
    first, *others = (invented(seed, units=10).matrix() for seed in (20, 21, 22))
    asked = asked_of(first, 12)
    outcomes = {"outcome": first, "b": others[0], "c": others[1]}
    panel = Panel(asked.panel.units, Step.NUMBER, 1, outcomes, asked.panel.preliminary)
    found = synthetic_did(Design(panel, asked.starts, asked.donors, tuple(outcomes)))
    alone = [synthetic_did(asked_of(matrix, 12)).primary.p_value or 0 for matrix in others]
    assert max(one.p_value or 0 for one in found.results[1:]) >= min(1, max(alone))
    assert min(one.p_value or 0 for one in found.results[1:]) == pytest.approx(min(1, 2 * min(alone)))
    assert found.primary.p_value == synthetic_did(asked).primary.p_value
    assert "holm" in {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        (invented(15, before=2), "at least 3 periods before"),
        (invented(15, units=2, treated=2), "at least one donor"),
        (invented(15, after=2, phase_in=2), "at least one period after"),
    ],
)
def test_what_cannot_be_fitted_is_refused(asked: Design, what: str) -> None:
    with pytest.raises(PanelRefused, match=what):
        synthetic_did(asked)


def test_placebos_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1; got 0"):
        synthetic_did(invented(16, treated=2), placebos=0)
    with pytest.raises(ValueError, match=r"135,750 sets of 4 units; expected a number"):
        synthetic_did(invented(16, units=44, treated=4, before=5, after=2), placebos="all")
    with pytest.raises(ValueError, match='expected "all" or a number'):
        synthetic_did(invented(16, treated=2), placebos="some")  # type: ignore[arg-type]


def test_constant_and_empty_series_do_not_break_it() -> None:
    found = synthetic_did(asked_of(np.zeros((8, 10)), 6))
    assert found.primary.estimate == 0
    assert found.primary.p_value == 1
    mixed = invented(17).matrix()
    mixed[3:6] = 0
    assert np.isfinite(synthetic_did(asked_of(mixed, 12)).primary.estimate or np.nan)


def test_progress_is_told_of_every_placebo() -> None:
    told: list[int] = []
    synthetic_did(invented(18, treated=2), placebos=25, progress=told.append)
    assert sum(told) == 25


def test_p_is_uniform_over_its_grid_where_the_treated_was_drawn_by_lot() -> None:
    random = np.random.default_rng(30)
    p_values = []
    for _ in range(300):
        sizes = np.exp(random.normal(0, 0.5, (6, 1)))
        counts = random.negative_binomial(3, 3 / (3 + 5 * random.permutation(sizes)), (6, 16)).astype(float)
        p_values.append(synthetic_did(asked_of(counts, 11)).primary.p_value or 0)
    for point in range(1, 6):
        error = np.sqrt(point / 6 * (1 - point / 6) / 300)
        assert np.mean(np.array(p_values) <= point / 6 + 1e-9) == pytest.approx(point / 6, abs=3 * error)


def test_rank_counts_ties_against_the_treated() -> None:
    assert rank_p(2.0, np.array([1.0, 2.0, 3.0])) == 0.75


def test_crossing_without_an_end_has_none() -> None:
    assert crossing(lambda away: 1 + 3 * away, 1.0) is None
