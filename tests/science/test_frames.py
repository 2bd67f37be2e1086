"""Tables as they come: three kinds of frame read alike, an error names column and row, a value only if it may."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from gvi.science.frames import CellRefused, ColumnMissing, days, frame, moments, numbers, texts

ROWS = {"id": ["a", "b"], "n": ["1", "x"]}


@pytest.mark.parametrize("table", [pl.DataFrame(ROWS), pd.DataFrame(ROWS), pa.table(ROWS)])
def test_polars_pandas_and_arrow_read_alike(table: Any) -> None:
    assert frame(table, ["n"], optional=["id", "other"]).to_dict(as_series=False) == {
        "n": ["1", "x"],
        "id": ["a", "b"],
    }


def test_a_missing_column_is_named_with_those_needed_and_never_those_found() -> None:
    table = pl.DataFrame({"n": ["1"], "Rut Hemlig": ["x"]})
    with pytest.raises(ColumnMissing) as raised:
        frame(table, ["n", "date"])
    said = "column date is missing: expected the headings n, date among the 2 there are"
    assert (str(raised.value), raised.value.needed) == (said, ("n", "date"))
    with pytest.raises(ColumnMissing, match="column date is missing: expected the heading date among the 2"):
        days(table, "date")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TypeError):
        frame({"n": [1]}, ["n"])


def test_a_wrong_cell_is_told_with_its_row_and_the_value_unless_sealed() -> None:
    table = pl.DataFrame(ROWS)
    with pytest.raises(CellRefused, match=r"^column n, row 2, value 'x': expected a number$"):
        numbers(table, "n")
    with pytest.raises(CellRefused, match=r"^column n, row 2: expected a number$") as refused:
        numbers(table, "n", sealed=True)
    assert refused.value.value is None


@pytest.mark.parametrize(
    ("given", "read"), [([1, 20], ["1", "20"]), ([1.0, 20.0], ["1", "20"]), ([" 01", "b "], ["01", "b"])]
)
def test_an_id_is_text_and_loses_nothing_but_its_point_zero(given: list[Any], read: list[str]) -> None:
    assert texts(pl.DataFrame({"id": given}), "id").to_list() == read


@pytest.mark.parametrize("given", [["a", ""], ["a", None], [1.0, 1.5], [1.0, float("nan")], ["a", "  "]])
def test_an_empty_or_broken_id_is_refused(given: list[Any]) -> None:
    with pytest.raises(CellRefused, match="row 2"):
        texts(pl.DataFrame({"id": given}), "id")


@pytest.mark.parametrize("given", [["1", "-1"], [1.0, float("nan")], [1, None], [1.0, float("inf")]])
def test_a_number_is_finite_and_not_under_the_least(given: list[Any]) -> None:
    with pytest.raises(CellRefused, match="row 2"):
        numbers(pl.DataFrame({"n": given}), "n", least=0)


def test_days_and_moments_are_swedish_and_never_guessed() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    table = pl.DataFrame({"at": [late], "iso": ["2026-11-23T22:40:10"], "american": ["11/23/2026"]})
    assert days(table, "at").to_list() == [date(2026, 11, 24)]
    assert moments(table, "at").to_list() == [datetime(2026, 11, 24, 0, 30)]  # noqa: DTZ001
    assert days(table, "iso").to_list() == [date(2026, 11, 23)]
    assert moments(table, "iso").to_list() == [datetime(2026, 11, 23, 22, 40, 10)]  # noqa: DTZ001
    assert days(table, "american", date_format="%m/%d/%Y").to_list() == [date(2026, 11, 23)]
    with pytest.raises(CellRefused, match="expected a date written 2026-11-23"):
        days(table, "american")


@pytest.mark.parametrize("written", ["2026-1-1", "2026-13-40", "20260101", "2026-11-23x", "", 20260101])
@pytest.mark.parametrize("read", [days, moments])
def test_what_is_no_date_is_refused(written: Any, read: Any) -> None:
    with pytest.raises(CellRefused, match="row 1"):
        read(pl.DataFrame({"at": [written]}), "at")
