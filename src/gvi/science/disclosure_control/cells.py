"""A table of counts with its sums as one list of cells, and the equations between them that everybody knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.frames import frame, numbers, refuse, texts

TOTAL: None = None
Key = tuple[str | None, str | None]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells (N,) of a table with its sums: ``keys`` are (row, column), TOTAL for a sum. ``values`` are true counts.

    ``possible`` is False for what can not occur, which everybody knows to be nought.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    keys: tuple[Key, ...]
    values: Floats
    possible: Mask


def keys_of(rows: Sequence[str], columns: Sequence[str]) -> tuple[Key, ...]:
    """List the cells row by row, each row's sum last and the sums of the columns at the end.

    A table without columns has one cell a row, under TOTAL.
    """
    across: tuple[str | None, ...] = (*columns, TOTAL)
    return tuple((row, column) for row in (*rows, TOTAL) for column in across)


def equations(rows: Sequence[str], columns: Sequence[str]) -> Floats:
    """Return the matrix (equations, N) with matrix @ cells = 0: parts less their sum, in each column and row."""
    down, across = len(rows) + 1, len(columns) + 1
    place = np.arange(down * across).reshape(down, across)
    lines = [place[:, column] for column in range(across)]
    if columns:
        lines += [place[row, :] for row in range(down)]
    matrix = np.zeros((len(lines), down * across))
    for number, line in enumerate(lines):
        matrix[number, line[:-1]] = 1
        matrix[number, line[-1]] = -1
    return matrix


def read(table: Any, rows: str, columns: str | None, value: str) -> Grid:
    """Read a long table: one row a cell, without sums. A combination left out counts as nought and is hidden as such.

    An empty ``value`` says that the combination can not occur. Raises ``ColumnMissing`` or ``CellRefused`` (without the
    value) for a count that is no whole number from 0 or a combination that stands twice.
    """
    given = frame(table, [rows, *([columns] if columns else []), value])
    cells = pl.DataFrame({"row": texts(given, rows, sealed=True)})
    cells = cells.with_columns(
        column=texts(given, columns, sealed=True) if columns else pl.lit(None, pl.String)
    )
    refuse(given[rows], cells.is_duplicated(), "each combination once", sealed=True)
    held = given.filter(pl.col(value).is_not_null())
    count = numbers(held, value, least=0, sealed=True)
    refuse(held[value], count != count.floor(), "a whole number", sealed=True)
    possible = given[value].is_not_null()
    counted = dict(zip(cells.filter(possible).rows(), count.to_list(), strict=True))
    never = set(cells.filter(~possible).rows())
    return _summed(cells, counted, never)


def _summed(cells: pl.DataFrame, counted: dict[Key, float], never: set[Key]) -> Grid:
    rows = tuple(cells["row"].unique(maintain_order=True).to_list())
    columns = tuple(cells["column"].drop_nulls().unique(maintain_order=True).to_list())
    inner = [(row, column) for row in rows for column in (columns or (TOTAL,))]
    shape = (len(rows), len(columns) or 1)
    values = np.array([counted.get(key, 0.0) for key in inner]).reshape(shape)
    possible = np.array([key not in never for key in inner], dtype=bool).reshape(shape)
    keys = keys_of(rows, columns)
    return Grid(rows, columns, keys, _with_sums(values, columns), _with_any(possible, columns))


def _with_sums(values: Floats, columns: Sequence[str]) -> Floats:
    values = np.vstack([values, values.sum(axis=0)])
    return (np.column_stack([values, values.sum(axis=1)]) if columns else values).ravel()


def _with_any(possible: Mask, columns: Sequence[str]) -> Mask:
    possible = np.vstack([possible, possible.any(axis=0)])
    return (np.column_stack([possible, possible.any(axis=1)]) if columns else possible).ravel()
