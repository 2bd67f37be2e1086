"""Counts of persons: no small count can be read, or worked out, from anything that an answer becomes."""

import json
import math
from dataclasses import replace

import numpy as np

from gvi.science.evaluation.hiding import without_small_counts
from gvi.science.evaluation.result import Evaluation, Point
from tests.science.evaluation.answers import BEFORE, MONTHS, answer, point, result

MANY = [9.0, 12.0, 3.0, 8.0, 7.0, 11.0]


def counted(after: list[float], before: float = 9.0) -> Evaluation:
    """An answer whose months before the start all have ``before`` and those after have ``after`` again and again."""
    values = [before] * BEFORE + [after[at % len(after)] for at in range(len(MONTHS) - BEFORE)]
    return answer(result(series=tuple(point(at, value) for at, value in enumerate(values))))


def hidden(found: Evaluation) -> list[str]:
    return [one.time for one in found.primary.series if math.isnan(one.observed)]


def test_a_small_month_is_hidden_and_never_alone_in_its_span() -> None:
    found = without_small_counts(counted(MANY))
    small = {MONTHS[at] for at in range(BEFORE, len(MONTHS)) if MANY[(at - BEFORE) % 6] < 5}
    assert small <= set(hidden(found))
    first = [time for time in hidden(found) if time <= "2023-12"]
    assert len(first) >= 2
    assert not [time for time in hidden(found) if time < "2023-07"]


def test_nothing_that_would_give_one_month_away_is_left() -> None:
    found = without_small_counts(counted(MANY))
    assert found.primary.event_study == ()
    assert all(placebo.gap == () for placebo in found.primary.placebos)
    assert all(one.counterfactual == round(one.counterfactual or 0) for one in found.primary.series)


def test_json_holds_null_for_what_is_hidden() -> None:
    found = without_small_counts(counted(MANY))
    made = found.to_json()
    json.dumps(made, allow_nan=False)
    series = {one["time"]: one["observed"] for one in made["results"][0]["series"]}
    assert {time for time, value in series.items() if value is None} == set(hidden(found))
    assert "small_counts" in [note["code"] for note in made["diagnostics"]["notes"]]


def test_a_period_with_few_persons_takes_the_periods_with_it() -> None:
    values = [9.0] * BEFORE + [0.0] * 6 + [9.0] * 12
    few = answer(result(series=tuple(point(at, value) for at, value in enumerate(values))))
    found = without_small_counts(few)
    assert found.primary.effects_by_period == ()
    assert found.primary.estimate is not None


def test_few_persons_in_all_take_the_whole_answer_with_them() -> None:
    found = without_small_counts(counted([0.0]))
    assert (found.primary.estimate, found.primary.series) == (None, ())
    assert "talen döljs, så att inga små antal kan läsas eller räknas fram" in found.sentence()


def test_it_is_cleaned_once() -> None:
    found = without_small_counts(counted(MANY))
    assert without_small_counts(found) is found


def test_small_whole_numbers_among_the_checks_are_left_out() -> None:
    found = answer(diagnostics={"events": 3, "lots": 40, "rows": [1, 2], "linear": True})
    assert without_small_counts(found).diagnostics == {"events": None, "lots": 40, "linear": True}


def several(*outcomes: list[float]) -> Evaluation:
    """An answer of outcomes with these counts, month by month."""
    made = [
        result(
            outcome=f"utfall {at}", series=tuple(point(month, value) for month, value in enumerate(values))
        )
        for at, values in enumerate(outcomes)
    ]
    return replace(answer(made[0]), results=tuple(made))


def test_t26_no_hidden_count_is_had_by_subtraction_between_outcomes() -> None:
    random = np.random.default_rng(3)
    other, group = random.poisson(9.0, len(MONTHS)), random.poisson(4.0, len(MONTHS))
    found = without_small_counts(several(*(part.tolist() for part in (other + group, other, group))))
    total, rest, few = ([one.observed for one in outcome.series] for outcome in found.results)
    assert any(math.isnan(value) for value in few)
    assert any(not math.isnan(value) for value in few)
    had = [one - two for one, two, three in zip(total, rest, few, strict=True) if math.isnan(three)]
    assert all(math.isnan(value) for value in had)
    assert min(value for value in [*total, *rest, *few] if not math.isnan(value)) >= 5


def test_t26_beside_an_outcome_of_which_all_is_hidden_only_one_is_told() -> None:
    few = [1.0] * BEFORE + [0.0] * 18
    found = without_small_counts(several([12.0] * len(MONTHS), [12.0 - value for value in few], few))
    assert [one.estimate is None for one in found.results] == [False, True, True]
    assert [len(one.series) for one in found.results] == [len(MONTHS), 0, 0]


def test_t26_a_period_with_few_in_one_outcome_is_told_in_none() -> None:
    few = [9.0] * BEFORE + [0.0] * 6 + [9.0] * 12
    found = without_small_counts(several([20.0] * len(MONTHS), [20.0 - value for value in few], few))
    assert [one.effects_by_period for one in found.results] == [(), (), ()]


def test_t26_the_whole_less_what_is_shown_gives_no_small_sum() -> None:
    few = [9.0] * BEFORE + [0.0] * 6 + [9.0] * 12
    shown = without_small_counts(several(few)).primary.series[BEFORE:]
    assert sum(value for one, value in zip(shown, few[BEFORE:], strict=True) if math.isnan(one.observed)) >= 5
    long = [9.0] * BEFORE + [0.0] * 18 + [9.0] * 18
    points = tuple(Point(str(at), value, 9.0) for at, value in enumerate(long))
    found = without_small_counts(answer(result(series=points, effects_by_period=()), start=str(BEFORE)))
    assert all(math.isnan(one.observed) for one in found.primary.series[BEFORE:])
