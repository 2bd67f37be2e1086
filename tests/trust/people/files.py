"""Files with invented persons, as a room of each kind would send them."""

import csv
import io
from datetime import timedelta
from typing import Any

import xlsxwriter
from django.utils import timezone

from gvi.trust.people.batch.columns import columns_of
from gvi.trust.workspaces.kinds import Kind

TODAY = timezone.localdate()
GOOD: dict[str, Any] = {
    "lokal beteckning": "Plats 7",
    "efternamn": "Ekhult",
    "förnamn": "Rut",
    "födelsedatum": "1985-03-15",
    "skyddade personuppgifter": "nej",
    "adress": "Hittevägen 3",
    "ändamål": "Förebygga våld mellan grupper",
    "behandlas som": "inte gemensamt tillgänglig",
    "grund": "Har synts i två konflikter",
    "underlag": "PM 2026-41",
    "underlagets datum": (TODAY - timedelta(days=5)).isoformat(),
    "roll": "misstänkt",
    "roll sedan": (TODAY - timedelta(days=5)).isoformat(),
    "rollens källa": "K-1234-26",
}


def headings(kind: Kind) -> list[str]:
    """Every heading that a file of this kind of room may have."""
    return [column.heading for column in columns_of(kind)]


def good_row(kind: Kind, **other: Any) -> list[str]:
    """A row with everything; ``other`` by heading, with _ for a space."""
    told = {**GOOD, **{name.replace("_", " "): value for name, value in other.items()}}
    if kind == Kind.SOCIAL_SERVICES:
        told["lokal beteckning"] = other.get("lokal_beteckning", "SN 2026-17")
    return [str(told.get(heading, "")) for heading in headings(kind)]


def csv_file(rows: list[list[str]], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(rows: list[list[str]]) -> bytes:
    """The rows as an Excel file."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def small_file(kind: Kind, count: int = 2, **other: Any) -> bytes:
    """Some persons as CSV, each with a reference of its own."""
    rows = [good_row(kind, **{"lokal_beteckning": f"SN 2026-{n}", **other}) for n in range(1, count + 1)]
    return csv_file([headings(kind), *rows])
