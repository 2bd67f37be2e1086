"""The same incidents as a city would have kept them by hand: an untidy Excel sheet.

A title above the head, empty rows, a row for each year and a sum below it, dates as text in several
styles next to real dates, "ca 22", the city's own words for kinds, decimal commas, notes. The tutorial
drags it in, and the import is tested on it. `Ärende` is the incidents' `reference`. The sheet is the
municipality's and names no group.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from gvi.city import wording
from gvi.city.period import HERE
from gvi.city.seeds import stream

Cell = str | int | float | date | None
Row = list[Cell]
Incident = dict[str, Any]

TITLE = "Händelselista Björkhamn – arbetsmaterial, fylls på efter hand"
HEAD: Row = [
    "Ärende",
    "Datum",
    "Tid",
    "Plats",
    "Vad har hänt",
    "Döda",
    "Skadade",
    "Lat",
    "Long",
    "Läge",
    "Anteckning",
]
DICE = 10


def untidy_rows(seed: int, incidents: pl.DataFrame, areas: pl.DataFrame) -> list[Row]:
    """Return the sheet's rows from the title on; blank rows are empty lists."""
    places = dict(areas.select("id", "name").iter_rows())
    dice = stream(seed, "sheet").integers(0, 2**31, (len(incidents), DICE)).tolist()
    rows: list[Row] = [[TITLE], [], HEAD]
    told = zip(incidents.iter_rows(named=True), dice, strict=True)
    for year, chunk in groupby(told, key=lambda one: _here(one[0]).year):
        rows += _year(year, [_row(incident, places, throw) for incident, throw in chunk])
    return rows


def _year(year: int, rows: list[Row]) -> Iterator[Row]:
    yield []
    yield [str(year)]
    yield from rows
    yield ["Summa", None, None, None, len(rows)]


def _here(incident: Incident) -> datetime:
    moment: datetime = incident["occurred_at"]
    return moment.astimezone(HERE)


def _row(incident: Incident, places: dict[str, str], throw: list[int]) -> Row:
    here = _here(incident)
    return [
        incident["reference"],
        wording.day(here.date(), throw[0]),
        wording.hour(here.time(), incident["precision"], throw[1]),
        wording.spaced(places[incident["area"]], throw[2]),
        wording.kind(incident["kind"], throw[3]),
        wording.count(incident["dead"], throw[4]),
        wording.count(incident["injured"], throw[5]),
        wording.degrees(incident["latitude"], throw[6]),
        wording.degrees(incident["longitude"], throw[7]),
        wording.state(incident["state"], throw[8]),
        wording.note(incident["summary"], incident["unfounded_reason"], throw[9]),
    ]


def write_workbook(path: Path, rows: list[Row], today: date) -> None:
    """Write the rows to an .xlsx file that says it was made on `today`, row by row."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"created": datetime.combine(today, time(), tzinfo=UTC)})
        page = book.add_worksheet("Händelser")
        dated = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            _write_row(page, number, row, dated)


def _write_row(page: Any, number: int, row: Row, dated: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, date):
            page.write_datetime(number, column, cell, dated)
        elif isinstance(cell, str):
            page.write_string(number, column, cell)
        elif cell is not None:
            page.write_number(number, column, cell)
