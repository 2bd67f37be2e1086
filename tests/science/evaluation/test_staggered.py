"""Staggered starts: the published numbers to 1e-6, equal to diff-diff on random panels, and p where units are few."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd
import polars as pl
import pytest

from gvi.science.evaluation import Design, PanelRefused, design, staggered_differences
from gvi.science.evaluation.staggered.cells import cells
from gvi.science.evaluation.staggered.estimating import Judge, Setup
from tests.reference import reference


def mpdta() -> Design:
    data = pl.read_csv(reference("mpdta.csv"), infer_schema_length=None)
    first = data.filter(pl.col("first.treat") > 0).unique("countyreal")
    starts = {
        str(int(unit)): str(int(year)) for unit, year in first.select("countyreal", "first.treat").iter_rows()
    }
    whole = data.with_columns(pl.col("year").cast(pl.Int64))
    return design(whole, treated=starts, unit="countyreal", time="year", outcome="lemp")


def at_random(units: int, seed: int, shares: tuple[float, ...] = (0.4, 0.2, 0.2, 0.2)) -> pd.DataFrame:
    """Rows of units with a cohort at random (0 never), eight times."""
    random = np.random.default_rng(seed)
    cohort = random.choice([0, 3, 5, 6], units, p=shares)
    own = random.normal(size=units)
    return pd.DataFrame(
        [
            {
                "unit": unit,
                "time": time,
                "g": cohort[unit],
                "y": own[unit] + 0.2 * time + random.normal() + 0.5 * (0 < cohort[unit] <= time),
            }
            for unit in range(units)
            for time in range(1, 9)
        ]
    )


def asked(rows: pd.DataFrame) -> Design:
    starts = {str(unit): str(g) for unit, g in rows.groupby("unit").g.first().items() if g}
    return design(rows, treated=starts, outcome="y")


@pytest.mark.parametrize(
    ("controls", "estimate", "se"), [("never", -0.039951, 0.012034), ("not_yet", -0.039764, 0.012052)]
)
def test_mpdta_to_a_millionth(controls: Literal["never", "not_yet"], estimate: float, se: float) -> None:
    found = staggered_differences(mpdta(), controls=controls)
    assert found.primary.estimate == pytest.approx(estimate, abs=1e-6)
    assert found.primary.se == pytest.approx(se, abs=1e-6)
    assert found.diagnostics["groups"] == {"2004": 20, "2006": 40, "2007": 131}
    assert found.p_least is None


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("ours", "theirs"), [("never", "never_treated"), ("not_yet", "not_yet_treated")])
def test_equal_to_diff_diff_on_panels_at_random(
    ours: Literal["never", "not_yet"], theirs: str, seed: int
) -> None:
    peer = pytest.importorskip("diff_diff").CallawaySantAnna(control_group=theirs, base_period="universal")
    rows = at_random(120, seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = peer.fit(rows, outcome="y", unit="unit", time="time", first_treat="g", aggregate="all")
    found = staggered_differences(asked(rows), controls=ours).primary
    assert found.estimate == pytest.approx(expected.overall_att, abs=1e-10)
    assert found.se == pytest.approx(expected.overall_se, abs=1e-10)
    for one in found.event_study:
        step = expected.event_study_effects[one.step]
        assert one.estimate == pytest.approx(step["effect"], abs=1e-10)
        if one.step != -1:
            assert one.interval is not None
            assert (one.interval[1] - one.interval[0]) / 2 / 1.959963984540054 == pytest.approx(
                step["se"], abs=1e-10
            )
    theirs_by_cell = {(g, t): v for (g, t), v in expected.group_time_effects.items()}
    for cell in found.group_time:
        told = theirs_by_cell[int(cell.group), int(cell.time)]
        assert cell.estimate == pytest.approx(told["effect"], abs=1e-10)
        if cell.se is not None:
            assert cell.se == pytest.approx(told["se"], abs=1e-10)


@pytest.mark.parametrize("how", ["simple", "event", "group"])
@pytest.mark.parametrize("controls", ["never", "not_yet"])
def test_a_deal_refits_the_aggregate(
    how: Literal["simple", "event", "group"], controls: Literal["never", "not_yet"]
) -> None:
    question = asked(at_random(16, 5, (0.4, 0.3, 0.2, 0.1)))
    setup = Setup.of(question, controls, how, 3)
    outcome = question.matrix()[np.concatenate([question.treated_rows, question.donor_rows])]

    def judge(starts: np.ndarray) -> tuple[Judge, np.ndarray, float]:
        one = Judge(replace(setup, starts=starts), outcome, cells(outcome, starts, controls))
        headline = one.pick(one.found.since >= 0, how)
        assert headline is not None
        return one, headline[1], headline[0].effect

    first, weight, _ = judge(setup.starts)
    dealt = first.dealt(weight)
    begin = np.concatenate([[-1], np.unique(setup.starts[setup.starts >= 0])])
    units = np.arange(16)
    for labels in dealt.deals.labels[[0, 1, 17]]:
        adds = (outcome @ dealt.coefficients.T)[units, labels].sum()
        assert adds == pytest.approx(judge(begin[labels])[2], abs=1e-10)


def test_few_units_have_p_by_dealing_and_no_errors() -> None:
    found = staggered_differences(replace(asked(at_random(14, 8)), phase_in=1, periods=((1, 2), (3, 6))))
    assert found.primary.p_value is not None
    assert found.primary.interval is not None
    assert found.p_least == pytest.approx(1 / 2000)
    assert (found.primary.se, found.primary.event_study[0].interval) == (None, None)
    assert "few_treated" in [note.code for note in found.notes]
    assert [one.start for one in found.primary.effects_by_period] == ["4", "5"]


def test_the_series_less_the_effects() -> None:
    rows = at_random(60, 4)
    rows["y"] = rows.time * 1.0 + rows.unit + 2.0 * ((rows.g > 0) & (rows.g <= rows.time))
    question = asked(rows)
    starts = list(question.starts.values())
    for at, point in enumerate(staggered_differences(question).primary.series):
        assert point.counterfactual == pytest.approx(
            point.observed - 2.0 * np.mean([at >= start for start in starts]), abs=1e-9
        )


def test_nobody_to_compare_with_is_refused() -> None:
    question = asked(at_random(30, 3))
    alone = replace(question, donors=())
    with pytest.raises(PanelRefused, match="never treated"):
        staggered_differences(alone)
    found = staggered_differences(alone, controls="not_yet")
    assert max(int(one.time) for one in found.primary.group_time) == 5


def test_weights_are_said_not_to_be_used() -> None:
    question = asked(at_random(30, 3))
    weighted = replace(question.panel, weights=np.arange(1.0, 31))
    found = staggered_differences(replace(question, panel=weighted))
    assert "unweighted" in [note.code for note in found.notes]
