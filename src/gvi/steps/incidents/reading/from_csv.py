"""CSV as cities save it: comma, semicolon, tab or bar between the fields, in any of the usual encodings.

Read one record at a time, so a file of a million rows needs little memory. A record that breaks the rules of
quotation is refused by itself; a quotation mark that is never closed would swallow the rows after it, so it refuses
the file and names the row.
"""

import csv
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.encodings import encoding_of
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.table import Broken, Row, Sheet

DELIMITERS = ";,\t|"
SNIFFED_LINES = 60
LONGEST_LINE = 1_000_000


def open_csv(path: Path) -> list[Sheet]:
    """Open a CSV file as one sheet."""
    encoding = encoding_of(path)
    delimiter, skip = _dialect(path, encoding)
    return [Sheet("", lambda: _records(path, encoding, delimiter, skip))]


def _dialect(path: Path, encoding: str) -> tuple[str, int]:
    """Return the delimiter, and how many first lines only declare it (Excel's "sep=;")."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [stream.readline(LONGEST_LINE) for _ in range(SNIFFED_LINES)]
    first = lines[0].strip().strip('"').lower()
    if first.startswith("sep=") and len(first) == 5:
        return lines[0].strip().strip('"')[4], 1
    return max(DELIMITERS, key=lambda mark: _fit(lines, mark)), 0


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


def _records(path: Path, encoding: str, delimiter: str, skip: int) -> Iterator[tuple[int, Row, float]]:
    size = max(1, path.stat().st_size)
    with path.open(encoding=encoding, newline="") as stream:
        lines = islice(stream, skip, None)
        try:
            for number, row in enumerate(_rows(path, lines, delimiter), start=skip + 1):
                yield number, row, _share(stream, size) if number % 1000 == 0 else 0.0
        except UnicodeError as error:
            raise FileRefused(path.name, wanted.KNOWN_ENCODING) from error


def _share(stream: TextIO, size: int) -> float:
    return min(1.0, os.lseek(stream.fileno(), 0, os.SEEK_CUR) / size)


def _rows(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        before = reader.line_num
        try:
            for cells in reader:
                number, before = number + 1, reader.line_num
                yield cells
            return
        except csv.Error as error:
            number += 1
            if reader.line_num - before > 1 or "unexpected end" in str(error):
                raise FileRefused(path.name, wanted.CLOSED_QUOTE, row=number) from error
            yield Broken(wanted.SHORTER_TEXT if "limit" in str(error) else wanted.SOUND_QUOTES)
