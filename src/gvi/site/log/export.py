"""The chosen part of the log as a spreadsheet, itself logged as an export before it is sent."""

import io
from collections.abc import Iterable
from uuid import UUID

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _

from gvi.site.log.queries import Line, lines, member_names
from gvi.site.log.selection import Selection
from gvi.site.times import table_time
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

MOST = 50_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (17, 24, 18, 44, 22, 38, 40, 8)


class TooMany(Refusal):
    """More events than one file takes."""

    def __init__(self) -> None:
        sentence = _("Urvalet är större än %(most)s rader.") % {"most": MOST}
        super().__init__(sentence, reason=_("Välj en kortare period."))


@transaction.atomic
def export_log(selection: Selection, *, by: Actor) -> bytes:
    """Write the chosen events as an Excel file; raises ``TooMany`` rather than leave some out."""
    by.require(Right.READ_LOG)
    events = list(selection.rows()[: MOST + 1])
    if len(events) > MOST:
        raise TooMany
    write(Operation.EXPORT, "log.export", by=by, kind="log", count=len(events))
    records = (event.record_id for event in events)
    return _sheet(zip(lines(events, member_names(by.workspace_id), by), records, strict=True))


def _sheet(rows: Iterable[tuple[Line, UUID | None]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(_("Logg"))
        bold = book.add_format({"bold": True})
        for column, (head, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        for number, (line, record) in enumerate(rows, start=1):
            texts = (
                table_time(line.at),
                line.who,
                line.operation,
                line.verb,
                line.kind,
                str(record or ""),
                line.reason,
            )
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
            sheet.write_number(number, len(texts), line.count)
    return out.getvalue()


def _heads() -> tuple[str, ...]:
    return (
        *(_("När"), _("Vem"), _("Handling"), _("Vad"), _("Slag av post")),
        *(_("Post"), _("Varför"), _("Antal")),
    )
