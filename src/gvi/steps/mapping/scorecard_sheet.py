"""The scorecard as a sheet: each row says which day it shows and that it is secret, since rows are copied."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gvi.steps.mapping.queries.facts import WINDOWS
from gvi.steps.mapping.queries.scorecard import Line

LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def sheet(lines: Iterable[Line], day: date, window: int, without: str) -> bytes:
    """Semicolons and a byte order mark, as a Swedish Excel opens by a double click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings(window))
    for line in lines:
        writer.writerow([plain(cell) for cell in _cells(line, day, without)])
    return (MARK + out.getvalue()).encode()


def plain(cell: object) -> str:
    """``cell`` as text that no spreadsheet program runs.

    >>> plain("=1+1"), plain("Gran"), plain(7)
    ("'=1+1", 'Gran', '7')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(LIKE_FORMULA) else text


def _headings(window: int) -> list[str]:
    days = {"days": window}
    return [
        _("Rang"),
        _("Rang i perioden före"),
        _("Grupp"),
        _("Läge"),
        *(_("%(days)d dagar") % {"days": one} for one in WINDOWS),
        _("Misstänkt sida, %(days)d dagar") % days,
        _("Utsatt sida, %(days)d dagar") % days,
        _("Senaste händelse"),
        _("Läget den dag"),
        _("Utan källan"),
        _("Märkning"),
    ]


def _cells(line: Line, day: date, without: str) -> list[object]:
    return [
        line.rank,
        line.before,
        line.name,
        str(line.state.label),
        *(line.counts[days] for days in WINDOWS),
        line.sides.acting,
        line.sides.suffering,
        f"{localtime(line.last):%Y-%m-%d}" if line.last else None,
        f"{day}",
        without,
        _("Sekretess"),
    ]
