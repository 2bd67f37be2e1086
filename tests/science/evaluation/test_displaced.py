"""The displacement difference: the published arithmetic exactly, and the panel's own variance beside plain t."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from scipy.stats import ttest_ind

from gvi.science.evaluation import Design, PanelRefused, design, displacement
from gvi.science.evaluation.displaced import displacement_totals
from gvi.science.evaluation.displaced.saying import ROLES

RATES = {"control": 9.0, "treated": 8.0, "displacement_control": 6.0, "displacement_treated": 7.0}


def question(before: int = 24, after: int = 12, *, fall: float = 1.0, **rates: float) -> Design:
    """Four places of Poisson counts a month; the treated falls from the start on."""
    random = np.random.default_rng(8)
    rows = [
        {
            "unit": role[:4] + str(number),
            "role": role,
            "time": month,
            "outcome": random.poisson(rate * (fall if role == "treated" and month >= before else 1)),
        }
        for number, (role, rate) in enumerate((RATES | rates).items())
        for month in range(before + after)
    ]
    return design(pl.DataFrame(rows), treated="trea1", start=before, facts=["role"])


def test_the_published_example_is_exact() -> None:
    found = displacement_totals((308, 318), (207, 110), (150, 140), (178, 157))
    assert (found.estimate, round(found.se**2, 9)) == (-118, 1568)
    assert found.interval == pytest.approx((-118 - 1.959964 * 1568**0.5, -118 + 1.959964 * 1568**0.5))
    assert found.p_value == pytest.approx(0.00288, abs=1e-4)
    assert found.ratio is not None
    assert found.ratio.estimate == pytest.approx((110 + 157) / (207 + 178) / ((318 + 140) / (308 + 150)))
    assert [note.code for note in found.notes] == ["assumes_poisson", "ratio"]


def test_bases_that_differ_are_warned_of_and_leave_p_to_the_ratio() -> None:
    found = displacement_totals((300, 240), (100, 80), (100, 80), (100, 80))
    assert found.estimate == 40  # every place fell by a fifth
    assert found.p_value is None
    assert found.interval is None
    assert found.ratio is not None
    assert found.ratio.p_value == pytest.approx(1.0)
    assert "skilde sig" in found.sentence()
    assert "differed" in found.sentence("en")


def test_totals_that_are_no_counts_are_refused_and_noughts_have_no_ratio() -> None:
    with pytest.raises(ValueError, match=r"treated, \(-1, 3\): expected two totals of at least 0"):
        displacement_totals((1, 1), (-1, 3), (1, 1), (1, 1))
    with pytest.raises(ValueError, match="at least one event"):
        displacement_totals((0, 0), (0, 0), (0, 0), (0, 0))
    assert displacement_totals((3, 3), (3, 0), (2, 2), (2, 0)).ratio is None


def test_the_difference_of_a_panel_is_in_events_over_the_time_after() -> None:
    asked = question(fall=0.4)
    found = displacement(asked)
    sums = {role: asked.matrix()[asked.panel.facts["role"].index(role)] for role in ROLES}
    change = {role: one[24:].sum() - one[:24].sum() / 2 for role, one in sums.items()}
    expected = change["treated"] - change["control"]
    expected += change["displacement_treated"] - change["displacement_control"]
    assert found.primary.estimate == pytest.approx(expected)
    assert found.primary.interval is not None
    assert found.primary.interval[0] < 0.4 * 8 * 12 - 8 * 12 < found.primary.interval[1]
    assert found.diagnostics["ratio"]["estimate"] < 1
    assert [note.code for note in found.notes] == ["ratio"]


def test_the_total_is_said_against_all_that_was_expected() -> None:
    found = displacement(question(fall=0.4))
    told = found.table().row(-1, named=True)
    expected = sum(point.counterfactual or 0 for point in found.primary.series[24:])
    assert told["relative"] == pytest.approx(told["estimate"] / expected)
    assert -1 < told["relative"] < 0
    assert "lägre totalt (38" in found.sentence()


def test_steps_alone_in_their_blocks_give_students_t() -> None:
    asked = question(before=8, after=4)
    series = (np.array([[-1], [1], [-1], [1]]) * asked.matrix()).sum(axis=0)
    assert displacement(asked).primary.p_value == pytest.approx(ttest_ind(series[8:], series[:8]).pvalue)


def test_effects_by_period_add_up_and_phase_in_is_left_out() -> None:
    asked = replace(question(fall=0.5), periods=((1, 4), (5, 12)))
    found = displacement(asked).primary
    parts = [effect.estimate for effect in found.effects_by_period]
    assert None not in parts
    assert sum(part or 0 for part in parts) == pytest.approx(found.estimate)
    whole = displacement(replace(asked, periods=(), phase_in=4)).primary
    assert whole.estimate == pytest.approx(parts[1])


def test_places_unlike_have_no_p_but_a_ratio() -> None:
    found = displacement(question(control=20.0))
    assert found.primary.p_value is None
    assert found.primary.interval is None
    assert found.diagnostics["ratio"]["p_value"] is not None
    assert next(note for note in found.notes if note.withholds).code == "bases_differ"


def test_few_steps_have_no_p() -> None:
    found = displacement(question(before=3, after=2))
    assert found.primary.p_value is None
    assert "few_steps" in [note.code for note in found.notes]


def test_roles_that_do_not_fit_are_refused() -> None:
    asked = question()
    with pytest.raises(PanelRefused, match="column part among its facts"):
        displacement(asked, role="part")
    for roles, said in [
        (("control", "treated", "displacement_control", "near"), "expected one of control"),
        (("treated", "treated", "displacement_control", "displacement_treated"), "treated for those treated"),
        (
            ("control", "treated", "", "displacement_treated"),
            "at least one unit with role displacement_control",
        ),
    ]:
        with pytest.raises(PanelRefused, match=said):
            displacement(replace(asked, panel=replace(asked.panel, facts={"role": roles})))
