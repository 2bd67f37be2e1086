"""Small numbers: an attacker with all that is shown never narrows a hidden one too far, and nothing else is hidden."""

import re
from itertools import product

import altair as alt
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from gvi.science.chart_theme import on_paper
from gvi.science.disclosure_control import Suppressed, shown, suppress
from gvi.science.frames import CellRefused

LARGE = 10_000
COUNTS = st.integers(0, 14)
SMALL_TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=4)
)


def long(values: list[list[int]]) -> pl.DataFrame:
    cells = [(f"r{i}", f"c{j}", n) for i, row in enumerate(values) for j, n in enumerate(row)]
    return pl.DataFrame(cells, schema={"group": pl.String, "what": pl.String, "n": pl.Int64}, orient="row")


def hide(values: list[list[int]], earlier: Suppressed | None = None) -> Suppressed:
    return suppress(long(values), rows="group", columns="what", value="n", earlier=earlier)


def true_value(values: list[list[int]], row: str | None, column: str | None) -> int:
    rows = [values[int(row[1:])]] if row else values
    return sum(line[int(column[1:])] if column else sum(line) for line in rows)


class Attacker:
    """Knows the shown numbers, the words on the others, and that sums are sums; written apart from the product.

    Unknown are only the inner numbers of each table (whole numbers); every sum is written out from them.
    """

    def __init__(self, *tables: Suppressed) -> None:
        self.inner = [(t, r, c) for t, table in enumerate(tables) for r in table.rows for c in table.columns]
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        for number, table in enumerate(tables):
            for cell in table.cells:
                self._learn(
                    self.sum_of(number, cell.row, cell.column), *self._said(table, cell.state, cell.value)
                )
        for number in range(1, len(tables)):
            for cell in tables[number].cells:
                now, before = (self.sum_of(n, cell.row, cell.column) for n in (number, number - 1))
                self._learn(now - before, 0, LARGE)

    def sum_of(self, number: int, row: str | None, column: str | None) -> np.ndarray:
        return np.array(
            [float(t == number and row in (None, r) and column in (None, c)) for t, r, c in self.inner]
        )

    def ends(self, number: int, row: str | None, column: str | None) -> tuple[int, int]:
        aim = self.sum_of(number, row, column)
        found = [self._least(sign * aim) for sign in (1, -1)]
        return round(found[0]), round(-found[1])

    def _least(self, aim: np.ndarray) -> float:
        solved = milp(
            aim,
            integrality=np.ones(len(aim), dtype=np.int64),
            bounds=Bounds(0, LARGE),
            constraints=LinearConstraint(np.array(self.rows), np.array(self.low), np.array(self.high)),
        )
        assert solved.status == 0, solved.message
        return float(solved.fun)

    def _learn(self, line: np.ndarray, low: float, high: float) -> None:
        self.rows.append(line)
        self.low.append(low)
        self.high.append(high)

    @staticmethod
    def _said(table: Suppressed, state: str, value: int | None) -> tuple[float, float]:
        if value is not None:
            return value, value
        if state == "under":
            return 0, table.least - 1
        return (table.least if table.labelled else 0), LARGE


def check(values: list[list[int]], tables: list[Suppressed]) -> None:
    """The last of ``tables`` was made from ``values``; its hidden numbers stay apart."""
    attacker, last = Attacker(*tables), len(tables) - 1
    for cell in tables[last].cells:
        value = true_value(values, cell.row, cell.column)
        if cell.value is not None:
            assert cell.value == value >= tables[last].least
            continue
        low, high = attacker.ends(last, cell.row, cell.column)
        assert low <= value <= high
        assert high - low >= (2 if value < tables[last].least else 1), (cell, low, high)


@given(SMALL_TABLES)
@settings(max_examples=30, deadline=None)
def test_t26_no_hidden_number_is_narrowed_by_sums_and_words(values: list[list[int]]) -> None:
    check(values, [hide(values)])


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=4, max_size=4))
@settings(max_examples=25, deadline=None)
def test_t26_no_hidden_number_is_narrowed_by_the_table_before(cells: list[tuple[int, int]]) -> None:
    before = [[cells[2 * row + column][0] for column in range(2)] for row in range(2)]
    now = [[sum(cells[2 * row + column]) for column in range(2)] for row in range(2)]
    earlier = hide(before)
    later = hide(now, earlier)
    check(now, [earlier, later])
    attacker = Attacker(earlier, later)
    for old, new in zip(earlier.cells, later.cells, strict=True):
        if old.value is not None and new.value is not None:
            assert new.value - old.value >= 5
        if old.state == "under":
            low, high = attacker.ends(0, old.row, old.column)
            assert high - low >= 2


