"""From a table in a file to frames of mapped columns: the headings found, empty rows left out, every row numbered.

A row is a row when at least one mapped cell holds something; a heading repeated further down is not one. A row with
fewer cells than the mapped columns need, or with text beyond the last heading, is refused: its fields have shifted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.files import Format
from gvi.steps.incidents.reading.from_csv import open_csv
from gvi.steps.incidents.reading.from_parquet import open_parquet
from gvi.steps.incidents.reading.from_xlsx import open_xlsx
from gvi.steps.incidents.reading.headings import (
    SEARCHED_ROWS,
    find_known,
    find_likely,
    find_named,
    name_columns,
    named,
)
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import Sheet

OPENERS = {Format.CSV: open_csv, Format.XLSX: open_xlsx, Format.PARQUET: open_parquet}


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one sheet: a frame of `row` and the mapped fields as text, and the rows that are broken."""

    sheet: str
    frame: pl.DataFrame
    broken: tuple[tuple[int, str], ...]
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings are found: how many rows to pass, the columns' names (every one has one), the
    headings that are written, and field → position.
    """

    sheet: Sheet
    passed: int
    names: list[str]
    headings: tuple[str, ...]
    positions: dict[str, int]

    def parts(self) -> Iterator[Part]:
        """Yield the rows below the headings, a block at a time; the part holding the headings may be empty."""
        for block in self.sheet.blocks():
            start = max(0, self.passed - block.first + 1)
            broken = {index: expected for index, expected in block.broken.items() if index >= start}
            rows = self._even(block.rows[start:], start, broken)
            frame = self._frame(rows, block.first + start)
            found = tuple((block.first + index, expected) for index, expected in sorted(broken.items()))
            yield Part(self.sheet.name, frame, found, block.share)

    def head(self, count: int) -> pl.DataFrame:
        """Return the first rows below the headings, at most `count`."""
        frames: list[pl.DataFrame] = []
        for part in self.parts():
            frames.append(part.frame)
            if sum(frame.height for frame in frames) >= count:
                break
        return pl.concat(frames).head(count)

    def _even(self, rows: list[list[str]], start: int, broken: dict[int, str]) -> list[list[str]]:
        """Return rows that are all as wide as the headings; those that cannot be are blank and told in `broken`."""
        width = len(self.names)
        if set(map(len, rows)) <= {width}:
            return rows
        wide = max(self.positions.values(), default=-1)
        even = []
        for index, row in enumerate(rows, start=start):
            if any(row) and (len(row) <= wide or any(row[width:])):
                broken[index] = wanted.SAME_FIELDS
                row = []
            even.append((row + [""] * width)[:width])
        return even

    def _frame(self, rows: list[list[str]], first: int) -> pl.DataFrame:
        """Return the mapped columns with row numbers, without blank rows and repeated headings."""
        if not self.positions:
            return pl.DataFrame(schema={"row": pl.Int64})
        columns = list(zip(*rows, strict=True)) or [()] * len(self.names)
        series = [
            pl.Series(field, columns[position], dtype=pl.String) for field, position in self.positions.items()
        ]
        frame = pl.DataFrame(series).with_row_index("row", offset=first).cast({"row": pl.Int64})
        filled = pl.any_horizontal(pl.col(field) != "" for field in self.positions)
        heading = pl.all_horizontal(
            pl.col(name) == self.names[place] for name, place in self.positions.items()
        )
        return frame.filter(filled & ~heading)


def open_sheets(path: Path, form: Format) -> list[Sheet]:
    """Open the sheets of a file in one of the tabular formats."""
    try:
        return OPENERS[form](path)
    except OSError as error:
        raise FileRefused(path.name, wanted.READABLE_FILE) from error


def first_rows(sheet: Sheet, count: int = SEARCHED_ROWS) -> list[list[str]]:
    """Return the first rows of a sheet."""
    return list(islice(chain.from_iterable(block.rows for block in sheet.blocks()), count))


def mapped_table(sheet: Sheet, mapping: Mapping) -> Table | None:
    """Find the headings that a mapping names; None when this sheet does not have them."""
    rows = first_rows(sheet)
    index = find_named(rows, set(mapping.columns.values()) or set(mapping.headings))
    return None if index is None else _table(sheet, rows, index, mapping.columns)


def likely_table(sheet: Sheet) -> Table | None:
    """Find headings by the words we know, else by their looks, with every column at hand; None without any."""
    rows = first_rows(sheet)
    index = find_known(rows)
    index = find_likely(rows) if index is None else index
    if index is None:
        return None
    names = name_columns(rows[index])
    return _table(sheet, rows, index, {name: name for name in names})


def _table(sheet: Sheet, rows: list[list[str]], index: int, columns: dict[str, str]) -> Table:
    names = name_columns(rows[index])
    positions = {field: names.index(name) for field, name in columns.items() if name in names}
    return Table(sheet, index + 1, names, tuple(named(rows[index])), positions)


def mapped_tables(path: Path, sheets: list[Sheet], mapping: Mapping) -> tuple[list[Table], list[str]]:
    """Return the tables a mapping reads, and the names of the sheets it leaves out; refuse a file with none."""
    tables, others = [], []
    for sheet in sheets:
        chosen = not mapping.sheets or sheet.name in mapping.sheets
        table = mapped_table(sheet, mapping) if chosen else None
        if table is None:
            others.append(sheet.name)
        else:
            tables.append(table)
    if not tables:
        raise FileRefused(path.name, wanted.MAPPED_HEADERS, where=", ".join(mapping.columns.values())[:200])
    return tables, others
