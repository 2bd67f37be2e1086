"""Export a selection back to the same sheet that the import reads: read in again, it changes nothing.

Built whole and logged before anything is sent (house.md: nothing streams from inside a room). Text that a
spreadsheet program would run as a formula is guarded by ``reading.columns``, and in Excel no cell is a formula.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
import xlsxwriter
from django.db import transaction

from gvi.steps.incidents.days import day_of
from gvi.steps.incidents.queries.selection import Selection
from gvi.steps.incidents.reading.columns import to_sheet
from gvi.steps.incidents.reading.outcome import SCHEMA
from gvi.steps.incidents.refusals import TooManyRows
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

SAME = ("source", "source_id", "occurred_at", "precision", "kind", "latitude", "longitude", "dead", "injured")
READ = (*SAME, "link", "summary", "state", "unfounded_reason", "area__name")
NUMBERS = frozenset({"Döda", "Skadade", "Latitud", "Longitud"})
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ExportFile:
    """A finished file."""

    name: str
    content_type: str
    content: bytes
    rows: int


@dataclass(frozen=True)
class Format:
    """How a sheet is written, and how many rows are written while someone waits."""

    content_type: str
    most: int
    build: Callable[[pl.DataFrame], bytes]


@transaction.atomic
def export_incidents(selection: Selection, format: str, *, by: Actor, at: datetime) -> ExportFile:
    """Write the selection as ``xlsx`` or ``csv``; raise ``TooManyRows`` rather than let everyone wait."""
    by.require(Right.EXPORT_INCIDENTS)
    chosen = FORMATS[format]
    rows = list(selection.ordered().values_list(*READ)[: chosen.most + 1])
    if len(rows) > chosen.most:
        raise TooManyRows(chosen.most)
    content = chosen.build(to_sheet(_frame(rows)))
    write(Operation.EXPORT, "incidents.export", by=by, kind="incident", count=len(rows))
    return ExportFile(f"handelser-{day_of(at)}.{format}", chosen.content_type, content, len(rows))


def _frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    """The rows in the frame that the import's own canonical sheet is made from."""
    types = {name: SCHEMA[name] for name in (*SAME, "link", "summary", "state")}
    schema = pl.Schema({**types, "reason": pl.String(), "area": pl.String()})
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.col("area").fill_null(""), area_level=pl.lit("area"))


def _csv(sheet: pl.DataFrame) -> bytes:
    """Semicolons and a byte order mark, as a Swedish Excel opens by a double click."""
    return sheet.write_csv(separator=";", include_bom=True).encode()


def _xlsx(sheet: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet("Händelser")
        page.freeze_panes(1, 0)
        page.write_row(0, 0, sheet.columns, book.add_format({"bold": True}))
        numeric = [name in NUMBERS for name in sheet.columns]
        for number, row in enumerate(sheet.iter_rows(), start=1):
            for place, cell in enumerate(row):
                if cell and numeric[place]:
                    page.write_number(number, place, float(cell))
                elif cell:
                    page.write_string(number, place, cell)
    return out.getvalue()


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(EXCEL, 10_000, _xlsx),
    "csv": Format("text/csv; charset=utf-8", 250_000, _csv),
}
