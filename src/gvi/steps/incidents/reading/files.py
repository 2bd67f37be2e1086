"""The door: what may come in as a file at all, before anything is parsed.

Only an ordinary file of modest size with the right ending is opened (never a folder, a link or a device), and its
first bytes must agree with the ending. Everything else is refused as a whole, with what was expected.
"""

import stat
from enum import StrEnum
from pathlib import Path

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused

MEGABYTE = 1024 * 1024


class Format(StrEnum):
    """The formats of `gvi import incidents`."""

    POLISEN = "polisen"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


ENDINGS = {
    Format.POLISEN: ({".json"}, wanted.JSON_NAME),
    Format.CSV: ({".csv", ".tsv", ".txt"}, wanted.CSV_NAME),
    Format.XLSX: ({".xlsx"}, wanted.XLSX_NAME),
    Format.PARQUET: ({".parquet"}, wanted.PARQUET_NAME),
}
LARGEST = {
    Format.POLISEN: 100 * MEGABYTE,
    Format.CSV: 2048 * MEGABYTE,
    Format.XLSX: 100 * MEGABYTE,
    Format.PARQUET: 1024 * MEGABYTE,
}
ZIP, OLD_EXCEL, PARQUET_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"


def known_format(name: str, file: str) -> Format:
    """Return the format called `name`."""
    try:
        return Format(name)
    except ValueError:
        raise FileRefused(file, wanted.KNOWN_FORMAT) from None


def check_file(path: Path, form: Format) -> None:
    """Refuse a path that is no ordinary, non-empty file of this format."""
    try:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode):
            raise FileRefused(path.name, wanted.A_FILE)
        _check_ending_and_size(path, form, facts.st_size)
        with path.open("rb") as stream:
            _check_mark(path.name, form, stream.read(4))
    except (OSError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(path.name, wanted.READABLE_FILE) from error


def _check_ending_and_size(path: Path, form: Format, size: int) -> None:
    endings, expected = ENDINGS[form]
    if path.suffix.lower() not in endings:
        raise FileRefused(path.name, expected)
    if size == 0:
        raise FileRefused(path.name, wanted.NOT_EMPTY)
    if size > LARGEST[form]:
        raise FileRefused(path.name, wanted.SMALLER_FILE)


def _check_mark(file: str, form: Format, start: bytes) -> None:
    if form is Format.XLSX and start == OLD_EXCEL:
        raise FileRefused(file, wanted.NEW_EXCEL)
    if form is Format.XLSX and start != ZIP:
        raise FileRefused(file, wanted.XLSX_FILE)
    if form is Format.PARQUET and start != PARQUET_MARK:
        raise FileRefused(file, wanted.PARQUET_FILE)
    if form is Format.CSV and start in {ZIP, OLD_EXCEL, PARQUET_MARK}:
        raise FileRefused(file, wanted.CSV_TEXT)
