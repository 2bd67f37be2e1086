"""Synthetic control against published results: tobacco in California and the Basque Country; options and refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from gvi.science.evaluation import (
    Design,
    Evaluation,
    PanelRefused,
    augmented_synthetic_control,
    design,
    synthetic_control,
)
from tests.reference import reference

BASQUE = "Basque Country (Pais Vasco)"
SCHOOL = ("illit", "prim", "med", "higher")
SECTORS = ("agriculture", "energy", "industry", "construction", "services.venta", "services.nonventa")


@pytest.fixture(scope="module")
def california() -> Design:
    table = pl.read_csv(reference("california_prop99.csv"), separator=";")
    return design(
        table,
        treated="California",
        start=1989,
        unit="State",
        time="Year",
        outcome="PacksPerCapita",
        periods=[(1, 3), (4, 12)],
    )


@pytest.fixture(scope="module")
def answered(california: Design) -> Evaluation:
    return synthetic_control(california, in_time="1985", leave_one_out=True)


def basque() -> pl.DataFrame:
    """The regions with what SOURCES.md's recipe matches on: shares of means as columns that are alike at all times."""
    table = pl.read_csv(reference("scm_basque.csv"), null_values=["NA", ""], infer_schema_length=None).filter(
        pl.col("regionno") != 1
    )
    higher = pl.col("school.high") + pl.col("school.post.high")
    parts = {
        **{name: pl.col(f"school.{name}") for name in SCHOOL[:-1]},
        "higher": higher,
        **{name: pl.col(f"sec.{name}") for name in SECTORS},
    }
    between = {name: (1964 if name in SCHOOL else 1961, 1969) for name in parts}
    means = {
        name: value.filter(pl.col("year").is_between(*between[name])).mean().over("regionno")
        for name, value in parts.items()
    }
    table = table.with_columns(pl.col("year").cast(int), **means)
    for names in (SCHOOL, SECTORS):
        table = table.with_columns(**{name: 100 * pl.col(name) / pl.sum_horizontal(*names) for name in names})
    return table


def basque_design() -> Design:
    return design(
        basque(),
        treated=BASQUE,
        start=1970,
        unit="regionname",
        time="year",
        outcome="gdpcap",
        covariates=[*SCHOOL, *SECTORS, "invest", "popdens"],
    )


def small(**options: object) -> Design:
    """Eight cities over twelve months, the fourth treated from the ninth."""
    random = np.random.default_rng(3)
    cities = [f"c{number}" for number in range(8)]
    rows = [
        (city, time, float(random.poisson(5 + row)), float(row))
        for row, city in enumerate(cities)
        for time in range(12)
    ]
    table = pl.DataFrame(rows, schema=["unit", "time", "outcome", "size"], orient="row")
    return design(table, **{"treated": "c3", "start": 8, "covariates": ["size"], **options})  # type: ignore[arg-type]


def test_california_is_as_published(answered: Evaluation) -> None:
    found = answered.primary

    assert found.estimate == pytest.approx(-19.5136, abs=1e-4)
    assert answered.diagnostics["place"] == 3
    assert found.p_value == pytest.approx(3 / 39)
    assert answered.p_least == pytest.approx(1 / 39)
    assert not answered.cannot_reject
    assert found.weights.units["Utah"] == pytest.approx(0.394, abs=1e-3)
    assert found.fit.pre_rmspe == pytest.approx(1.6564, abs=1e-4)


def test_the_interval_holds_no_effect_when_the_test_keeps_it(answered: Evaluation) -> None:
    told = [(answered.primary.p_value, answered.primary.interval)]
    told += [(one.p_value, one.interval) for one in answered.primary.effects_by_period]

    for p_value, interval in told:
        assert p_value is not None
        assert p_value > 0.05
        assert interval is not None
        assert interval[0] < 0 < interval[1]


