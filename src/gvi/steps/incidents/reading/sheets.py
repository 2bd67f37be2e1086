"""From a table in a file to frames of mapped columns: the headings found, empty rows left out, every row numbered.

A row is a row when at least one mapped cell holds something; a heading repeated further down is not one. A row with
fewer cells than the mapped columns need, or with text beyond the last heading, is refused: its fields have shifted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.files import Format
from gvi.steps.incidents.reading.from_csv import open_csv
from gvi.steps.incidents.reading.from_parquet import open_parquet
from gvi.steps.incidents.reading.from_xlsx import open_xlsx
from gvi.steps.incidents.reading.headings import SEARCHED_ROWS, find_known, find_named, name_columns
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import Broken, Sheet

BATCH = 50_000
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
    """A sheet whose headings are found: how many rows to pass, the columns' names, and field → position."""

    sheet: Sheet
    passed: int
    names: list[str]
    positions: dict[str, int]

    def parts(self, size: int = BATCH) -> Iterator[Part]:
        """Yield the rows below the headings, `size` at a time."""
        wide, width = max(self.positions.values(), default=-1), len(self.names)
        picked = list(self.positions.values())
        heading = [self.names[position] for position in picked]
        kept: list[tuple[int, list[str]]] = []
        broken: list[tuple[int, str]] = []
        share = 0.0
        for number, row, share_now in islice(self.sheet.rows(), self.passed, None):
            share = share_now or share
            if isinstance(row, Broken):
                broken.append((number, row.expected))
            elif len(row) <= wide or (len(row) > width and any(row[width:])):
                if any(row):
                    broken.append((number, wanted.SAME_FIELDS))
            elif any(cells := [row[position] for position in picked]) and cells != heading:
                kept.append((number, cells))
            if len(kept) + len(broken) >= size:
                yield self._part(kept, broken, share)
                kept, broken = [], []
        yield self._part(kept, broken, 1.0)

    def _part(self, kept: list[tuple[int, list[str]]], broken: list[tuple[int, str]], share: float) -> Part:
        columns: dict[str, Sequence[object]] = {"row": [number for number, _ in kept]}
        for index, field in enumerate(self.positions):
            columns[field] = [cells[index] for _, cells in kept]
        schema = pl.Schema({"row": pl.Int64(), **dict.fromkeys(self.positions, pl.String())})
        return Part(self.sheet.name, pl.DataFrame(columns, schema=schema), tuple(broken), share)


def open_sheets(path: Path, form: Format) -> list[Sheet]:
    """Open the sheets of a file in one of the tabular formats."""
    try:
        return OPENERS[form](path)
    except OSError as error:
        raise FileRefused(path.name, wanted.READABLE_FILE) from error


def first_rows(sheet: Sheet, count: int = SEARCHED_ROWS) -> list[list[str]]:
    """Return the first rows of a sheet; a broken row stands as an empty one."""
    return [[] if isinstance(row, Broken) else row for _, row, _ in islice(sheet.rows(), count)]


def mapped_table(sheet: Sheet, mapping: Mapping) -> Table | None:
    """Find the headings that a mapping names; None when this sheet does not have them."""
    rows = first_rows(sheet)
    index = find_named(rows, set(mapping.columns.values()))
    return None if index is None else _table(sheet, rows, index, mapping.columns)


def known_table(sheet: Sheet) -> Table | None:
    """Find headings we know by their words, with every column at hand; None when there are none."""
    rows = first_rows(sheet)
    index = find_known(rows)
    if index is None:
        return None
    names = name_columns(rows[index])
    return _table(sheet, rows, index, {name: name for name in names})


def _table(sheet: Sheet, rows: list[list[str]], index: int, columns: dict[str, str]) -> Table:
    cells = list(rows[index])
    while cells and not cells[-1].strip():
        cells.pop()
    names = name_columns(cells)
    positions = {field: names.index(name) for field, name in columns.items() if name in names}
    return Table(sheet, index + 1, names, positions)


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
