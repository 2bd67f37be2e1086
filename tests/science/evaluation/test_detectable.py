"""Power: against a loop of statsmodels, what it says, and that nothing after the start is read."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from gvi.science.evaluation import design, power
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.detectable import Expected
from gvi.science.evaluation.fitting import FitRefused

ONE = Expected((8.0,), before=48, after=24, theta=4.0)
MANY = Expected((6.0,) * 24, before=48, after=24, theta=4.0)


def a_panel(after: float = 6.0, *, cities: int = 6) -> Design:
    random = np.random.default_rng(1)
    before = random.poisson(6.0 * random.gamma(4.0, 0.25, (cities, 48)))
    counts = np.concatenate([before, np.full((cities, 24), after)], axis=1)
    times = [f"{2015 + at // 12}-{at % 12 + 1:02d}" for at in range(72)]
    units = [f"c{city}" for city in range(cities)]
    rows = pl.DataFrame(
        {"unit": np.repeat(units, 72), "time": times * cities, "outcome": counts.ravel().astype(float)}
    )
    return design(rows, treated="c0", start="2019-01")


def test_power_is_that_of_a_loop_of_statsmodels() -> None:
    random, found, panels = np.random.default_rng(2), 0, 200
    steps = np.arange(72)
    x = np.column_stack([(steps >= 48), (steps - 48) / 72, steps[:, None] % 12 == np.arange(12)]).astype(
        float
    )
    for _ in range(panels):
        rate = np.where(steps < 48, 8.0, 8.0 * 0.5) * random.gamma(4.0, 0.25, 72)
        fit = sm.GLM(random.poisson(rate), x, family=sm.families.Poisson()).fit(scale="X2", use_t=True)
        found += fit.pvalues[0] < 0.05 and fit.params[0] < 0
    ours = power(ONE, falls=(0.5,), replicates=2000).grid[0].found
    assert ours == pytest.approx(found / panels, abs=3 * 0.036)


def test_a_fall_that_is_next_to_nothing_is_found_as_often_as_chance_has_it() -> None:
    assert power(ONE, falls=(0.001,), replicates=3000).grid[0].found == pytest.approx(0.025, abs=0.012)
    assert power(MANY, method="differences", falls=(0.001,), replicates=2000).grid[0].found <= 0.05


def test_larger_falls_more_data_and_less_memory_are_found_more_often() -> None:
    falls = [one.found for one in power(ONE, replicates=500).grid]
    assert falls == sorted(falls) or np.diff(falls).min() > -0.03
    larger = Expected((30.0,), before=48, after=24)
    lingering = Expected((30.0,), before=48, after=24, rho=0.7)
    shares = [power(one, falls=(0.4,), replicates=1000).grid[0].found for one in (ONE, larger, lingering)]
    assert shares[1] > shares[0] and shares[1] > shares[2] + 0.05


def test_it_says_what_would_be_missed_and_by_which_test_in_both_languages() -> None:
    found = power(ONE, replicates=500)
    missed = round(100 * (found.missed_more_often_than_not or 0))
    assert (
        f"Med dessa data skulle en minskning på mindre än {missed} % oftare missas än hittas"
        in found.sentence()
    )
    assert f"a fall of less than {missed}% would be missed more often than found" in found.sentence("en")
    assert "quasi-Poisson" in found.sentence() and "quasi-Poisson" in found.sentence("en")
    assert found.table("en").columns == ["fall", "share found"]
    told = found.to_json()
    assert told["sentence"] == found.sentence() and len(told["grid"]) == len(found.grid)


def test_few_units_can_find_nothing_and_say_so() -> None:
    found = power(
        Expected((50.0,) * 12, before=48, after=24), method="synthetic_control", falls=(0.9,), replicates=200
    )
    assert found.cannot_reject and found.test == "differences" and found.p_least == pytest.approx(1 / 12)
    assert found.grid[0].found == 0
    assert "ingen minskning kan hittas" in found.sentence() and "no fall can be found" in found.sentence("en")


def test_several_treated_are_dealt_out_together() -> None:
    alone = power(MANY, method="differences", falls=(0.4,), replicates=500).grid[0].found
    three = Expected(MANY.means, before=48, after=24, treated=3)
    assert power(three, method="differences", falls=(0.4,), replicates=500).grid[0].found > alone


def test_a_design_is_read_before_its_start_only() -> None:
    one, other = (power(a_panel(after), falls=(0.3, 0.6), replicates=300) for after in (0.0, 60.0))
    assert one == other
    assert one.mean == pytest.approx(6.0, rel=0.3) and (one.before, one.after) == (48, 24)


def test_settings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        power(ONE, falls=(1.2,))
    with pytest.raises(ValueError, match="units to compare with"):
        power(ONE, method="differences")
    short = a_panel()
    with pytest.raises(FitRefused, match="steps before the start"):
        power(Design(short.panel, {"c0": 6}, ("c1",), ("outcome",)))
