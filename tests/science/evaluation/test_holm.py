"""Holm's step-down: as statsmodels has it, never falling with rank, blind to what is withheld."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from gvi.science.evaluation.holm import adjusted, notes, secondaries
from gvi.science.evaluation.result import OutcomeResult


@pytest.mark.parametrize("seed", range(5))
def test_equal_to_statsmodels(seed: int) -> None:
    p_values = np.random.default_rng(seed).uniform(0, 0.2, 7)
    assert adjusted(list(p_values)) == pytest.approx(list(multipletests(p_values, method="holm")[1]))


def test_the_primary_outcome_keeps_its_p_and_one_secondary_alone_too() -> None:
    results = [OutcomeResult(name, 0.0, "difference", p_value=0.04) for name in "ab"]
    assert [one.p_value for one in secondaries(results)] == [0.04, 0.04]
    assert notes(results) == ()
    assert [one.p_value for one in secondaries(results[:1])] == [0.04]