def test_every_period_and_every_placebo_is_told(answered: Evaluation) -> None:
    found = answered.primary
    kinds = [one.kind for one in found.placebos]

    assert [(one.start, one.to) for one in found.effects_by_period] == [("1989", "1991"), ("1992", "2000")]
    assert kinds.count("unit") == 38
    assert kinds.count("time") == 1
    assert [one.name for one in found.placebos if one.kind == "left_out"] == list(found.weights.units)
    scaled = np.array([one.gap for one in found.placebos if one.kind == "unit"])
    assert np.sqrt((scaled[:, :19] ** 2).mean(axis=1)) == pytest.approx(1)


def test_the_band_lies_about_the_comparison_after_the_start(answered: Evaluation) -> None:
    points = answered.primary.series

    assert all(point.low is None for point in points[:19])
    for point in points[19:]:
        assert point.low is not None
        assert point.high is not None
        assert point.counterfactual is not None
        assert point.low < point.counterfactual < point.high
    assert answered.diagnostics["conformal"]["times"]["2000"] == pytest.approx(0.05)


def test_augmented_leaves_less_before_the_start(california: Design, answered: Evaluation) -> None:
    found = augmented_synthetic_control(california).primary

    assert found.fit.pre_rmspe is not None
    assert answered.primary.fit.pre_rmspe is not None
    assert found.fit.pre_rmspe < answered.primary.fit.pre_rmspe / 2
    assert sum(found.weights.units.values()) == pytest.approx(1, abs=1e-4)
    assert min(found.weights.units.values()) < 0


def test_a_great_ridge_gives_the_weights_back(california: Design, answered: Evaluation) -> None:
    found = augmented_synthetic_control(california, ridge=1e12)

    assert found.primary.estimate == pytest.approx(answered.primary.estimate, abs=1e-4)


def test_basque_is_as_published() -> None:
    columns: list[dict[str, Any]] = [
        *({"column": name} for name in SCHOOL),
        {"column": "invest", "from": 1964, "to": 1969},
        {"column": "gdpcap", "from": 1960, "to": 1969, "how": "mean"},
        *({"column": name} for name in SECTORS),
        {"column": "popdens", "from": 1969, "to": 1969},
    ]
    for seed in (1, 2):
        found = synthetic_control(
            basque_design(), match=columns, v_from=1960, v_to=1969, seed=seed, placebos=1
        ).primary
        assert found.fit.loss == pytest.approx(0.00886, abs=1e-5)
        assert found.weights.units == pytest.approx(
            {"Cataluna": 0.851, "Madrid (Comunidad De)": 0.149}, abs=0.005
        )


def test_basque_on_outcomes_alone() -> None:
    found = synthetic_control(basque_design()).primary

    assert found.weights.units == pytest.approx(
        {"Madrid (Comunidad De)": 0.483, "Baleares (Islas)": 0.311, "Rioja (La)": 0.206}, abs=5e-4
    )


def test_the_same_seed_gives_the_same_answer() -> None:
    options = {"match": [{"column": "size"}, {"column": "outcome", "how": "each"}], "starts": 3}
    once, again = (synthetic_control(small(), **options) for _ in range(2))  # type: ignore[arg-type]

    assert once.primary == again.primary


def test_an_effect_that_is_planted_is_found_whole() -> None:
    before = synthetic_control(small())
    asked = small()
    asked.panel.outcomes["outcome"][3, 8:] += 40

    after = synthetic_control(asked).primary

    assert after.estimate == pytest.approx((before.primary.estimate or 0) + 40)
    assert after.p_value == pytest.approx(1 / 8)
    assert after.interval_level == pytest.approx(7 / 8)
    assert after.interval is not None
    assert after.interval[0] < 40 < after.interval[1]


def test_too_few_donors_claim_no_size() -> None:
    found = synthetic_control(small())

    assert found.cannot_reject
    assert "interval_level" in [note.code for note in found.notes]


