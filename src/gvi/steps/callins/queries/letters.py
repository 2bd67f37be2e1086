"""The words of summons, invitations and information sheets, by version; the latest approved one of a kind is in use."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from gvi.steps.callins.models import Letter
from gvi.steps.callins.words import LetterKind
from gvi.steps.review.queries.words import names_of


@dataclass(frozen=True)
class LetterRow:
    """A version with who wrote and who approved it, and whether it is the one in use."""

    row: Letter
    by: str
    approved_by: str
    in_use: bool


def letter_in_use(kind: str) -> Letter | None:
    """The latest approved version of ``kind``."""
    return Letter.objects.filter(kind=kind, approved_at__isnull=False).order_by("-number").first()


def next_number(kind: str) -> int:
    """One more than the highest there is."""
    return (Letter.objects.filter(kind=kind).aggregate(highest=Max("number"))["highest"] or 0) + 1


def letters_by_kind() -> list[tuple[LetterKind, list[LetterRow]]]:
    """Every version of each kind, the latest first: two queries."""
    rows = list(Letter.objects.order_by("kind", "-number"))
    names = names_of({who for row in rows for who in (row.by, row.approved_by) if who})
    return [(kind, _rows([row for row in rows if row.kind == kind], names)) for kind in LetterKind]


def _rows(rows: list[Letter], names: dict[UUID, str]) -> list[LetterRow]:
    used = next((row.pk for row in rows if row.approved_at), None)
    return [
        LetterRow(
            row,
            names.get(row.by, ""),
            names.get(row.approved_by, "") if row.approved_by else "",
            row.pk == used,
        )
        for row in rows
    ]
