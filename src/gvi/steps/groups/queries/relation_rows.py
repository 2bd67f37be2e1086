"""Relations in words for a list or a page: both names, every source, and how old what is known has become (W)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.steps.groups.models import Group, Relation, RelationSign, Source
from gvi.steps.groups.queries.relations import RelationAt, relations_at
from gvi.steps.groups.queries.sources import sources_by_id
from gvi.steps.groups.words import RelationEnd, RelationKind
from gvi.trust.people.queries.batches import names_of_members

SAID_IN_DAYS = 60


@dataclass(frozen=True)
class RelationRow:
    """A relation as it reads on a day, with its two groups and its sources."""

    view: RelationAt
    first: Group
    second: Group
    sources: tuple[Source, ...]
    day: date

    @property
    def age(self) -> str:
        """How old what is known has become, in words."""
        return age_words(self.view, self.day)

    @property
    def kind(self) -> str:
        """How it reads: "konflikt", or "osäker (konflikt)" where it has faded."""
        read, said = str(self.view.kind.label), str(self.view.said.label)
        return f"{read} ({said})" if self.view.faded else read


def relation_rows(day: date, without: UUID | None = None, *, of: Group | None = None) -> list[RelationRow]:
    """The relations of ``day``, all or those of one group: three queries."""
    found = relations_at(day, without, of=of.pk if of else None)
    groups = Group.objects.in_bulk({pk for one in found for pk in (one.first, one.second)}) if found else {}
    known = sources_by_id(pk for one in found for pk in one.sources)
    rows = [
        RelationRow(
            view=one,
            first=by_name(groups[one.first], groups[one.second])[0],
            second=by_name(groups[one.first], groups[one.second])[1],
            sources=tuple(known[pk] for pk in one.sources if pk in known),
            day=day,
        )
        for one in found
    ]
    return sorted(rows, key=SORTS["name"])


def by_name(one: Group, other: Group) -> tuple[Group, Group]:
    """The two in the order of their names."""
    return (one, other) if one.sort <= other.sort else (other, one)


def age_words(view: RelationAt, day: date) -> str:
    """Such as "senaste tecken för 4 månader sedan, blir osäker den 12 februari"."""
    return ", ".join(part for part in (_seen_words(view, day), _fades_words(view, day)) if part)


def _seen_words(view: RelationAt, day: date) -> str:
    if view.last_sign is None:
        return _("inget tecken står kvar")
    days = (day - view.last_sign).days
    if days <= 0:
        return _("tecken i dag")
    if days < SAID_IN_DAYS:
        text = ngettext("senaste tecken för %(n)d dag sedan", "senaste tecken för %(n)d dagar sedan", days)
        return text % {"n": days}
    months = whole_months(view.last_sign, day)
    text = ngettext("senaste tecken för %(n)d månad sedan", "senaste tecken för %(n)d månader sedan", months)
    return text % {"n": months}


def whole_months(first: date, last: date) -> int:
    """Whole months from ``first`` to ``last``.

    >>> whole_months(date(2026, 7, 31), date(2026, 11, 23))
    3
    """
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _fades_words(view: RelationAt, day: date) -> str:
    if view.said == RelationKind.UNCERTAIN:
        return ""
    when = {"day": date_format(view.fades_on, "j F" if view.fades_on.year == day.year else "j F Y")}
    return _("osäker sedan den %(day)s") % when if view.faded else _("blir osäker den %(day)s") % when


@dataclass(frozen=True)
class SignView:
    """One sign, and who wrote it down."""

    row: RelationSign
    by: str


@dataclass(frozen=True)
class RelationPage:
    """One relation with everything that was ever said of it."""

    row: Relation
    view: RelationAt | None
    age: str
    by: str
    at: datetime
    signs: tuple[SignView, ...]

    @property
    def groups(self) -> tuple[Group, Group]:
        """The two groups by name."""
        return by_name(self.row.first, self.row.second)

    @property
    def name(self) -> str:
        """Such as "Alm – Bok"."""
        return " – ".join(group.code_name for group in self.groups)

    @property
    def end(self) -> str:
        """Why it no longer holds."""
        return str(RelationEnd(self.row.end_reason).label)


def relation_page(relation: Relation, day: date, without: UUID | None = None) -> RelationPage:
    """Everything about one relation: three queries besides the relation."""
    signs = list(relation.signs.select_related("source").order_by("-seen_on", "-at"))
    names = names_of_members(relation.by, *(sign.by for sign in signs))
    view = next(iter(relations_at(day, without, only=relation.pk)), None)
    return RelationPage(
        row=relation,
        view=view,
        age=age_words(view, day) if view else "",
        by=names.get(relation.by, ""),
        at=relation.at,
        signs=tuple(SignView(sign, names.get(sign.by, "")) for sign in signs),
    )


SORTS: dict[str, Callable[[RelationRow], Any]] = {
    "name": lambda row: (row.first.sort, row.second.sort),
    "kind": lambda row: (row.view.kind, row.first.sort),
    "since": lambda row: row.view.since,
    "seen": lambda row: row.view.last_sign or date.min,
}
PAGE = 50


def row_page(rows: Iterable[RelationRow], kind: str, sort: str, number: str | int) -> "Page[RelationRow]":
    """One page of those that read as ``kind`` (all of them for an empty one), by ``sort``."""
    wanted = [row for row in rows if not kind or row.view.kind == kind]
    wanted.sort(key=SORTS[sort.removeprefix("-") or "name"], reverse=sort.startswith("-"))
    return Paginator(wanted, PAGE).get_page(number)
