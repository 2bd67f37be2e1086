"""Finding the row that is wrong: slow and exact, for small tables at once and for large ones when something is.

A row counts only if its role is chosen. No value is ever in the error, since the rows are about persons.
"""

from collections.abc import Sequence

import polars as pl

from gvi.science.frames import DAY_THEN_HOUR, ColumnMissing, refuse

COLUMNS = ("incident_id", "person_id", "role", "date")
IDS = ("incident_id", "person_id")
DAY = "a date written 2026-11-23"


class ColumnRefused(ValueError):
    """A column holds another kind of value than it must."""


def ensure_columns(found: Sequence[str]) -> None:
    """Raise ``ColumnMissing`` for the first column that is absent."""
    for column in COLUMNS:
        if column not in found:
            raise ColumnMissing(column, COLUMNS, len(found))


def ensure_types(schema: pl.Schema) -> None:
    """Ids are text or whole numbers, the role is text, the date is text, a day or a time without zone."""
    ensure_columns(schema.names())
    for column in IDS:
        if not (schema[column].is_integer() or _is_text(schema[column])):
            raise ColumnRefused(f"column {column}: expected text or whole numbers")
    if not _is_text(schema["role"]):
        raise ColumnRefused("column role: expected text")
    day = schema["date"]
    if not (_is_text(day) or day == pl.Date or (isinstance(day, pl.Datetime) and not day.time_zone)):
        raise ColumnRefused("column date: expected text, days or times without zone")


def refuse_first(table: pl.DataFrame, roles: Sequence[str]) -> None:
    """Raise ``CellRefused`` for the first row in the roles that lacks an id, or first of all that lacks a date."""
    chosen = table["role"].cast(pl.String).is_in(list(roles)).fill_null(value=False)
    for column in IDS:
        given = table[column]
        refuse(given, nameless(given) & chosen, "a name or a number, not an empty cell", sealed=True)
    undated = table.select(day_of(table["date"].dtype).is_null()).to_series()
    refuse(table["date"], undated, DAY, sealed=True)


def nameless(given: pl.Series) -> pl.Series:
    """Where an id is an empty cell."""
    if _is_text(given.dtype):
        return (given.cast(pl.String) == "").fill_null(value=True)
    return given.is_null()


def day_of(kind: pl.DataType) -> pl.Expr:
    """The column date as a day; an empty cell where it can not be read."""
    if _is_text(kind):
        return pl.col("date").cast(pl.String).str.extract(DAY_THEN_HOUR).str.to_date("%Y-%m-%d", strict=False)
    return pl.col("date").cast(pl.Date)


def _is_text(kind: pl.DataType) -> bool:
    return kind == pl.String or kind == pl.Categorical or isinstance(kind, pl.Enum)
