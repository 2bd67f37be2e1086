"""An .xlsx file is a zip archive: its sizes are checked before anything opens it, and never believed.

The directory must agree with the file, every part is inflated here with a ceiling and counted (a lying header is
found out), and the cells of each sheet must have places that a modest sheet has (sheet_extent.py).
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.sheet_extent import Extent, Unsound

MEGABYTE = 1024 * 1024
MOST_INFLATED = 400 * MEGABYTE
MOST_RATIO = 150
RATIO_MATTERS = 20 * MEGABYTE
MOST_PARTS = 2_000
BLOCK = 1 << 18
TAIL = 16
XML = (".xml", ".rels")
SHEET_MARK = b"sheetData"


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
    is_xml = part.filename.lower().endswith(XML)
    extent, size, tail = Extent(), 0, b""
    try:
        for block in _inflated(stream, part):
            size += len(block)
            if size > part.file_size or (size > RATIO_MATTERS and size > MOST_RATIO * part.compress_size):
                raise Unsound("size")
            if is_xml:
                extent.feed(block)
            elif SHEET_MARK in tail + block:
                raise Unsound("a sheet under another name")
            tail = block[-TAIL:]
        if is_xml:
            extent.feed(b"", final=True)
    except Unsound as error:
        raise FileRefused(path.name, wanted.MODEST_XLSX, where=part.filename[:80]) from error
    if size != part.file_size:
        raise FileRefused(path.name, wanted.XLSX_FILE, where=part.filename[:80])


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
