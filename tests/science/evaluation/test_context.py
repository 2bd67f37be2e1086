"""The context is read with the row that is wrong, and a written month lasts to its last day."""

from datetime import date

import polars as pl
import pytest

from gvi.science.evaluation.context import read_context
from gvi.science.frames import CellRefused, ColumnMissing


def test_times_are_days_or_written_as_in_the_panel() -> None:
    rows = {"label": ["B", "A"], "start": ["2024Q1", "2023-W01"], "end": ["2024-02", None]}
    first, second = read_context(pl.DataFrame(rows))
    assert (first.label, first.start, first.end) == ("A", date(2023, 1, 2), None)
    assert (second.start, second.end) == (date(2024, 1, 1), date(2024, 2, 29))


def test_a_column_of_dates_is_read_too() -> None:
    rows = pl.DataFrame({"label": ["Lag"], "start": [date(2023, 10, 1)]})
    assert read_context(rows)[0].start == date(2023, 10, 1)


@pytest.mark.parametrize(
    ("start", "end", "row"), [("2024-13", "", 2), ("", "", 2), ("2024-05", "2024-01", 2), ("2024-01", "x", 2)]
)
def test_a_wrong_cell_is_told_with_its_row(start: str, end: str, row: int) -> None:
    rows = pl.DataFrame({"label": ["A", "B"], "start": ["2023-01", start], "end": ["2023-02", end]})
    with pytest.raises(CellRefused) as refused:
        read_context(rows)
    assert refused.value.row == row


def test_a_missing_column_is_told() -> None:
    with pytest.raises(ColumnMissing):
        read_context(pl.DataFrame({"label": ["A"]}))
