"""The file as rows of text: CSV or the first sheet of an Excel file, told by its first bytes and never by its name.

The name of the file is not kept: it may hold a person's. An Excel file is an archive, so its size unpacked is
checked before anything opens it.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from gvi.trust.people.batch.refusals import FileUnreadable

ZIP = b"PK\x03\x04"
MEGABYTE = 1024 * 1024
LARGEST, UNPACKED, PARTS, ROWS = 2 * MEGABYTE, 40 * MEGABYTE, 500, 2_000
ENCODINGS = ("utf-8-sig", "cp1252")


def read_rows(content: bytes) -> list[list[str]]:
    """Every row of the file, the headings first, each cell as trimmed text; raises ``FileUnreadable``."""
    if not content.strip():
        raise FileUnreadable(_("en fil med innehåll"))
    if len(content) > LARGEST:
        raise FileUnreadable(_("en fil på högst 2 MB"))
    rows = list(_xlsx(content) if content.startswith(ZIP) else _csv(content))
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > ROWS + 1:
        raise FileUnreadable(_("högst 2 000 rader"))
    if len(rows) < 2:
        raise FileUnreadable(_("en rad med rubriker och minst en rad med uppgifter"))
    return rows


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.splitlines()[0]
    delimiter = max(";\t,", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [" ".join(cell.split()) for cell in row]
    except csv.Error as error:
        raise FileUnreadable(_("en CSV-fil där citattecken är stängda")) from error


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileUnreadable(_("en CSV-fil (UTF-8) eller en Excelfil (.xlsx)"))


def _xlsx(content: bytes) -> Iterator[list[str]]:
    _check_archive(content)
    try:
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = sheets.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise FileUnreadable(_("en hel Excelfil (.xlsx)")) from error
    yield from ([_cell(value) for value in row] for row in rows)


def _check_archive(content: bytes) -> None:
    """Refuse an archive that says it unpacks to more than a modest sheet, or that says less than it does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise FileUnreadable(_("en Excelfil med högst 2 000 rader"))
            if archive.testzip() is not None:
                raise FileUnreadable(_("en hel Excelfil (.xlsx)"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileUnreadable(_("en hel Excelfil (.xlsx)")) from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if value is not None else ""
