"""Tables as they come, made ready for counting: Polars, pandas or Arrow in, one Polars frame out (science.md, intro).

Every method of this floor reads its columns here, so that each says in the same words which column and row is wrong and
what was expected. A row is counted from one, the heading left out. Where a table may hold persons the caller asks for
``sealed``, and the value itself is in no error. Nor is a heading that was found: a file without headings has its first
row, and the persons in it, for headings.
"""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

ISO_DAY = "%Y-%m-%d"
DAY_THEN_HOUR = r"^(\d{4}-\d{2}-\d{2})(?:[ T].*)?$"
SWEDISH_ZONE = "Europe/Stockholm"


class ColumnMissing(ValueError):
    """The table lacks a column that the method needs. Of those it has only their number ``columns`` is told."""

    def __init__(self, column: str, needed: Sequence[str], columns: int) -> None:
        self.column, self.needed, self.columns = column, tuple(needed), columns
        headings = f"the heading{'s' * (len(needed) > 1)} {', '.join(needed)}"
        super().__init__(f"column {column} is missing: expected {headings} among the {columns} there are")


class CellRefused(ValueError):
    """One cell is not as it must be. ``row`` counts from one, the heading left out; a sealed cell has no value."""

    def __init__(
        self, column: str, row: int, expected: str, value: object = None, *, sealed: bool = False
    ) -> None:
        self.column, self.row, self.expected = column, row, expected
        self.value = None if sealed else value
        shown = "" if sealed else f", value {value!r}"
        super().__init__(f"column {column}, row {row}{shown}: expected {expected}")


def frame(data: Any, columns: Sequence[str] = (), optional: Sequence[str] = ()) -> pl.DataFrame:
    """Take the named columns of a Polars or pandas frame or an Arrow table; none named takes all.

    Raises ``ColumnMissing`` for the first of ``columns`` that is absent, and ``TypeError`` for what is no table.

    >>> frame(pl.DataFrame({"a": [1], "b": [2], "c": [3]}), ["b"], optional=["a", "z"]).columns
    ['b', 'a']
    """
    table: pl.DataFrame = nw.from_native(data, eager_only=True).to_polars()
    for column in columns:
        if column not in table.columns:
            raise ColumnMissing(column, columns, table.width)
    chosen = [*columns, *(column for column in optional if column in table.columns)]
    return table.select(chosen) if chosen else table


def texts(table: pl.DataFrame, column: str, *, sealed: bool = False) -> pl.Series:
    """Read a column of names or ids as text, stripped; an integral number loses its ``.0``; an empty cell is refused.

    >>> texts(pl.DataFrame({"id": [7.0, 12.0]}), "id").to_list()
    ['7', '12']
    """
    given = _column(table, column)
    if given.dtype.is_float():
        whole = given.cast(pl.Int64, strict=False)
        read = pl.select(
            pl.when(pl.lit(whole) == pl.lit(given)).then(pl.lit(whole).cast(pl.String)).otherwise(None)
        ).to_series()
    else:
        read = given.cast(pl.String).str.strip_chars()
    wrong = read.is_null() | (read == "").fill_null(value=True)
    refuse(given, wrong, "a name or a number, not an empty cell", sealed=sealed)
    return read.rename(column)


def numbers(
    table: pl.DataFrame, column: str, *, least: float | None = None, sealed: bool = False
) -> pl.Series:
    """Read a column of finite numbers (Float64), none under ``least``; text is read with a decimal point.

    >>> numbers(pl.DataFrame({"n": ["1", "2.5"]}), "n", least=0).to_list()
    [1.0, 2.5]
    """
    given = _column(table, column)
    read = _stripped(given).cast(pl.Float64, strict=False)
    wrong = ~read.is_finite().fill_null(value=False)
    expected = "a number"
    if least is not None:
        wrong |= (read < least).fill_null(value=True)
        expected = f"a number of at least {least:g}"
    refuse(given, wrong, expected, sealed=sealed)
    return read.rename(column)


def days(table: pl.DataFrame, column: str, *, date_format: str = ISO_DAY, sealed: bool = False) -> pl.Series:
    """Read a column of days (Date). Text must follow ``date_format``: 2026-11-23 unless said; an hour after it is cut.

    >>> days(pl.DataFrame({"day": ["2026-11-23", "2026-11-24 22:40"]}), "day").to_list()[1]
    datetime.date(2026, 11, 24)
    """
    given = _column(table, column)
    iso = date_format == ISO_DAY
    if given.dtype == pl.String:
        written = _stripped(given)
        read = (written.str.extract(DAY_THEN_HOUR) if iso else written).str.to_date(date_format, strict=False)
    else:
        read = _of_time(given).cast(pl.Date)
    wanted = "2026-11-23" if iso else f"as {date_format}"
    refuse(given, read.is_null(), f"a date written {wanted}", sealed=sealed)
    return read.rename(column)


def moments(table: pl.DataFrame, column: str, *, sealed: bool = False) -> pl.Series:
    """Read a column of moments (Datetime in microseconds, as written: without zone); a bare day is its midnight.

    >>> moments(pl.DataFrame({"at": ["2026-11-23", "2026-11-24T22:40"]}), "at").to_list()[1]
    datetime.datetime(2026, 11, 24, 22, 40)
    """
    given = _column(table, column)
    if given.dtype == pl.String:
        written = _stripped(given)
        written = written.set(~written.str.contains(DAY_THEN_HOUR), None).str.replace("T", " ", literal=True)
        forms = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", ISO_DAY)
        read = pl.select(
            pl.coalesce(pl.lit(written).str.to_datetime(form, strict=False, time_unit="us") for form in forms)
        ).to_series()
    else:
        read = _of_time(given)
    refuse(given, read.is_null(), "a day or a moment written 2026-11-23 or 2026-11-23 22:40", sealed=sealed)
    return read.rename(column)


def refuse(given: pl.Series, wrong: pl.Series, expected: str, *, sealed: bool = False) -> None:
    """Raise ``CellRefused`` for the first row that is ``wrong`` (as long as ``given``), if any is."""
    first = wrong.arg_max() if wrong.any() else None
    if first is not None:
        raise CellRefused(given.name, first + 1, expected, given[first], sealed=sealed)


def _of_time(given: pl.Series) -> pl.Series:
    """The column as Swedish wall time when it holds days or moments; only empty cells when it holds anything else."""
    if isinstance(given.dtype, pl.Datetime) and given.dtype.time_zone:
        given = given.dt.convert_time_zone(SWEDISH_ZONE).dt.replace_time_zone(None)
    if given.dtype == pl.Date or isinstance(given.dtype, pl.Datetime):
        return given.cast(pl.Datetime("us"))
    return pl.Series(given.name, [None] * len(given), pl.Datetime("us"))


def _stripped(given: pl.Series) -> pl.Series:
    return given.str.strip_chars() if given.dtype == pl.String else given


def _column(table: pl.DataFrame, column: str) -> pl.Series:
    if column not in table.columns:
        raise ColumnMissing(column, [column], table.width)
    return table[column]
