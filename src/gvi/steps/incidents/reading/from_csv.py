"""CSV as cities save it: comma, semicolon, tab or bar between the fields, in any of the usual encodings.

Read one record at a time, so a file of a million rows needs little memory. A record that breaks the rules of
quotation is refused by itself; a quotation mark that is never closed would swallow the rows after it, so it refuses
the file and names the row.
"""

import csv
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.encodings import encoding_of
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import BLOCK_ROWS, Block, Sheet

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ";,\t|"
SNIFFED_LINES = 60
LONGEST_LINE = 1_000_000
_NEWLINE = re.compile("\r\n|\r|\n")


def open_csv(path: Path) -> list[Sheet]:
    """Open a CSV file as one sheet."""
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    return [Sheet("", lambda: _blocks(path, encoding, delimiter))]


def _delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter: the one that Excel's "sep=;" declares, or the one that fits the first lines best."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [stream.readline(LONGEST_LINE) for _ in range(SNIFFED_LINES)]
    first = lines[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in set(DELIMITERS):
        return first[4]
    return max(DELIMITERS, key=lambda mark: _fit(lines, mark))


def _fit(lines: list[str], mark: str) -> tuple[int, int]:
    """Say how well a delimiter fits: how many lines agree on the commonest number of fields, and that number."""
    widths = [len(cells) for cells in _parsed(lines, mark) if len(cells) > 1]
    if not widths:
        return 0, 0
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return widths.count(common), common


def _parsed(lines: list[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in lines]


def _blocks(path: Path, encoding: str, delimiter: str) -> Iterator[Block]:
    size = max(1, path.stat().st_size)
    first = 1
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            while True:
                rows, broken = _block(path, reader, first)
                if not rows:
                    return
                yield Block(first, rows, min(1.0, os.lseek(stream.fileno(), 0, os.SEEK_CUR) / size), broken)
                first += len(rows)
        except UnicodeError as error:
            raise FileRefused(path.name, wanted.KNOWN_ENCODING) from error


def _block(path: Path, reader: "Reader", first: int) -> tuple[list[list[str]], dict[int, str]]:
    """Read the next records; one that breaks the rules stands as an empty row."""
    rows: list[list[str]] = []
    broken: dict[int, str] = {}
    while len(rows) < BLOCK_ROWS:
        start, before = len(rows), reader.line_num
        try:
            rows.extend(islice(reader, BLOCK_ROWS - start))
            break
        except csv.Error as error:
            lines = reader.line_num - before - sum(map(_lines, rows[start:]))
            if lines > 1 or "unexpected end" in str(error):
                raise FileRefused(path.name, wanted.CLOSED_QUOTE, row=first + len(rows)) from error
            broken[len(rows)] = wanted.SHORTER_TEXT if "limit" in str(error) else wanted.SOUND_QUOTES
            rows.append([])
    return rows, broken


def _lines(cells: list[str]) -> int:
    """Return how many lines of the file a record took."""
    return 1 + sum(len(_NEWLINE.findall(cell)) for cell in cells)
