"""An uploaded panel, CSV or Excel, as one table of text: the first sheet, its first row the headings.

Reading stands on that of incidents: encodings, delimiters, damaged workbooks and overlarge archives are met there.
"""

import tempfile
from pathlib import Path

import polars as pl

from gvi.steps.incidents.reading.files import Format, check_file
from gvi.steps.incidents.reading.from_csv import open_csv
from gvi.steps.incidents.reading.from_xlsx import open_xlsx
from gvi.steps.incidents.reading.table import Sheet
from gvi.steps.studies.refusals import PanelFaulty, PanelTooLarge

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 100_000
ENDINGS = {".csv": Format.CSV, ".tsv": Format.CSV, ".txt": Format.CSV, ".xlsx": Format.XLSX}


def read_table(name: str, content: bytes) -> pl.DataFrame:
    """Every cell as text, stripped. Raises ``FileRefused`` for what is no table, ``PanelFaulty`` for its headings."""
    ending = Path(name).suffix.lower()
    form = ENDINGS[ending]
    with tempfile.TemporaryDirectory(prefix="gvi-") as folder:
        path = Path(folder) / f"fil{ending}"
        path.write_bytes(content)
        check_file(path, form)
        sheets = open_csv(path) if form is Format.CSV else open_xlsx(path)
        rows = _rows(sheets[0]) if sheets else []
    if not rows:
        raise PanelFaulty(PanelFaulty.EMPTY)
    return _table(rows)


def _rows(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = []
    for block in sheet.blocks():
        rows += [[cell.strip() for cell in row] for row in block.rows]
        if len(rows) > MOST_ROWS + 1:
            raise PanelTooLarge(MOST_ROWS)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _table(rows: list[list[str]]) -> pl.DataFrame:
    head, *body = rows
    width = max((at + 1 for at, cell in enumerate(head) if cell), default=0)
    names = head[:width]
    for at, name in enumerate(names, start=1):
        if not name or names.index(name) + 1 != at:
            raise PanelFaulty(PanelFaulty.HEADINGS, column=str(at))
    for number, row in enumerate(body, start=2):
        if len(row) < width or any(row[width:]):
            row += [""] * (width - len(row))
            if any(row[width:]):
                raise PanelFaulty(PanelFaulty.WIDTH, row=number)
    return pl.DataFrame([row[:width] for row in body], schema=dict.fromkeys(names, pl.String), orient="row")
