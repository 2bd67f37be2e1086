"""A count that rises and falls, published again and again: nobody learns a small number or a small change (T26)."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.science.disclosure_control import LEAST, TOTAL, Suppressed, suppress_standing

quarters = st.lists(st.integers(0, 40), min_size=1, max_size=8)
MOST = 60


def published(counts: list[int]) -> list[Suppressed]:
    """The tables of quarter after quarter."""
    tables: list[Suppressed] = []
    for count in counts:
        tables.append(suppress_standing(count, tables))
    return tables


def shown(tables: list[Suppressed]) -> list[int]:
    """What a reader sees in figures."""
    values = (table.cell(TOTAL).value for table in tables)
    return [value for value in values if value is not None]


@settings(max_examples=200, deadline=None)
@given(quarters)
def test_t26_no_number_under_five_is_shown_and_none_is_false(counts: list[int]) -> None:
    for count, table in zip(counts, published(counts), strict=True):
        for cell in table.cells:
            assert cell.value is None or cell.value == count >= LEAST


@settings(max_examples=200, deadline=None)
@given(quarters)
def test_t26_no_two_shown_numbers_ever_lie_one_to_four_apart(counts: list[int]) -> None:
    values = shown(published(counts))
    assert all(abs(one - other) not in range(1, LEAST) for one, other in combinations(values, 2))


@settings(max_examples=100, deadline=None)
@given(quarters)
def test_t26_what_is_hidden_can_be_at_least_five_numbers(counts: list[int]) -> None:
    tables = published(counts)
    for place, table in enumerate(tables):
        if not shown([table]):
            possible = [n for n in range(MOST) if suppress_standing(n, tables[:place]) == table]
            assert len(possible) >= LEAST


def test_t26_a_number_is_compared_with_all_that_were_shown_and_not_only_the_last() -> None:
    assert shown(published([50, 62, 52])) == [50, 62]


def test_t26_under_five_is_not_told_beside_a_number_that_was_shown() -> None:
    first, second = published([3, 5])
    assert (first.shown(TOTAL), second.shown(TOTAL)) == ("under 5", "5")
    assert published([5, 0])[1].shown(TOTAL) == published([5, 4])[1].shown(TOTAL) == "döljs"


def test_what_has_not_moved_is_hidden() -> None:
    assert shown(published([43, 43, 47])) == [43]


def test_the_threshold_is_never_lowered() -> None:
    with pytest.raises(ValueError, match="least"):
        suppress_standing(12, least=4)


def test_a_table_is_stored_and_read_back() -> None:
    table = suppress_standing(41)
    assert Suppressed.from_json(table.to_json()) == table
    assert table.shown(TOTAL) == table.shown("all") == "41"
