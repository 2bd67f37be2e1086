"""A table in a file, as every format hands it on: sheets of numbered rows of text.

CSV, Excel and Parquet differ in how cells are stored; from here on they are one thing. A sheet gives its rows in
order; a row that could not be read as a row at all carries the reason instead of cells.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that could not be read as a row: what was expected."""

    expected: str


Row = Cells | Broken


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name ("" where the file has no sheets) and a way to read its rows from the start.

    `rows` yields (row number, cells or Broken, share of the file read).
    """

    name: str
    rows: Callable[[], Iterator[tuple[int, Row, float]]]