@given(st.lists(st.integers(5, 40), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_a_table_without_small_numbers_is_unchanged(counts: list[int]) -> None:
    kept = hide([counts])
    assert [cell.value for cell in kept.cells] == [*counts, sum(counts), *counts, sum(counts)]
    assert kept.sentence("en") == f"No number needs to be hidden. n = {sum(counts)}."


@given(st.lists(COUNTS, min_size=2, max_size=5))
@settings(max_examples=20, deadline=None)
def test_no_smaller_choice_of_numbers_would_do_in_a_list(counts: list[int]) -> None:
    """Against brute force: fewest numbers, told apart by words, that leave every small one three values."""
    listed = suppress(
        pl.DataFrame({"g": [f"r{i}" for i in range(len(counts))], "n": counts}), rows="g", value="n"
    )
    truth = [*counts, sum(counts)]
    enough = [
        sum(hidden)
        for hidden in product((False, True), repeat=len(truth))
        if all(h or value >= 5 for h, value in zip(hidden, truth, strict=True)) and _holds(truth, hidden)
    ]
    assert listed.labelled
    assert sum(cell.value is None for cell in listed.cells) == min(enough)


def _holds(truth: list[int], hidden: tuple[bool, ...]) -> bool:
    ends = [(v, v) if not h else ((0, 4) if v < 5 else (5, 200)) for v, h in zip(truth, hidden, strict=True)]
    *parts, whole = ends
    for place, (low, high) in enumerate(ends):
        others = [end for number, end in enumerate(parts) if number != place]
        least, most = (sum(end[side] for end in others) for side in (0, 1))
        if place < len(parts):
            low, high = max(low, whole[0] - most), min(high, whole[1] - least)
        else:
            low, high = max(low, least), min(high, most)
        if hidden[place] and high - low < (2 if truth[place] < 5 else 1):
            return False
    return True


def test_where_the_words_would_tell_every_hidden_number_has_the_same() -> None:
    told = hide([[1, 4]] * 4)
    assert not told.labelled
    assert {told.shown("r0", "c0"), told.shown("r0", "c1")} == {"döljs"}
    assert "under" not in str(told.table()["shown"].to_list())


def test_nought_is_hidden_but_what_can_not_occur_is_a_dash() -> None:
    table = pl.DataFrame({"g": ["a", "b", "c"], "n": [0, 20, None]})
    told = suppress(table, rows="g", value="n")
    assert [told.shown(row) for row in ("a", "b", "c", None)] == ["under 5", "20", "–", "döljs"]


def test_a_combination_left_out_is_hidden_as_nought() -> None:
    table = long([[10, 20], [30, 40]]).filter(~((pl.col("group") == "r0") & (pl.col("what") == "c1")))
    assert suppress(table, rows="group", columns="what", value="n").shown("r0", "c1") == "under 5"


def test_no_hidden_number_is_in_anything_that_is_made_from_it() -> None:
    values = [[61, 3, 75], [81, 98, 89], [30, 47, 56]]
    told = hide(values)
    everything = f"{told} {told.to_json()} {told.table()} {told.chart()} {told.chart('en')}"
    hidden = [true_value(values, cell.row, cell.column) for cell in told.cells if cell.value is None]
    written = set(re.findall(r"\d+", everything))
    assert len(hidden) == 4
    assert not {str(value) for value in hidden} & written
    assert Suppressed.from_json(told.to_json()) == told
    alt.Chart.from_dict(on_paper(told.chart()))


def test_the_threshold_may_be_raised_never_lowered() -> None:
    assert shown(9, least=10) == "under 10"
    assert shown(1234, lang="en") == "1,234"
    with pytest.raises(ValueError, match="at least 5, got 4"):
        shown(9, least=4)
    with pytest.raises(ValueError, match="at least 5, got 3"):
        suppress(long([[9]]), rows="group", columns="what", value="n", least=3)


def test_an_earlier_table_of_other_counts_is_refused_without_its_numbers() -> None:
    with pytest.raises(ValueError, match="row r0, column c0: expected the same counts") as refused:
        hide([[20, 30]], hide([[21, 22]]))
    assert "21" not in str(refused.value)


@pytest.mark.parametrize("count", [-1, 2.5])
def test_a_count_that_is_none_is_refused_without_its_value(count: float) -> None:
    with pytest.raises(CellRefused, match=r"^column n, row 2: expected a") as refused:
        suppress(pl.DataFrame({"g": ["a", "b"], "n": [7.0, count]}), rows="g", value="n")
    assert refused.value.value is None
    with pytest.raises(CellRefused, match="each combination once"):
        suppress(pl.DataFrame({"g": ["a", "a"], "n": [7, 8]}), rows="g", value="n")
