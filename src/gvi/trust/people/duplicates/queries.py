"""Pairs as the page shows them: two records side by side, what agrees and what does not; six queries at most."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.functional import Promise

from gvi.linkage import Degree, Field
from gvi.trust.people.duplicates.seen import pairs_in_sight
from gvi.trust.people.duplicates.words import AGREES, DEGREES, FIELDS
from gvi.trust.people.labels import PersonLabel, labels, shown_name
from gvi.trust.people.models import Pair, Person
from gvi.trust.people.words import PairState

PAGE, MERGED = 10, 20


@dataclass(frozen=True)
class Row:
    """One thing that is compared: its name, the older record's and the newer's, and how far they agree."""

    name: str | Promise
    older: str
    newer: str
    word: str | Promise
    agrees: bool


@dataclass(frozen=True)
class PairView:
    """A pair with both records named; ``older`` is the one that the other would be read under."""

    pair: Pair
    older: PersonLabel
    newer: PersonLabel
    entered: tuple[date, date]
    rows: tuple[Row, ...]
    overdue: bool


def open_page(number: str | int, *, day: date) -> "tuple[Page[Pair], list[PairView]]":
    """The open pairs that the actor may see, oldest record first."""
    waiting = pairs_in_sight().filter(state=PairState.OPEN).order_by("id")
    page = Paginator(waiting, PAGE).get_page(number)
    return page, views_of(page.object_list, day=day)


def merged_pairs(*, day: date) -> list[PairView]:
    """The latest merges, which can be taken back."""
    merged = pairs_in_sight().filter(state=PairState.SAME).order_by("-decided_at", "id")
    return views_of(merged[:MERGED], day=day)


def waiting_count() -> int:
    """How many open pairs the actor may see: one query."""
    return pairs_in_sight().filter(state=PairState.OPEN).count()


def views_of(pairs: Iterable[Pair], *, day: date) -> list[PairView]:
    """``pairs`` as they are shown: three queries, however many there are."""
    listed = list(pairs)
    ids = {pk for pair in listed for pk in (pair.first_id, pair.second_id)}
    rows = {row.pk: row for row in Person.objects.filter(pk__in=ids)} if ids else {}
    named = own_labels(rows, day=day)
    return [_view(pair, rows, named, day) for pair in listed if {pair.first_id, pair.second_id} <= set(rows)]


def own_labels(rows: dict[UUID, Person], *, day: date) -> dict[UUID, PersonLabel]:
    """Labels with each record's own name; the roles are those of the whole person (T12)."""
    return {pk: replace(label, name=shown_name(rows[pk])) for pk, label in labels(rows, day=day).items()}


def _view(pair: Pair, rows: dict[UUID, Person], named: dict[UUID, PersonLabel], day: date) -> PairView:
    older, newer = sorted(
        (rows[pair.first_id], rows[pair.second_id]), key=lambda row: (row.entered_on, row.pk)
    )
    return PairView(
        pair=pair,
        older=named[older.pk],
        newer=named[newer.pk],
        entered=(older.entered_on, newer.entered_on),
        rows=tuple(_row(reason, older, newer) for reason in pair.reasons),
        overdue=any(row.review_due < day for row in (older, newer)),
    )


def _row(reason: dict[str, str], older: Person, newer: Person) -> Row:
    field, degree = Field(reason["field"]), Degree(reason["degree"])
    return Row(FIELDS[field], _said(older, field), _said(newer, field), DEGREES[degree], degree in AGREES)


def _said(row: Person, field: Field) -> str:
    value = getattr(row, field.value)
    return date_format(value, "Y-m-d") if isinstance(value, date) else str(value or "")
