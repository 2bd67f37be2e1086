"""Differences: published fits to the last digit, dealing by brute force, and p withheld where it cannot be trusted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.formula.api as smf
from statsmodels.genmod.families import Poisson

from gvi.science.evaluation import Design, Evaluation, Panel, PanelRefused, design, differences
from gvi.science.evaluation.comparing.assigning import deals
from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.comparing.null import null
from gvi.science.evaluation.comparing.question import Question, pattern, rest
from gvi.science.evaluation.comparing.randomising import Randomised
from tests.reference import reference


def invented(
    cities: int = 12, treated: int = 1, months: int = 36, start: int = 24, fall: float = 1.0, seed: int = 4
) -> Design:
    """Poisson counts of cities unlike in size; the first ones are treated and fall."""
    random = np.random.default_rng(seed)
    rate = np.exp(random.normal(2, 0.5, (cities, 1))) * np.exp(random.normal(0, 0.1, (1, months)))
    rate[:treated, start:] *= fall
    rows = [
        {"unit": f"c{city:02d}", "time": month, "outcome": int(random.poisson(rate[city, month]))}
        for city in range(cities)
        for month in range(months)
    ]
    names = [f"c{city:02d}" for city in range(treated)]
    return design(pl.DataFrame(rows), treated=names, start=start)


def castle(weights: str | None) -> Design:
    data = pytest.importorskip("causaldata").castle.load_pandas().data
    first = data[data.post > 0].groupby("sid").year.min()
    starts = {str(int(state)): str(int(year)) for state, year in first.items()}
    return design(data, treated=starts, unit="sid", time="year", outcome="l_homicide", weights=weights)


def codes(found: Evaluation) -> list[str]:
    return [note.code for note in found.notes]


@pytest.mark.parametrize(("weights", "estimate", "se"), [("popwt", 0.0755, 0.0329), (None, 0.0694, 0.0553)])
def test_castle_is_the_published_regression_and_says_that_starts_differ(
    weights: str | None, estimate: float, se: float
) -> None:
    found = differences(castle(weights), family="linear", inference="cluster")
    assert found.primary.estimate == pytest.approx(estimate, abs=5e-5)
    assert found.primary.se == pytest.approx(se, abs=5e-5)
    assert "staggered_starts" in codes(found)
    assert found.primary.event_study == ()


def test_mpdta_is_the_published_regression() -> None:
    data = pl.read_csv(reference("mpdta.csv"), infer_schema_length=None)
    first = data.filter(pl.col("first.treat") > 0).unique("countyreal")
    starts = {
        str(int(unit)): str(int(year)) for unit, year in first.select("countyreal", "first.treat").iter_rows()
    }
    asked = design(
        data.with_columns(pl.col("year").cast(pl.Int64)),
        treated=starts,
        unit="countyreal",
        time="year",
        outcome="lemp",
    )
    found = differences(asked, family="linear", inference="cluster")
    assert found.primary.estimate == pytest.approx(-0.036549, abs=1e-6)
    assert found.primary.se == pytest.approx(0.013255, abs=5e-6)


def test_the_ratio_is_the_ratio_of_ratios_of_totals() -> None:
    asked = invented(treated=2, fall=0.6)
    counts = asked.matrix()
    before, after = counts[:, :24].sum(axis=1), counts[:, 24:].sum(axis=1)
    expected = np.log(after[:2].sum() / before[:2].sum()) - np.log(after[2:].sum() / before[2:].sum())
    found = differences(asked)
    assert found.primary.estimate == pytest.approx(float(expected), abs=1e-9)
    assert found.primary.interval is not None
    assert found.primary.estimate is not None
    assert found.primary.interval[0] < found.primary.estimate < found.primary.interval[1] < 0


def test_starts_that_differ_with_exposure_fit_as_a_regression_with_dummies() -> None:
    asked = invented(cities=8, treated=3, months=12, start=6)
    asked = replace(asked, starts={"c00": 4, "c01": 6, "c02": 6})
    exposure = np.random.default_rng(2).uniform(1, 3, asked.matrix().shape)
    asked = replace(asked, panel=replace(asked.panel, exposure=exposure))
    rows = pd.DataFrame(
        [
            {"y": asked.matrix()[row, at], "u": row, "t": at, "e": exposure[row, at], "d": 0}
            for row in range(8)
            for at in range(12)
        ]
    )
    rows["d"] = ((rows.u == 0) & (rows.t >= 4) | rows.u.isin([1, 2]) & (rows.t >= 6)).astype(int)
    theirs = smf.glm("y ~ C(u) + C(t) + d", rows, family=Poisson(), exposure=rows.e)
    expected = theirs.fit(cov_type="cluster", cov_kwds={"groups": rows.u, "use_correction": False})
    found = differences(asked, inference="cluster", draws=19)
    assert found.primary.estimate == pytest.approx(expected.params["d"], abs=1e-7)


def test_clustered_errors_are_those_of_statsmodels() -> None:
    asked = invented(cities=24, treated=12, months=8, start=4)
    counts = asked.matrix()
    rows = pd.DataFrame(
        [
            {"y": counts[row, at], "u": row, "t": at, "d": int(row < 12 and at >= 4)}
            for row in range(24)
            for at in range(8)
        ]
    )
    theirs = smf.glm("y ~ C(u) + C(t) + d", rows, family=Poisson())
    expected = theirs.fit(cov_type="cluster", cov_kwds={"groups": rows.u, "use_correction": False})
    found = differences(asked, inference="cluster")
    assert found.primary.se == pytest.approx(expected.bse["d"] * np.sqrt(24 / 23), abs=1e-7)
    assert found.primary.p_value is not None


def by_hand(asked: Question, chosen: tuple[int, ...]) -> float:
    """One Newton step by weighted least squares with every dummy there is."""
    without = null(asked)
    units, times = asked.outcome.shape
    weight = np.outer(without.mass, without.share).ravel()
    design_matrix = np.zeros((units * times, units + times + 1))
    for row in range(units):
        for at in range(times):
            cell = row * times + at
            design_matrix[cell, [row, units + at]] = 1
            design_matrix[cell, -1] = row in chosen and asked.pattern[1, 0, at]
    root = np.sqrt(weight)
    answer = np.linalg.lstsq(design_matrix * root[:, None], without.residual.ravel() / root, rcond=None)[0]
    return float(answer[-1])


@pytest.mark.parametrize("family", ["poisson", "linear"])
def test_every_deal_is_the_step_that_least_squares_takes(family: str) -> None:
    drawn = invented(cities=6, treated=2, months=8, start=5)
    question = Question(
        "poisson" if family == "poisson" else "linear",
        drawn.matrix(),
        np.array([1, 1, 0, 0, 0, 0]),
        pattern([5], 8, [(0, None)]),
        np.random.default_rng(1).uniform(0.5, 2, 6),
    )
    dealt = deals(question.labels, 99, np.random.default_rng(1))
    effects = Randomised(question, dealt, question.pattern[1, 0]).scores().effect
    expected = {chosen: by_hand(question, chosen) for chosen in combinations(range(6), 2)}
    assert len(effects) == len(expected)
    for labels, effect in zip(dealt.labels, effects, strict=True):
        first, second = (int(at) for at in np.flatnonzero(labels))
        assert effect == pytest.approx(expected[first, second], abs=1e-9)


def test_p_is_a_rank_among_all_cities_and_says_when_it_cannot_reject() -> None:
    found = differences(invented(cities=12, fall=0.3))
    assert found.p_least == pytest.approx(1 / 12)
    assert found.primary.p_value == pytest.approx(1 / 12)
    assert found.cannot_reject
    assert found.primary.interval is None
    assert "no_interval" in codes(found)
    assert len(found.primary.placebos) == 11


def test_half_of_the_cities_treated_has_twice_the_least_p() -> None:
    labels = np.array([1, 1, 1, 0, 0, 0])
    assert deals(labels, 9, np.random.default_rng(1)).p_least == pytest.approx(2 / 20)


def test_the_interval_inverts_the_test() -> None:
    asked = invented(cities=10, treated=3, fall=0.7)
    found = differences(asked).primary
    assert found.interval is not None
    dealt = deals(np.array([1] * 3 + [0] * 7), 9, np.random.default_rng(1))
    question = Question(
        "poisson", asked.matrix(), dealt.labels[0], pattern([24], 36, [(0, None)]), np.ones(10)
    )
    tried = Randomised(question, dealt, question.pattern[1, 0])
    width = found.interval[1] - found.interval[0]
    for end, outwards in ((found.interval[0], -1), (found.interval[1], 1)):
        assert tried.p_value(end + outwards * 1e-3 * width) <= 0.05
        assert tried.p_value(end - outwards * 1e-3 * width) > 0.05


def test_a_fall_taken_away_is_no_more_surprising_than_none() -> None:
    random = np.random.default_rng(3)
    beyond = []
    for _ in range(200):
        asked = invented(cities=20, months=24, start=12, fall=0.4, seed=int(random.integers(2**31)))
        labels = np.eye(20, dtype=np.int64)[0]
        question = Question("poisson", asked.matrix(), labels, pattern([12], 24, [(0, None)]), np.ones(20))
        tried = Randomised(question, deals(labels, 19, random), question.pattern[1, 0])
        beyond.append(tried.p_value(float(np.log(0.4))) <= 0.1)
    assert np.mean(beyond) == pytest.approx(0.1, abs=0.05)


@pytest.mark.parametrize(
    ("inference", "treated", "code"), [("wild", 3, "few_treated"), ("cluster", 1, "few_clusters")]
)
def test_p_is_withheld_with_few_treated_and_says_why(inference: str, treated: int, code: str) -> None:
    asked = invented(treated=treated)
    found = differences(asked, inference="wild" if inference == "wild" else "cluster")
    primary = found.primary
    assert (primary.p_value, primary.interval, primary.se) == (None, None, None)
    assert primary.estimate is not None
    assert [note.code for note in found.notes if note.withholds] == [code]


def test_the_wild_bootstrap_finds_a_large_fall_among_four() -> None:
    found = differences(invented(cities=11, treated=4, fall=0.4), inference="wild").primary
    assert found.p_value is not None
    assert found.p_value < 0.05
    assert found.interval is not None
    assert found.interval[1] < 0


def test_periods_phase_in_and_each_city() -> None:
    asked = replace(invented(treated=2, fall=0.5), periods=((1, 6), (7, 24)), phase_in=2, pooling="each")
    found = differences(asked)
    first, second = found.primary.effects_by_period
    assert (first.start, first.to, second.start, second.to) == ("26", "29", "30", "35")
    counts = asked.matrix()
    ratio = [counts[rows, 26:30].sum() / counts[rows, :24].sum() for rows in (slice(0, 2), slice(2, None))]
    assert first.estimate == pytest.approx(float(np.log(ratio[0] / ratio[1])), abs=1e-9)
    assert set(found.diagnostics["by_unit"]) == {"c00", "c01"}
    steps = [one.step for one in found.primary.event_study]
    assert steps == [*range(-24, 0), *range(2, 12)]


def test_the_time_before_is_judged_by_the_margin() -> None:
    asked = replace(invented(cities=30, treated=8), margin=0.5)
    found = differences(asked, draws=199)
    assert found.diagnostics["before_equivalent"] is True
    assert "before_alike" in codes(found)
    parting = asked.matrix().copy()
    parting[:8, 12:24] *= 3
    apart = Panel(
        asked.panel.units, asked.panel.step, asked.panel.first, {"outcome": parting}, asked.panel.preliminary
    )
    assert "before_parted" in codes(differences(replace(asked, panel=apart), draws=199))


def test_a_treated_city_without_events_has_no_ratio() -> None:
    asked = invented()
    counts = asked.matrix().copy()
    counts[0, 24:] = 0
    found = differences(replace(asked, panel=replace(asked.panel, outcomes={"outcome": counts})))
    assert found.primary.estimate is None
    assert "no_events" in codes(found)


def test_what_cannot_be_asked_is_refused() -> None:
    asked = invented()
    with pytest.raises(PanelRefused, match="expected donors"):
        differences(replace(asked, donors=()))
    negative = replace(asked.panel, outcomes={"outcome": asked.matrix() - 100})
    with pytest.raises(PanelRefused, match="negative"):
        differences(replace(asked, panel=negative))


def test_secondary_outcomes_are_adjusted_and_the_seed_gives_the_same() -> None:
    asked = invented(cities=20, treated=5, fall=0.6)
    counts = asked.matrix()
    three = replace(asked.panel, outcomes={"outcome": counts, "b": counts, "c": counts})
    told: list[int] = []
    asked = replace(asked, panel=three, outcomes=("outcome", "b", "c"))
    found = differences(asked, draws=199, seed=7, progress=told.append)
    primary, second, third = found.results
    assert primary.p_value is not None
    assert second.p_value == third.p_value == pytest.approx(2 * primary.p_value)
    assert "holm" in codes(found)
    assert told == [1, 2, 3]
    assert differences(asked, draws=199, seed=7).results == found.results


def test_the_rest_of_the_time_after() -> None:
    assert rest([(2, 4)], [5], 12) == [(0, 2), (4, 7)]
    assert rest([(0, None)], [5, 7], 12) == []
    fitted = fit(
        Question("linear", np.zeros((2, 4)), np.array([1, 0]), pattern([2], 4, [(0, None)]), np.ones(2))
    )
    assert fitted.effects == (0.0,)
