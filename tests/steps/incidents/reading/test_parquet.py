"""Parquet with text, numbers, dates and moments, with and without a time zone."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import polars as pl
import pytest

from gvi.steps.incidents.reading import FileRefused
from tests.steps.incidents.reading.helpers import read_all

ROWS = 3
BASE = pl.DataFrame(
    {
        "Händelse": ["skjutning"] * ROWS,
        "Döda": [0, 1, None],
        "Lat": [59.1, 59.2, None],
        "Long": [15.0, 15.5, None],
    }
)


def read_frame(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    frame.write_parquet(path / "blad.parquet")
    rows, refused = read_all(path / "blad.parquet", "parquet")
    assert not refused
    return rows


@pytest.mark.parametrize(
    ("dates", "precision"),
    [
        (pl.Series([date(2026, 3, 4)] * ROWS), "day"),
        (pl.Series([datetime(2026, 3, 4, 22, 40)] * ROWS), "minute"),  # noqa: DTZ001
        (pl.Series([datetime(2026, 3, 4, 21, 40, tzinfo=UTC)] * ROWS), "minute"),
        (pl.Series(["4 mars 2026 kl 22.40"] * ROWS), "minute"),
    ],
)
def test_dates_and_moments(tmp_path: Path, dates: pl.Series, precision: str) -> None:
    rows = read_frame(tmp_path, BASE.with_columns(dates.alias("Datum")))
    assert set(rows["precision"]) == {precision}
    expected = (
        datetime(2026, 3, 3, 23, tzinfo=UTC)
        if precision == "day"
        else datetime(2026, 3, 4, 21, 40, tzinfo=UTC)
    )
    assert set(rows["occurred_at"]) == {expected}
    assert rows["dead"].to_list() == [0, 1, 0]
    assert rows["longitude"].to_list() == [15.0, 15.5, None]


def test_time_in_its_own_column_and_row_numbers(tmp_path: Path) -> None:
    frame = BASE.with_columns(pl.lit(date(2026, 3, 4)).alias("Datum"), pl.lit(time(22, 40)).alias("Tid"))
    rows = read_frame(tmp_path, frame)
    assert set(rows["precision"]) == {"minute"}
    assert rows["row"].to_list() == [2, 3, 4]


@pytest.mark.parametrize(
    "column", [pl.Series([[1]] * ROWS), pl.Series([b"x"] * ROWS), pl.Series([{"a": 1}] * ROWS)]
)
def test_column_that_is_no_cell_is_refused_by_name(tmp_path: Path, column: pl.Series) -> None:
    BASE.with_columns(column.alias("Datum")).write_parquet(tmp_path / "blad.parquet")
    with pytest.raises(FileRefused, match="Datum"):
        read_all(tmp_path / "blad.parquet", "parquet")


@pytest.mark.parametrize("cut", [5, 100, -4, -8, -100])
def test_cut_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "blad.parquet"
    BASE.with_columns(pl.lit("2026-03-04").alias("Datum")).write_parquet(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FileRefused):
        read_all(path, "parquet")
