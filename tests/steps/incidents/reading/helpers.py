"""What the tests of reading share: a fixed day, and files written from rows."""

import csv
import json
from collections.abc import Mapping as Readable
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from gvi.steps.incidents.reading import Mapping, Reading, Refused, read

TODAY = date(2026, 11, 23)
REPOSITORY = Path(__file__).resolve().parents[4]
SLICE = REPOSITORY / "tests" / "data" / "polisen-slice.json"
WHOLE = REPOSITORY.parent / "shared" / "data" / "polisen-events-orebro-lan.json"
HEADINGS = ["Datum", "Tid", "Område", "Händelse", "Döda", "Skadade", "Anteckning"]
ROW = ["2026-03-04", "22.40", "Nordhaga", "skjutning", "0", "1", "Två hörde skotten"]

SheetRows = Readable[str, Sequence[Sequence[Any]]]

EVENT: dict[str, Any] = {
    "id": 900001,
    "datetime": "2026-08-22 9:48:12 +02:00",
    "name": "22 augusti 07.59, Skottlossning, Nordhaga",
    "summary": "Polisen är på plats.",
    "url": "/aktuellt/handelser/2026/augusti/22/22-augusti-0759-skottlossning-nordhaga/",
    "type": "Skottlossning",
    "location": {"name": "Nordhaga", "gps": "59.1,15.2"},
}


def event(**changes: Any) -> dict[str, Any]:
    """An event as the police publish it, with changes."""
    return {**EVENT, **changes}


def write_json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_csv(path: Path, rows: Sequence[Sequence[str]], *, mark: str = ";", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=mark).writerows(rows)
    return path


def write_xlsx(path: Path, sheets: SheetRows) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    book.close()
    return path


def row(**changes: str) -> list[str]:
    """A sound row under HEADINGS, with changes by heading."""
    cells = dict(zip(HEADINGS, ROW, strict=True)) | changes
    return [cells[heading] for heading in HEADINGS]


def finish(reading: Reading) -> tuple[pl.DataFrame, list[Refused]]:
    """Read to the end; the account must balance."""
    batches = list(reading)
    assert reading.counts.balanced()
    rows = pl.concat([batch.rows for batch in batches])
    refused = [refusal for batch in batches for refusal in batch.refused]
    assert reading.counts.kept.total() == rows.height
    assert reading.counts.refused == len(refused)
    return rows, refused


def read_all(path: Path, form: str, mapping: Mapping | None = None) -> tuple[pl.DataFrame, list[Refused]]:
    return finish(read(path, form, mapping, today=TODAY))


def read_rows(path: Path, *rows: Sequence[str]) -> tuple[pl.DataFrame, list[Refused]]:
    """Write rows under HEADINGS as CSV and read them."""
    return read_all(write_csv(path / "blad.csv", [HEADINGS, *rows]), "csv")
