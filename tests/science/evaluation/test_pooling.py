"""Published effects: the BCG trials to four digits by both tests, and what may never be pooled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, sqrt
from pathlib import Path

import altair
import numpy as np
import polars as pl
import pytest

from gvi.science import evaluation
from gvi.science.evaluation import meta
from gvi.science.evaluation.pooling import Meta, Pooled
from gvi.science.evaluation.pooling.estimating import Method, between, pool
from gvi.science.evaluation.pooling.reading import REACH
from gvi.science.frames import CellRefused, ColumnMissing

BCG = """4/119/11/128 6/300/29/274 3/228/11/209 62/13536/248/12619 33/5036/47/5761 180/1361/372/1079 8/2537/10/619
505/87886/499/87892 29/7470/45/7232 17/1699/65/1600 186/50448/141/27197 5/2493/3/2338 27/16886/29/17825"""
FOUR = 5e-5
METHODS: tuple[Method, ...] = ("REML", "PM", "DL")


def trials() -> pl.DataFrame:
    """Colditz et al. (1994): tpos/tneg/cpos/cneg as risk ratios with their 95 % intervals."""
    rows = []
    for number, text in enumerate(BCG.split()):
        tpos, tneg, cpos, cneg = map(int, text.split("/"))
        y = log(tpos / (tpos + tneg)) - log(cpos / (cpos + cneg))
        half = REACH * sqrt(1 / tpos - 1 / (tpos + tneg) + 1 / cpos - 1 / (cpos + cneg))
        ends = {"estimate": exp(y), "ci_low": exp(y - half), "ci_high": exp(y + half)}
        rows.append({"site": f"trial {number}", "effect_type": "risk_ratio", "design": "randomised", **ends})
    return pl.DataFrame(rows)


def pooled(found: Meta) -> Pooled:
    assert found.pooled is not None
    return found.pooled


def frame(**columns: Sequence[object]) -> pl.DataFrame:
    """Five cities with an interval each, with columns of the test's own."""
    usual: Mapping[str, Sequence[object]] = {
        "site": list("abcde"),
        "effect_type": ["irr"] * 5,
        "estimate": [0.5, 0.7, 0.8, 0.9, 0.6],
        "ci_low": [0.3, 0.5, 0.5, 0.6, 0.4],
        "ci_high": [0.8, 1.0, 1.2, 1.3, 0.9],
    }
    return pl.DataFrame({**usual, **columns}, strict=False)


@pytest.mark.parametrize(
    ("method", "estimate", "se"),
    [("REML", -0.7145, 0.1798), ("DL", -0.7141, 0.1787), ("PM", -0.7150, 0.1809)],
)
def test_bcg_by_the_normal_test(method: Method, estimate: float, se: float) -> None:
    found = pooled(meta(trials(), method=method, test="z"))
    assert (found.estimate, found.se) == pytest.approx((estimate, se), abs=FOUR)


def test_bcg_heterogeneity_and_both_tests() -> None:
    plain, hartung = pooled(meta(trials(), test="z")), pooled(meta(trials()))
    assert plain.tau2 == pytest.approx(0.3132, abs=FOUR)
    assert plain.i2 == pytest.approx(92.22, abs=5e-3)
    assert plain.prediction == pytest.approx((-1.8667, 0.4376), abs=FOUR)
    assert hartung.se == pytest.approx(0.1808, abs=FOUR)
    assert hartung.interval == pytest.approx((-1.1084, -0.3206), abs=FOUR)
    assert hartung.prediction == pytest.approx((-1.9960, 0.5670), abs=FOUR)
    assert hartung.p_value > plain.p_value


def test_equal_studies_have_no_variance_between_by_any_method() -> None:
    y, v = np.full(6, -0.3), np.linspace(0.01, 0.2, 6)
    assert [between(y, v, method) for method in METHODS] == [0, 0, 0]
    assert pool(y, v, test="z").estimate == pytest.approx(-0.3)


def test_reml_is_the_highest_point_of_the_likelihood() -> None:
    random = np.random.default_rng(4)
    for _ in range(20):
        v = random.uniform(0.005, 0.3, 7)
        y = random.normal(-0.2, np.sqrt(v + 0.1))
        found = between(y, v, "REML")

        def likelihood(tau2: float, y: np.ndarray = y, v: np.ndarray = v) -> float:
            w = 1 / (v + tau2)
            mean = w @ y / w.sum()
            return float(np.log(w).sum() - np.log(w.sum()) - w @ (y - mean) ** 2)

        around = [likelihood(tau2) for tau2 in np.linspace(0, 2, 2001)]
        assert likelihood(found) >= max(around) - 1e-9


