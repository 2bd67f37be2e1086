"""Augmented synthetic control beside pysyncon's, which follows the authors' own program."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from pysyncon import AugSynth, Dataprep

from gvi.science.evaluation import augmented_synthetic_control, design
from gvi.science.evaluation.blas import one_thread
from tests.reference import reference


def peer(
    table: pd.DataFrame, treated: str, start: int, names: tuple[str, str, str]
) -> tuple[AugSynth, Dataprep]:
    """pysyncon's answer; ``names`` are the columns of unit, time and outcome."""
    unit, time, outcome = names
    before = sorted(one for one in table[time].unique() if one < start)
    prepared = Dataprep(
        foo=table,
        predictors=[outcome],
        predictors_op="mean",
        time_predictors_prior=before,
        dependent=outcome,
        unit_variable=unit,
        time_variable=time,
        treatment_identifier=treated,
        controls_identifier=[one for one in table[unit].unique() if one != treated],
        time_optimize_ssr=before,
    )
    found = AugSynth()
    with one_thread():
        found.fit(prepared, use_covariates=False)
    return found, prepared


@pytest.mark.parametrize("seed", range(3))
def test_random_panels_are_as_pysyncons(seed: int) -> None:
    random = np.random.default_rng(seed)
    paths = random.standard_normal((9, 2)) @ random.standard_normal((2, 14)) * 3
    outcomes = 20 + paths + random.standard_normal((9, 14))
    rows = [(f"u{unit}", time, outcomes[unit, time]) for unit in range(9) for time in range(14)]
    table = pd.DataFrame(rows, columns=["unit", "time", "outcome"])
    theirs, _ = peer(table, "u0", 10, ("unit", "time", "outcome"))

    ours = augmented_synthetic_control(design(table, treated="u0", start=10))

    assert ours.diagnostics["ridge"] == pytest.approx(theirs.lambda_, rel=1e-6)
    weights = [ours.primary.weights.units.get(f"u{unit}", 0.0) for unit in range(1, 9)]
    assert weights == pytest.approx(theirs.W, abs=1e-3)


def test_california_is_as_pysyncons() -> None:
    table = pl.read_csv(reference("california_prop99.csv"), separator=";")
    names = ("State", "Year", "PacksPerCapita")
    theirs, prepared = peer(table.to_pandas(), "California", 1989, names)
    seen, expected = prepared.make_outcome_mats(time_period=list(range(1989, 2001)))[::-1]

    ours = augmented_synthetic_control(
        design(table, treated="California", start=1989, unit="State", time="Year", outcome="PacksPerCapita")
    )

    assert ours.diagnostics["ridge"] == pytest.approx(theirs.lambda_, rel=1e-6)
    assert ours.primary.estimate == pytest.approx((seen - expected @ theirs.W).mean(), abs=0.01)


@pytest.mark.parametrize("value", [0.0, 5.0])
@pytest.mark.filterwarnings("error")
def test_outcomes_that_never_move_are_answered_without_a_warning(value: float) -> None:
    rows = pl.DataFrame(
        [
            {"unit": unit, "time": time, "outcome": value}
            for unit in ("A", "B", "C", "D", "E")
            for time in range(20)
        ]
    )
    found = augmented_synthetic_control(design(rows, treated="A", start=12))
    assert found.primary.estimate == pytest.approx(0.0, abs=1e-9)
