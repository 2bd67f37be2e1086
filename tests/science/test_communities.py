"""Groups in the data: planted groups are found again, the answer repeats, conflicts are refused, nobody is labelled."""

import json
from itertools import combinations
from typing import Any

import altair as alt
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.science import communities
from gvi.science.chart_theme import on_paper
from gvi.science.communities.partitions import moved
from gvi.science.frames import CellRefused, ColumnMissing

GROUPS = ("abcde", "fghi", "jkl")
RING = pl.DataFrame(
    [pair for group in GROUPS for pair in combinations(group, 2)] + [("e", "f"), ("i", "j"), ("l", "a")],
    schema=["source", "target"],
    orient="row",
)
labels = st.lists(st.integers(0, 3), min_size=2, max_size=12)


@pytest.mark.parametrize("persons", [5_000, 50_000])
def test_planted_groups_are_found_and_the_answer_repeats(persons: int) -> None:
    ties, truth = communities.planted(persons, seed=1)
    found = communities.find(ties, seed=1)
    again = communities.find(ties.sample(fraction=1, shuffle=True, seed=5), seed=1)
    assert found == again
    label = {person: at for at, group in enumerate(found.groups) for person in group}
    assert (
        communities.agreement(*(np.array([of[person] for person in truth]) for of in (truth, label))) >= 0.9
    )
    assert (found.n, found.ari, found.unstable) == (len(truth), None, ())


def test_clear_groups_are_found_whatever_the_seed() -> None:
    for seed in range(1, 6):
        found = communities.find(RING, seed)
        assert found.groups == tuple(tuple(group) for group in GROUPS)
        assert (found.n, found.ties, found.ari, found.unstable) == (12, 22, 1.0, ())


def test_under_five_hundred_the_two_methods_are_compared() -> None:
    ties, truth = communities.planted(300, seed=3)
    found = communities.find(ties)
    assert found.ari is not None
    assert 0 < found.ari < 1
    assert 0 < len(found.unstable) < found.n
    assert set(found.unstable) <= set(truth)


@settings(max_examples=50, deadline=None)
@given(labels, st.data())
def test_agreement_and_who_moved_hold_what_they_promise(one: list[int], data: Any) -> None:
    first = np.array(one)
    second = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(one), max_size=len(one))))
    assert communities.agreement(first, second) == pytest.approx(communities.agreement(second, first))
    assert communities.agreement(first, second) <= 1
    assert communities.agreement(first, 7 - first) == 1
    assert not moved(first, 7 - first).any()
    assert moved(first, second).any() == (communities.agreement(first, second) < 1)


def test_rows_of_one_pair_add_up_in_either_direction() -> None:
    twice = pl.DataFrame({"source": ["a", "b"], "target": ["b", "a"], "weight": [0.5, 1.0]})
    found = communities.find(twice)
    assert (found.ties, found.groups) == (1, (("a", "b"),))


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("kind", ["stated", "Conflict"], "a tie: a conflict is none"),
        ("weight", ["1", "0"], "a number over zero"),
        ("weight", ["1", "x"], "a number"),
        ("target", ["b", None], "a name or a number"),
        ("target", ["b", "Rut"], "another person than source"),
    ],
)
def test_a_row_that_is_no_tie_is_told_without_its_value(column: str, values: list[str], said: str) -> None:
    table = pl.DataFrame({"source": ["a", "Rut"], "target": ["b", "c"], column: values})
    with pytest.raises(CellRefused, match=f"column {column}, row 2: expected {said}") as refused:
        communities.find(table)
    assert (refused.value.value, "Rut" in str(refused.value)) == (None, False)


def test_a_missing_column_is_told() -> None:
    with pytest.raises(ColumnMissing, match="target"):
        communities.find(RING.drop("target"))


def test_no_ties_is_an_answer() -> None:
    found = communities.find(RING.clear())
    assert found.to_json() == {"n": 0, "groups": [], "ari": None, "unstable": []}
    assert found.table().is_empty()
    assert "n = 0" in found.sentence("en")


def test_the_answer_says_itself_as_a_question() -> None:
    found = communities.find(RING)
    assert json.loads(json.dumps(found.to_json())) == {
        "n": 12,
        "groups": [list(group) for group in GROUPS],
        "ari": 1.0,
        "unstable": [],
    }
    assert found.sentence() == (
        "Grupper om minst tre i banden mellan 12 personer: 3; den största har 5. En annan metod placerar 0 av dem "
        "annorlunda (överensstämmelse 1,00, där 1 är fullständig). Det är en fråga till gruppgenomgången, inte ett "
        "svar om någon person (n = 12 personer, 22 band)."
    )
    assert found.table().row(0) == (1, "a", False)
    chart = on_paper(found.chart("en"))
    alt.Chart.from_dict(json.loads(json.dumps(chart)))
    assert [row["value"] for row in chart["data"]["values"]] == [0, 0, 2, 1, 0, 0, 0]
