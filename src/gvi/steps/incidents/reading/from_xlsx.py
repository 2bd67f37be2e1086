"""Excel workbooks, however untidy: several sheets, titles above, empty rows and columns, merged cells.

The archive is checked first (zip_guard.py). A merged cell that covers several rows counts for each of them; one that
covers several columns stands in the first. A formula counts as the value it last showed; one that never was worked
out is an empty cell. Cells become text here, dates in ISO form, so that everything after is the same as for CSV.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import BLOCK_ROWS, Block, Sheet
from gvi.steps.incidents.reading.zip_guard import check_archive

Value = int | float | str | bool | date | datetime | time | timedelta


def open_xlsx(path: Path) -> list[Sheet]:
    """Open the visible sheets of a workbook; raise FileRefused for a damaged or locked one."""
    check_archive(path)
    with damage_refused(path):
        book = calamine.CalamineWorkbook.from_path(str(path))
        names = [facts.name for facts in book.sheets_metadata if _is_read(facts)]
    return [_sheet(path, book, name, number, len(names)) for number, name in enumerate(names)]


@contextmanager
def damage_refused(path: Path) -> Iterator[None]:
    """Turn whatever the library stumbles on, a panic in its Rust included, into a refusal of the file."""
    try:
        yield
    except calamine.PasswordError as error:
        raise FileRefused(path.name, wanted.NEW_EXCEL) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(path.name, wanted.XLSX_FILE) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise FileRefused(path.name, wanted.XLSX_FILE) from error


def _is_read(facts: calamine.SheetMetadata) -> bool:
    return (
        facts.typ == calamine.SheetTypeEnum.WorkSheet and facts.visible == calamine.SheetVisibleEnum.Visible
    )


def _sheet(path: Path, book: calamine.CalamineWorkbook, name: str, number: int, of: int) -> Sheet:
    load = cache(lambda: book.get_sheet_by_name(name))
    return Sheet(name, lambda: _blocks(path, load, number, of))


def _blocks(path: Path, load: Callable[[], calamine.CalamineSheet], number: int, of: int) -> Iterator[Block]:
    with damage_refused(path):
        sheet = load()
        first = sheet.start[1] if sheet.start else 0
        merged, covering = _first_columns(sheet), dict[int, tuple[int, str]]()
        rows, height, done = sheet.iter_rows(), max(1, sheet.total_height), 0
        while values := list(islice(rows, BLOCK_ROWS)):
            cells = [[""] * first + [cell_text(value) for value in row] for row in values]
            for index, row in enumerate(cells, start=done):
                _fill_merged(row, index, merged, covering)
            done += len(cells)
            yield Block(done - len(cells) + 1, cells, (number + min(1.0, done / height)) / of)


def _first_columns(sheet: calamine.CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Return, by the row where a merged cell begins, its first column and last row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        if bottom > top:
            found.setdefault(top, []).append((left, bottom))
    return found


def _fill_merged(
    cells: list[str],
    index: int,
    merged: dict[int, list[tuple[int, int]]],
    covering: dict[int, tuple[int, str]],
) -> None:
    """Give each row under a merged cell the merged value; `covering` holds column → (last row, value)."""
    for left, bottom in merged.get(index, ()):
        if left < len(cells):
            covering[left] = (bottom, cells[left])
    for left, (bottom, value) in list(covering.items()):
        if index > bottom:
            del covering[left]
        elif not cells[left]:
            cells[left] = value


def cell_text(value: Value) -> str:
    """Return a cell's value as text, dates and times in ISO form.

    >>> cell_text(5.0), cell_text(datetime(2026, 3, 4)), cell_text(timedelta(hours=22, minutes=40))
    ('5', '2026-03-04', '22:40')
    """
    match value:
        case str():
            return value
        case bool():
            return "ja" if value else "nej"
        case datetime():
            return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%dT%H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return _duration(value)
        case float():
            return _number(value)
    return str(value)


def _duration(value: timedelta) -> str:
    minutes = int(value.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Three decimals or more mark a share of the day (Excel's 0.25 is six o'clock), see moments.py.
    return f"{value:.9f}" if 0 < value < 1 else repr(value)
