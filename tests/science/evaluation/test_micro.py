"""Micro-synthetic control: least norm against another solver, every constraint met, p by lot, and what is lacking."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, linprog, minimize

from gvi.science.evaluation import Design, PanelRefused, micro_synthetic
from gvi.science.evaluation.micro import NoWeights
from gvi.science.evaluation.micro.dual import least_norm
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.times import Step


def invented(
    seed: int, areas: int = 60, treated: int = 10, before: int = 4, after: int = 3, **options: Any
) -> Design:
    """Counts of small areas that differ in size; the first are treated; two outcomes and a covariate."""
    random = np.random.default_rng(seed)
    sizes = np.exp(random.normal(0, 0.4, (areas, 1)))
    times = before + after
    outcomes = {name: random.poisson(3 * sizes, (areas, times)).astype(float) for name in ("first", "second")}
    people = np.repeat(100 * sizes + random.normal(0, 10, (areas, 1)), times, axis=1)
    names = tuple(f"a{row:02d}" for row in range(areas))
    panel = Panel(names, Step.NUMBER, 1, outcomes, np.zeros(times, dtype=bool), covariates={"people": people})
    starts = dict.fromkeys(names[:treated], before)
    return Design(panel, starts, names[treated:], ("first",), **options)


def shifted(asked: Design, effect: float) -> Design:
    """The same with an effect on the treated after the start."""
    outcomes = {name: matrix.copy() for name, matrix in asked.panel.outcomes.items()}
    outcomes["first"][asked.treated_rows, asked.start :] += effect
    return replace(asked, panel=replace(asked.panel, outcomes=outcomes))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("slack", [0.0, 0.3])
def test_weights_are_another_solvers(seed: int, slack: float) -> None:
    random = np.random.default_rng(seed)
    rows = np.vstack([np.ones(14), random.normal(size=(3, 14))])
    targets = rows[:, :3].sum(axis=1)
    room = slack * np.array([0, 1, 1, 1])
    allowed = np.arange(14) >= 3
    solved = least_norm(rows, targets[None], allowed[None], room[None])
    free = rows[:, 3:]
    limits: list[Any] = [{"type": "eq", "fun": lambda w: w.sum() - 3}]
    if slack:
        limits += [{"type": "ineq", "fun": lambda w: room[1:] - (free @ w - targets)[1:]}]
        limits += [{"type": "ineq", "fun": lambda w: room[1:] + (free @ w - targets)[1:]}]
    else:
        limits += [{"type": "eq", "fun": lambda w: (free @ w - targets)[1:]}]
    theirs = minimize(  # type: ignore[call-overload]
        lambda w: float(w @ w) / 2,
        np.full(11, 3 / 11),
        jac=lambda w: w,
        bounds=Bounds(0, np.inf),
        constraints=limits,
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 1000},
    )
    assert theirs.success == solved.met[0]
    if theirs.success:
        assert solved.weights[0, 3:] == pytest.approx(theirs.x, abs=1e-5)
        assert (solved.weights >= 0).all()
        assert (solved.weights[0, :3] == 0).all()


def test_met_is_what_a_linear_program_says_is_possible() -> None:
    random = np.random.default_rng(1)
    said, possible = [], []
    for _ in range(80):
        count = int(random.integers(3, 10))
        rows = np.vstack([np.ones(24), random.normal(size=(count, 24))])
        targets, allowed = rows[:, :2].sum(axis=1), np.arange(24) >= 2
        said.append(bool(least_norm(rows, targets[None], allowed[None], np.zeros((1, count + 1))).met[0]))
        possible.append(linprog(np.zeros(22), A_eq=rows[:, 2:], b_eq=targets).status == 0)
    assert said == possible
    assert 10 < sum(said) < 70


def test_everything_named_is_met_exactly() -> None:
    asked = invented(1)
    found = micro_synthetic(asked, outcomes=["first", {"column": "second", "how": "sum"}])
    balance = found.diagnostics["balance"]
    assert list(balance) == ["areas", "people", "first 1", "first 2", "first 3", "first 4", "second 1–4"]
    for wanted, reached in balance.values():
        assert reached == pytest.approx(wanted, rel=1e-7)
    assert found.primary.fit.pre_rmspe == pytest.approx(0, abs=1e-7)
    assert sum(found.primary.weights.units.values()) == pytest.approx(10)


def test_a_planted_fall_is_found_in_the_outcome_it_was_planted_in() -> None:
    asked = replace(invented(2, areas=400, treated=40), outcomes=("first", "second"))
    before = micro_synthetic(asked)
    after = micro_synthetic(shifted(asked, -1.0))
    assert after.primary.estimate == pytest.approx((before.primary.estimate or 0) - 1)
    assert after.results[1].estimate == pytest.approx(before.results[1].estimate)
    assert (after.primary.p_value or 1) < 0.01
    low, high = after.primary.interval or pytest.fail("no interval")
    assert low < (after.primary.estimate or 0) < high < 0


def test_effects_by_period_make_up_the_whole_and_sum_is_the_mean_times_the_areas() -> None:
    asked = invented(3, periods=((1, 1), (2, 3)))
    found = micro_synthetic(asked).primary
    first, second = (one.estimate or 0 for one in found.effects_by_period)
    assert found.estimate == pytest.approx((first + 2 * second) / 3)
    assert [(one.start, one.to) for one in found.effects_by_period] == [("5", "5"), ("6", "7")]
    total = micro_synthetic(replace(asked, pooling="sum")).primary
    assert total.estimate == pytest.approx(10 * (found.estimate or 0))
    assert np.array(total.interval) == pytest.approx(10 * np.array(found.interval))
    assert [one.observed - (one.counterfactual or 0) for one in found.series] == pytest.approx(
        [one.estimate for one in found.event_study], abs=1e-9
    )


def test_few_treated_areas_get_no_p_without_permutations_and_are_told_why() -> None:
    asked = invented(4, treated=4)
    alone = micro_synthetic(asked)
    assert alone.primary.p_value is None
    assert alone.primary.interval is None
    assert [note.code for note in alone.notes if note.withholds] == ["few_treated"]
    drawn = micro_synthetic(asked, permutations=39)
    assert drawn.p_least == pytest.approx(1 / 40)
    assert (drawn.primary.p_value or 0) >= 1 / 40
    assert not any(note.withholds for note in drawn.notes)


def test_interval_holds_what_the_permutations_do_not_reject() -> None:
    asked = invented(5, treated=5, alpha=0.2)
    low, high = micro_synthetic(asked, permutations=49).primary.interval or pytest.fail("no interval")
    for effect, inside in ((low, 1), (high, -1)):
        step = 0.01 * (high - low) * inside
        within = micro_synthetic(shifted(asked, -effect - step), permutations=49)
        beyond = micro_synthetic(shifted(asked, -effect + step), permutations=49)
        assert (within.primary.p_value or 0) > 0.2
        assert (beyond.primary.p_value or 1) <= 0.2


def test_what_cannot_be_met_is_named_with_the_slack_that_would_do() -> None:
    asked = invented(6)
    outcomes = {name: matrix.copy() for name, matrix in asked.panel.outcomes.items()}
    outcomes["first"][:10, 1] = 40
    strange = replace(asked, panel=replace(asked.panel, outcomes=outcomes))
    with pytest.raises(NoWeights, match="first 2: treated 400, nearest") as refused:
        micro_synthetic(strange)
    assert [one.name for one in refused.value.imbalance] == ["first 2"]
    slack = refused.value.slack or 0.0
    assert f"slack = {slack:.3g}" in str(refused.value)
    found = micro_synthetic(strange, slack=slack * 1.01)
    for wanted, reached in found.diagnostics["balance"].values():
        assert abs(reached - wanted) <= slack * 1.01 * wanted + 1e-6
    assert "slack" in {note.code for note in found.notes}
    with pytest.raises(NoWeights):
        micro_synthetic(strange, slack=slack * 0.98)


def test_p_is_withheld_when_drawn_sets_cannot_be_matched() -> None:
    asked = invented(7, areas=40, treated=10, before=12)
    found = micro_synthetic(asked, outcomes=[{"column": "first", "how": "sum"}], permutations=20)
    assert found.primary.p_value is not None
    hard = replace(asked, panel=replace(asked.panel, outcomes=_twins(asked)))
    withheld = micro_synthetic(hard, permutations=20)
    assert withheld.primary.p_value is None
    assert [note.code for note in withheld.notes if note.withholds] == ["unmatched"]


def _twins(asked: Design) -> dict[str, Any]:
    """Each treated area has a twin among ten, and the others nothing: sets drawn by lot have none like them."""
    random = np.random.default_rng(1)
    matrix = random.poisson(30, asked.matrix().shape).astype(float)
    matrix[10:20] = matrix[:10]
    matrix[20:] = random.poisson(3, matrix[20:].shape)
    people = asked.panel.covariates["people"]
    people[10:20] = people[:10]
    return {"first": matrix, "second": matrix}


def test_matching_time_may_be_a_part_and_never_after_the_start() -> None:
    asked = invented(8)
    names = micro_synthetic(asked, covariates=[], match_from="2", match_to="3").diagnostics["balance"]
    assert list(names) == ["areas", "first 2", "first 3"]
    with pytest.raises(PanelRefused, match="the last before the start"):
        micro_synthetic(asked, match_to="5")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"covariates": ["age"]}, "covariate age: expected one of the panel's, people"),
        ({"outcomes": ["third"]}, "third: expected one of first, second"),
        ({"outcomes": [{"column": "first", "how": "most"}]}, "how = most: expected one of each, mean, sum"),
        ({"slack": -1}, "expected permutations and slack of nought or more"),
    ],
)
def test_what_is_asked_wrongly_is_refused(options: dict[str, Any], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        micro_synthetic(invented(9), **options)


def test_designs_that_do_not_fit_are_refused() -> None:
    asked = invented(10)
    for wrong, what in (
        (replace(asked, pooling="each"), "matched in sum"),
        (replace(asked, donors=()), "at least one donor"),
        (replace(asked, phase_in=3), "after the start"),
    ):
        with pytest.raises(PanelRefused, match=what):
            micro_synthetic(wrong)
    unknown = asked.panel.covariates["people"].copy()
    unknown[12] = np.nan
    panel = replace(asked.panel, covariates={"people": unknown})
    with pytest.raises(PanelRefused, match="people of unit a12: expected a number before the start"):
        micro_synthetic(replace(asked, panel=panel))


def test_same_seed_same_answer_and_progress_is_told() -> None:
    asked, told = invented(11), list[int]()
    first = micro_synthetic(asked, permutations=20, seed=4, progress=told.append)
    assert first.primary == micro_synthetic(asked, permutations=20, seed=4).primary
    assert sum(told) == 20


def test_p_by_lot_is_uniform_over_its_grid() -> None:
    p_values = []
    for seed in range(300):
        try:
            found = micro_synthetic(invented(seed, areas=40, treated=3, before=2), permutations=9, seed=seed)
        except NoWeights:  # what cannot be matched is not among the sets drawn either
            continue
        p_values.append(found.primary.p_value or 0)
    assert len(p_values) > 250
    for point in (0.1, 0.2, 0.5):
        error = np.sqrt(point * (1 - point) / len(p_values))
        assert np.mean(np.array(p_values) <= point + 1e-9) == pytest.approx(point, abs=3 * error)