def test_published_effects_are_shown_and_never_pooled_without_interval() -> None:
    found = meta(pl.read_csv(Path(evaluation.__file__).with_name("gvi_effects.csv")))
    assert found.pooled is None
    assert len(found.rows) == 25
    assert found.k == 2  # one of Indianapolis and Baltimore: the rest lack an interval or come again
    assert {row.left_out for row in found.rows if row.low is None} == {"no_interval", "raw", "other_kind"}
    assert sum(not row.verified for row in found.rows) == 4
    assert "minst fem" in found.sentence()
    assert "4 of 25 rows have not been checked" in found.sentence("en")


def test_four_independent_rows_make_no_diamond_and_five_do() -> None:
    assert meta(frame(site=["a", "b", "c", "d", "D"])).n_pooled == 0
    assert meta(frame()).n_pooled == 5


def test_rows_of_one_study_count_once_also_by_a_chain() -> None:
    linked = frame(site=["a", "b", "b", "c", "e"], study=["x", "x", "y", "y", "z"], year_pub=[2001] * 5)
    found = meta(linked)
    assert found.k == 2
    assert [row.left_out for row in found.rows] == [None, "same_study", "same_study", "same_study", None]


def test_other_measures_are_not_converted() -> None:
    kinds: list[object] = ["d", "per_month", "pct_change_raw", "irr", "pct_change"]
    ends: list[object] = [None, None, None, 0.6, -60]
    high: list[object] = [None, None, None, 1.3, -33]
    estimates: list[object] = [-0.38, -4.6, -35, 0.9, -52]
    found = meta(frame(effect_type=kinds, estimate=estimates, ci_low=ends, ci_high=high))
    shown = [None if row.estimate is None else round(row.estimate, 2) for row in found.rows]
    assert shown == [None, None, 0.65, 0.9, 0.48]
    assert [row.left_out for row in found.rows] == ["other_kind", "other_kind", "raw", None, None]
    assert found.rows[0].given == -0.38


def test_what_is_wrong_is_said_with_its_row() -> None:
    with pytest.raises(CellRefused, match=r"column ci_high, row 2.*both ends"):
        meta(frame(ci_high=[0.8, None, 1.2, 1.3, 0.9]))
    with pytest.raises(CellRefused, match=r"column estimate, row 3.*from 0\.5 to 1\.2"):
        meta(frame(estimate=[0.5, 0.7, 1.8, 0.9, 0.6]))
    with pytest.raises(CellRefused, match=r"column estimate, row 1.*a number or an empty cell"):
        meta(frame(estimate=["half", "0.7", "0.8", "0.9", "0.6"]))
    with pytest.raises(CellRefused, match=r"column ci_low, row 1.*more than"):
        meta(frame(effect_type=["pct_change"] * 5, ci_low=[-120.0, 0.1, 0.1, 0.1, 0.1]))
    with pytest.raises(ColumnMissing, match="ci_low"):
        meta(frame().drop("ci_low"))
    with pytest.raises(ValueError, match="method ML: expected REML"):
        meta(frame(), method="ML")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_forest_is_a_chart_with_every_row(lang: str) -> None:
    found = meta(pl.concat([trials(), trials().head(1).with_columns(site=pl.lit("trial 1"))]))
    drawn = found.chart(lang)
    altair.Chart.from_dict(drawn)
    labels = [row["label"] for row in drawn["data"]["values"]]
    assert len(labels) == len(set(labels)) == 14 + 2
    assert "diamond" in str(drawn["layer"])


def test_the_mean_is_said_and_written() -> None:
    found = meta(frame(outcome=["shootings"] * 4 + ["homicide"]))
    assert "5 oberoende studier" in found.sentence()
    assert "different things (shootings, homicide)" in found.sentence("en")
    told = found.to_json()
    assert told["pooled"]["estimate"] == pytest.approx(exp(told["pooled"]["log"]["estimate"]))
    assert sum(row["weight"] for row in told["rows"]) == pytest.approx(1)
    assert found.table("en").height == 5
