"""The conflict map's places: nothing on top of anything, the same for the same facts, whatever the day."""

from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gvi.science.conflict_layout import HEIGHT, WIDTH, Kind, cell, layout

KINDS: tuple[Kind, ...] = ("conflict", "alliance", "uncertain")
Facts = tuple[list[str], list[tuple[str, str, Kind]]]


def city(groups: int, relations: int, seed: int) -> Facts:
    chance = Random(seed)
    names = [f"G{number}" for number in range(groups)]
    pairs = {tuple(sorted(chance.sample(names, 2))) for _ in range(relations)}
    return names, [(one, other, chance.choice(KINDS)) for one, other in sorted(pairs)]


def overlaps(places: dict[str, tuple[float, float]]) -> int:
    at = np.array(list(places.values()))
    wide, high = cell(len(at))
    apart = np.abs(at[:, None] - at[None])
    close: NDArray[np.bool_] = (apart[..., 0] < wide - 0.5) & (apart[..., 1] < high - 0.5)
    return int(np.triu(close, 1).sum())


@pytest.mark.parametrize("groups", [2, 5, 12, 20, 30])
@pytest.mark.parametrize("density", [0.0, 0.6, 1.2, 2.0])
def test_no_circle_or_name_lies_on_another_and_none_outside(groups: int, density: float) -> None:
    for seed in range(8):
        places = layout(*city(groups, int(groups * density), seed))
        assert len(places) == groups
        assert overlaps(places) == 0
        assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places.values())


@given(st.integers(2, 12), st.integers(0, 15), st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_is_of_no_matter(
    groups: int, relations: int, seed: int, order: Random
) -> None:
    names, pairs = city(groups, relations, seed)
    first = layout(names, pairs)
    order.shuffle(names)
    order.shuffle(pairs)
    assert layout(names, [(other, one, kind) for one, other, kind in pairs]) == first


def test_two_hundred_groups_are_placed_at_once_and_hardly_touch() -> None:
    names, pairs = city(200, 300, 1)
    began = process_time()
    places = layout(names, pairs)
    assert process_time() - began < 2  # 0.1 s of work; the rest is a machine that has others to serve
    assert overlaps(places) <= 40


def test_groups_without_relations_stand_in_rows_below_the_others() -> None:
    names, pairs = city(10, 12, 3)
    places = layout([*names, "Y1", "Y2", "Y3"], pairs)
    tied = {name for one, other, _ in pairs for name in (one, other)}
    lowest = max(places[name][1] for name in tied)
    assert {places[name][1] for name in ("Y1", "Y2", "Y3")} == {places["Y1"][1]}
    assert places["Y1"][1] > lowest


def test_clusters_stand_side_by_side() -> None:
    places = layout(
        list("abcdef"),
        [("a", "b", "conflict"), ("b", "c", "conflict"), ("d", "e", "conflict"), ("e", "f", "conflict")],
    )
    first, second = ([places[name][0] for name in names] for names in ("abc", "def"))
    assert max(first) < min(second) or max(second) < min(first)


def test_allies_stand_nearer_than_enemies() -> None:
    places = {
        name: np.array(at)
        for name, at in layout("abc", [("a", "b", "alliance"), ("b", "c", "conflict")]).items()
    }
    assert np.linalg.norm(places["a"] - places["b"]) < np.linalg.norm(places["b"] - places["c"])


def test_several_relations_between_two_groups_count_as_the_shortest() -> None:
    both = layout("abc", [("a", "b", "conflict"), ("b", "a", "alliance"), ("b", "c", "conflict")])
    assert both == layout("abc", [("a", "b", "alliance"), ("b", "c", "conflict")])


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "z")])
def test_a_relation_needs_two_groups_of_the_map(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="expected two different groups among those given"):
        layout("ab", [(*pair, "conflict")])


def test_nothing_gives_nothing() -> None:
    assert layout([], []) == {}
