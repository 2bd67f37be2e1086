"""What a file with persons is refused for: places and expectations, never a value from it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gvi.trust.refusals import Refusal


@dataclass(frozen=True)
class RowFault:
    """One fault: the row as a spreadsheet numbers it, the column's heading, and what was expected."""

    row: int
    column: str
    expected: str | Promise

    def __str__(self) -> str:
        return _("Rad %(row)d, %(column)s: %(expected)s") % {
            "row": self.row,
            "column": self.column,
            "expected": self.expected,
        }


class FileUnreadable(Refusal):
    """The file as a whole can't be read as rows."""

    def __init__(self, expected: str | Promise) -> None:
        super().__init__(
            _("Filen går inte att läsa. Väntade %(expected)s.") % {"expected": expected}, field="file"
        )


class HeadingsRefused(FileUnreadable):
    """The first row: headings of the template that are missing by name, the file's own wrong ones by column alone."""

    def __init__(self, missing: list[str], unknown: list[str], again: list[str]) -> None:
        told = (
            (_("dessa rubriker saknas: {it}"), missing),
            (_("okänd rubrik i kolumn {it}"), unknown),
            (_("samma rubrik en gång till i kolumn {it}"), again),
        )
        parts = [str(sentence).format(it=", ".join(found)) for sentence, found in told if found]
        super().__init__(format_lazy(_("rubrikerna i mallen ({parts})"), parts="; ".join(parts)))


class RowsRefused(Refusal):
    """Some rows are not as they must be; nothing is saved."""

    def __init__(self, faults: list[RowFault]) -> None:
        self.faults = faults
        sentence = ngettext_lazy(
            "%(number)d fel i filen. Inget är sparat.", "%(number)d fel i filen. Inget är sparat.", "number"
        )
        super().__init__(sentence % {"number": len(faults)}, field="file")


class AlreadyLoaded(Refusal):
    """The same file waits or has been approved."""

    def __init__(self) -> None:
        super().__init__(_("Samma fil är redan inläst. Öppna den under Inlästa filer."), field="file")


class OwnBatch(Refusal):
    """The decision is somebody else's."""

    def __init__(self) -> None:
        super().__init__(_("Den som har läst in filen beslutar inte om den. Be en kollega som får godkänna."))
