"""An import's account in the reader's own language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from gvi.steps.incidents.models import ImportFile, Kind
from gvi.steps.incidents.reading import FileRefused
from gvi.trust.workspaces.free_text import What


@dataclass(frozen=True)
class Account:
    """What the result page and the history show."""

    id: UUID
    at: datetime | None
    form: str
    rows: int
    new: int
    changed: int
    same: int
    refused_rows: int
    kept: list[tuple[str, int]]
    skipped: list[tuple[str, int]]
    skipped_rows: int
    refused: list[dict[str, Any]]
    warned_rows: int
    warned: list[dict[str, Any]]


def account(file: ImportFile) -> Account:
    """The stored account of a published file."""
    result = file.result
    return Account(
        id=file.pk,
        at=file.published_at,
        form=_("polisens händelser") if file.form == "polisen" else file.form.upper(),
        rows=result["rows"],
        new=result["new"],
        changed=result["changed"],
        same=result["same"],
        refused_rows=result["refused_rows"],
        kept=_most_first({str(Kind(kind).label): times for kind, times in result["kept"].items()}),
        skipped=_most_first(result["skipped"]),
        skipped_rows=sum(result["skipped"].values()),
        refused=[_refusal(**one) for one in result["refused"]],
        warned_rows=result["warned_rows"],
        warned=[{**one, "what": What(one["what"]).label} for one in result["warned"]],
    )


def _most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _refusal(expected: str, **where: Any) -> dict[str, Any]:
    return {**where, "expected": _(expected)}


def file_refusal(error: FileRefused) -> str:
    """Why the whole file was refused, in the reader's language."""
    place = f" ({error.where})" if error.where else ""
    row = _(", rad %(row)s") % {"row": error.row} if error.row else ""
    return _("Filen kan inte läsas%(row)s: väntade %(expected)s%(place)s.") % {
        "row": row,
        "expected": _(error.expected),
        "place": place,
    }
