"""An .xlsx file is a zip archive: its sizes are checked before anything opens it, and never believed.

The directory must agree with the file, every part is inflated here with a ceiling and counted (a lying header is
found out), and the outermost cell of each sheet bounds the table: a reader that lays out a full grid would otherwise
fill the memory for two cells in opposite corners.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused

MEGABYTE = 1024 * 1024
MOST_INFLATED = 400 * MEGABYTE
MOST_RATIO = 150
RATIO_MATTERS = 20 * MEGABYTE
MOST_PARTS = 2_000
MOST_CELLS = 12_000_000
MOST_COLUMNS = 1_000
BLOCK = 1 << 18
TAIL = 400

# Only cells with content count: a sheet whose empty rows are coloured to the right-hand edge is a modest sheet.
_FILLED = re.compile(rb"<(?:[a-z]+:)?c(\s[^<>]*[^<>/]|)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{1,7})\$?([0-9]{1,9})""")
_ROW = re.compile(rb"""[^<>]*?\br\s*=\s*["']\s*([0-9]{1,9})""")


def check_archive(path: Path) -> None:
    """Refuse an archive that is damaged, locked, or unpacks to more than a spreadsheet of modest size."""
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _check_directory(path, parts)
            for part in parts:
                _check_part(path, stream, part)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, NotImplementedError, ValueError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(path.name, wanted.XLSX_FILE) from error


def _check_directory(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or inflated > MOST_INFLATED or packed > path.stat().st_size:
        raise FileRefused(path.name, wanted.MODEST_XLSX)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(path.name, wanted.NEW_EXCEL)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise FileRefused(path.name, wanted.XLSX_FILE)


def _check_part(path: Path, stream: BinaryIO, part: zipfile.ZipInfo) -> None:
    size, rows, columns = 0, 0, 0
    tail = b""
    is_sheet = part.filename.lower().startswith("xl/worksheets/")
    for block in _inflated(stream, part):
        size += len(block)
        if size > part.file_size or (size > RATIO_MATTERS and size > MOST_RATIO * part.compress_size):
            raise FileRefused(path.name, wanted.MODEST_XLSX, where=part.filename[:80])
        if is_sheet:
            tail += block
            rows, columns = _extent(tail, rows, columns)
            tail = tail[-TAIL:]
            if rows * columns > MOST_CELLS or columns > MOST_COLUMNS:
                raise FileRefused(path.name, wanted.MODEST_XLSX, where=part.filename[:80])
    if size != part.file_size:
        raise FileRefused(path.name, wanted.XLSX_FILE, where=part.filename[:80])


def _extent(text: bytes, rows: int, columns: int) -> tuple[int, int]:
    """Return how far the filled cells in a piece of a sheet reach, and at least as far as before."""
    for number, piece in enumerate(text.split(b"<row")):
        unplaced = 0
        for attributes in _FILLED.findall(piece):
            if place := _PLACE.search(attributes):
                rows, columns = max(rows, int(place[2])), max(columns, _column(place[1]))
            else:
                unplaced += 1
        if unplaced and number:
            row = _ROW.match(piece)
            rows = max(rows, int(row[1]) if row else MOST_CELLS)
        columns = max(columns, unplaced)
    return rows, columns


def _column(letters: bytes) -> int:
    position = 0
    for letter in letters.upper():
        position = position * 26 + letter - 64
    return position


def _inflated(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part truly inflates to, a block at a time, whatever its header says."""
    stream.seek(part.header_offset)
    header = stream.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(part.filename)
    name, extra = struct.unpack("<HH", header[26:30])
    stream.seek(name + extra, 1)
    stored = part.compress_type == zipfile.ZIP_STORED
    inflate = zlib.decompressobj(-15)
    left = part.compress_size
    while left > 0 and (packed := stream.read(min(BLOCK, left))):
        left -= len(packed)
        if stored:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, BLOCK)
            packed = inflate.unconsumed_tail
    if not stored:
        yield inflate.flush()
