"""The method equals trying everything, up to 14 persons, whatever the conditions; and no answer breaks a condition."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gvi.science.messengers import MessengersResult, evaluate_choice, messengers, problem, solving
from tests.science.messengers.brute import Small

CHANCES = st.sampled_from([0.0, 0.25, 0.5, 0.8, 1.0])
WEIGHTS = st.sampled_from([0.0, 0.5, 1.0, 1.0, 2.0])


@st.composite
def problems(draw: st.DrawFn, *, expected: bool = False) -> Small:
    size = draw(st.integers(2, 14))
    everyone = [(one, other) for other in range(size) for one in range(other)]
    return Small(
        groups=draw(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=size, max_size=size)),
        eligible=draw(st.lists(st.sampled_from([True, True, False]), min_size=size, max_size=size)),
        ties=draw(st.frozensets(st.sampled_from(everyone), max_size=2 * size)),
        seats=draw(st.integers(1, 4)),
        weight=draw(st.lists(WEIGHTS, min_size=size, max_size=size)) if draw(st.booleans()) else [1.0] * size,
        chance=draw(st.lists(CHANCES, min_size=size, max_size=size)) if expected else None,
        apart=draw(st.frozensets(st.sampled_from(everyone), max_size=8)),
        steps=draw(st.sampled_from([1, 2])),
        per_group=draw(st.sampled_from([0, 1, 1, 2])),
        sessions=draw(st.sampled_from([1, 1, 2, 3])) if size <= 10 else 1,
    )


def solved(small: Small, *, prove: bool = True) -> MessengersResult:
    return messengers(
        small.people,
        small.pairs(small.ties, "source", "target"),
        apart=small.pairs(small.apart, "a", "b"),
        seats=small.seats,
        steps=small.steps,
        per_group=small.per_group,
        sessions=small.sessions,
        prove=prove,
        extras=False,
    )


def keeps_every_condition(small: Small, found: MessengersResult) -> None:
    told = evaluate_choice(
        small.people,
        small.pairs(small.ties, "source", "target"),
        found.messengers_by_session,
        apart=small.pairs(small.apart, "a", "b"),
        steps=small.steps,
        seats=small.seats,
        per_group=small.per_group,
    )
    assert told.broken == ()
    assert len(found.messengers_by_session) == small.sessions
    assert (told.reached, told.by_group) == (found.reached, found.by_group)
    assert told.reached_weight == pytest.approx(found.reached_weight)
    chosen = [small.names.index(one) for one in found.messengers]
    assert small.worth(chosen) == pytest.approx(found.reached_weight)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_the_answer_is_the_best_of_all(small: Small) -> None:
    best, found = small.best(), solved(small)
    if best is None:
        assert (found.status, found.messengers, found.bound) == ("infeasible", (), None)
        assert found.blocking
        return
    assert (found.status, found.gap) == ("optimal", 0)
    assert found.reached_weight == pytest.approx(best)
    keeps_every_condition(small, found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(expected=True))
def test_with_attendance_it_is_within_half_a_per_cent_and_the_bound_is_honest(small: Small) -> None:
    best, found = small.best(), solved(small)
    if best is None:
        assert found.status == "infeasible"
        return
    assert found.status in {"optimal", "optimal within 0.5 %"}
    assert found.bound is not None
    assert found.bound >= best - 1e-6
    assert found.reached_weight >= best / 1.005 - 1e-6
    keeps_every_condition(small, found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(), st.booleans())
def test_at_once_it_is_possible_and_its_bound_is_honest(small: Small, same: bool) -> None:
    best, found = small.best(), solved(small, prove=False)
    if best is None:
        assert found.status == "infeasible"
        return
    assert found.status == "feasible"
    assert found.bound is None or found.bound >= best - 1e-6
    assert found.reached_weight >= 0.5 * best or math.isclose(best, 0)
    keeps_every_condition(small, found)
    if same:
        assert found == solved(small, prove=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_too_large_to_hold_whole_it_is_pruned_and_the_bound_is_honest(small: Small) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(problem, "WHOLE_UP_TO", 0)
        patch.setattr(problem, "ROWS_AT_ONCE", 5)
        patch.setattr(solving, "PRUNED_ABOVE", 3)
        best, found = small.best(), solved(small)
    if best is None:
        assert found.status == "infeasible"
        return
    assert found.bound is not None
    assert found.bound >= best - 1e-6
    if found.status == "optimal":
        assert found.reached_weight == pytest.approx(best)
    keeps_every_condition(small, found)