def test_a_sum_is_the_mean_times_the_number() -> None:
    treated = {"treated": ["c1", "c2"]}
    mean, total = (
        synthetic_control(small(**treated, pooling=pooling)).primary for pooling in ("mean", "sum")
    )

    assert total.estimate == pytest.approx(2 * (mean.estimate or 0))
    assert total.p_value == mean.p_value
    assert len([one for one in mean.placebos if one.kind == "unit"]) == 27


def test_each_is_fitted_by_itself() -> None:
    together = synthetic_control(small(treated=["c1", "c2"], pooling="each"))
    donors = [f"c{number}" for number in (0, 3, 4, 5, 6, 7)]
    alone = [synthetic_control(small(treated=unit, donors=donors)).primary.estimate for unit in ("c1", "c2")]

    assert list(together.diagnostics["by_unit"].values()) == pytest.approx(alone)
    assert together.primary.estimate == pytest.approx(np.mean(alone))  # type: ignore[arg-type]


def test_placebos_may_be_drawn() -> None:
    found = synthetic_control(small(), placebos=3)

    assert found.p_least == pytest.approx(1 / 4)
    assert "placebos_drawn" in [note.code for note in found.notes]


def test_a_perfect_fit_gets_no_p() -> None:
    asked = small()
    asked.panel.outcomes["outcome"][3, :8] = asked.panel.outcomes["outcome"][4:6, :8].mean(axis=0)

    found = synthetic_control(asked)

    assert found.primary.p_value is None
    assert found.primary.interval is None
    assert [note.code for note in found.notes if note.withholds] == ["perfect_fit"]


def test_a_poor_fit_and_distant_donors_are_said() -> None:
    asked = small()
    asked.panel.outcomes["outcome"][3] *= 30

    found = synthetic_control(asked)

    assert {"poor_fit", "outside_donors", "far_donors"} <= {note.code for note in found.notes}


def test_v_that_is_given_is_used() -> None:
    columns = [{"column": "size"}, {"column": "outcome"}]
    found = synthetic_control(small(treated="c3"), match=columns, v=[1.0, 0.0])

    size = next(row for row in found.diagnostics["balance"] if row["column"] == "size")
    assert size["synthetic"] == pytest.approx(size["treated"], abs=1e-4)


def test_progress_hears_of_every_lot() -> None:
    heard: list[int] = []

    synthetic_control(small(), progress=heard.append)

    assert sum(heard) == 8


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"match": "everything"}, "match 'everything'"),
        ({"match": []}, "match \\[\\]"),
        ({"match": [{"column": "height"}]}, "match column height: expected an outcome or a covariate"),
        ({"match": [{"column": "size", "how": "last"}]}, "how 'last'"),
        ({"match": [{"column": "size", "at": 3}]}, "expected the keys column, from, to, how"),
        ({"match": [{"column": "size", "to": 8}]}, "to 8: expected times in order"),
        ({"v": "ols"}, "v 'ols'"),
        ({"v": [1.0]}, "expected 8 numbers"),
        ({"v_from": 6, "v_to": 3}, "v_from 6"),
        ({"starts": 0}, "starts 0"),
        ({"placebos": 0}, "placebos 0"),
        ({"in_time": "8"}, "in_time 8: expected a time after 1 and before the start 8"),
    ],
)
def test_options_that_cannot_be_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(PanelRefused, match=said):
        synthetic_control(small(), **options)  # type: ignore[arg-type]


def test_a_ridge_that_cannot_be_is_refused() -> None:
    with pytest.raises(PanelRefused, match="ridge -1"):
        augmented_synthetic_control(small(), ridge=-1.0)


def test_a_unit_without_a_value_is_named() -> None:
    asked = small()
    asked.panel.covariates["size"][4] = np.nan

    with pytest.raises(PanelRefused, match="match column size: unit c4 has no value"):
        synthetic_control(asked, match=[{"column": "size"}])
