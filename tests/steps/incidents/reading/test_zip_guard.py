"""Archives that unpack to more than they say, or to more than a modest spreadsheet, are refused unopened."""

import struct
import zipfile
from pathlib import Path

import pytest

from gvi.steps.incidents.reading import FileRefused
from gvi.steps.incidents.reading.zip_guard import check_archive
from tests.steps.incidents.reading.helpers import HEADINGS, ROW, read_all, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def workbook(path: Path) -> Path:
    return write_xlsx(path / "blad.xlsx", {"A": [HEADINGS, ROW]})


def replaced(path: Path, name: str, content: bytes) -> Path:
    """The same archive with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, old in {**parts, name: content}.items():
            archive.writestr(part, content if part == name else old)
    return path


def sheet_of(cells: str) -> bytes:
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'.encode()


def test_sound_workbook_passes(tmp_path: Path) -> None:
    check_archive(workbook(tmp_path))


def test_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = replaced(workbook(tmp_path), SHEET, b" " * (60 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    with pytest.raises(FileRefused):
        check_archive(path)


def test_header_that_says_less_than_it_holds_is_found_out(tmp_path: Path) -> None:
    path = replaced(workbook(tmp_path), SHEET, b"<a/>" * 100_000)
    raw = path.read_bytes()
    lied = raw.replace(struct.pack("<I", 400_000), struct.pack("<I", 400))
    assert lied != raw
    path.write_bytes(lied)
    with pytest.raises(FileRefused):
        check_archive(path)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c t='n' r = 'xfd1'><v>1</v></c></row><row r='1048576'><c r='A1048576'><v>1</v></c></row>",
        '<row r="1">' + "<c><v>1</v></c>" * 900 + '</row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="9"><c r="AAAA9"><v>1</v></c></row>',
        '<row r="9"><c r="' + "a" * 1_000_000 + '"><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="4294967297"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_two_cells_in_opposite_corners_are_refused(tmp_path: Path, cells: str) -> None:
    with pytest.raises(FileRefused):
        check_archive(replaced(workbook(tmp_path), SHEET, sheet_of(cells)))


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/ovrigt.xml", "xl/media/bild.png"])
def test_far_off_cell_is_found_whatever_its_part_is_called(tmp_path: Path, name: str) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(FileRefused):
        check_archive(replaced(workbook(tmp_path), name, sheet_of(cells)))


def test_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>' + sheet_of("")
    with pytest.raises(FileRefused):
        check_archive(replaced(workbook(tmp_path), SHEET, bomb))


def test_locked_or_overlapping_archive_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    raw = bytearray(path.read_bytes())
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(FileRefused):
        check_archive(path)


def test_refusal_comes_before_the_reader(tmp_path: Path) -> None:
    path = replaced(workbook(tmp_path), "xl/media/image1.png", b"\x00" * (50 * 1024 * 1024))
    with pytest.raises(FileRefused):
        read_all(path, "xlsx")
