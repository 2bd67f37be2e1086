"""Counts that rise and fall, published again and again: nobody learns a small number or a small change (T26)."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.science.disclosure_control import LEAST, TOTAL, Suppressed, suppress_standing

quarters = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=6)


def published(counts: list[tuple[int, int]]) -> list[Suppressed]:
    """The tables of quarter after quarter."""
    tables: list[Suppressed] = []
    for largest, others in counts:
        tables.append(suppress_standing({"largest": largest, "others": others}, tables))
    return tables


def shown(table: Suppressed) -> dict[str | None, int]:
    """What a reader sees in figures."""
    return {cell.row: cell.value for cell in table.cells if cell.value is not None}


@settings(max_examples=60, deadline=None)
@given(quarters)
def test_t26_no_number_under_five_is_shown_and_none_is_false(counts: list[tuple[int, int]]) -> None:
    for (largest, others), table in zip(counts, published(counts), strict=True):
        true = {"largest": largest, "others": others, TOTAL: largest + others}
        for row, value in shown(table).items():
            assert value == true[row]
            assert value >= LEAST


@settings(max_examples=60, deadline=None)
@given(quarters)
def test_t26_numbers_shown_after_each_other_lie_at_least_five_apart(counts: list[tuple[int, int]]) -> None:
    tables = published(counts)
    for row in ("largest", "others", TOTAL):
        values = [value for table in tables if (value := shown(table).get(row)) is not None]
        assert all(abs(one - other) >= LEAST for one, other in pairwise(values))


@settings(max_examples=60, deadline=None)
@given(quarters)
def test_t26_what_is_hidden_cannot_be_reckoned_from_the_sum(counts: list[tuple[int, int]]) -> None:
    for table in published(counts):
        seen = shown(table)
        assert len(seen) != 2 or TOTAL not in seen


def test_what_has_not_moved_is_hidden_and_so_is_what_would_give_it_away() -> None:
    first, second = published([(31, 12), (31, 12)])
    assert shown(first) == {"largest": 31, "others": 12, TOTAL: 43}
    assert shown(second) == {}


def test_the_sum_alone_may_be_shown_when_it_has_moved_enough() -> None:
    _first, second = published([(31, 12), (33, 17)])
    assert shown(second) == {TOTAL: 50}


def test_a_later_table_is_compared_with_what_was_last_shown_not_with_what_was_hidden() -> None:
    _first, second, third = published([(31, 12), (33, 14), (37, 18)])
    assert shown(second) == {}
    assert shown(third) == {"largest": 37, "others": 18, TOTAL: 55}


def test_a_table_is_stored_and_read_back() -> None:
    table = suppress_standing({"all": 41})
    assert Suppressed.from_json(table.to_json()) == table
    assert table.shown(TOTAL) == "41"
