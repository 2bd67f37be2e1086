"""Nominees of a call-in as pages show them, in order of name. No line counts, ranks or weighs a person.

*Not this time* reads the same for all: neither who nominated, checked or decided nor on what words is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.ageing import RECHECK_DAYS
from gvi.steps.callins.models import CallIn, ListLock, Nominee
from gvi.steps.callins.queries.fitting import who_may_be_called
from gvi.steps.callins.states import COMING, ON_LIST, NomineeState
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.words import State
from gvi.trust.workspaces.models import Member

PAGE = 50
BY_NAME = ("person__name_key", "person__reference_key", "id")


class View(TextChoices):
    """Which nominees to show."""

    ALL = "alla", _("alla")
    TO_CHECK = "kontrollera", _("att kontrollera")
    TO_DECIDE = "besluta", _("att besluta")
    ON_LIST = "listan", _("på listan")
    NOT_CALLED = "inte", _("inte aktuella denna gång")


SHOWN: Mapping[View, Q] = {
    View.ALL: Q(),
    View.TO_CHECK: Q(state=NomineeState.NOMINATED),
    View.TO_DECIDE: Q(state=NomineeState.CHECKED),
    View.ON_LIST: Q(state__in=ON_LIST),
    View.NOT_CALLED: Q(state=NomineeState.NOT_CALLED),
}


@dataclass(frozen=True)
class NomineeRow:
    """One nominee with whom it is about, who stands behind it, and whether T11 still lets the person be called."""

    row: Nominee
    label: PersonLabel | None
    nominated_by: str
    checked_by: str
    decided_by: str
    mine: bool
    fits: bool

    @property
    def root(self) -> UUID:
        """The record that the person is read under."""
        return self.row.person.merged_into_id or self.row.person_id

    @property
    def not_called(self) -> bool:
        """Whether the answer is *not this time*."""
        return self.row.state == NomineeState.NOT_CALLED

    @property
    def blocked(self) -> bool:
        """Whether the person can no longer be called, or is read only (T11, T14)."""
        label = self.label
        readable = label is not None and label.state is State.ACTIVE and not label.overdue
        return not self.not_called and not (self.fits and readable)

    @property
    def to_check(self) -> bool:
        """Whether it waits for another than its author."""
        return self.row.state == NomineeState.NOMINATED

    @property
    def to_decide(self) -> bool:
        """Whether it is checked and undecided."""
        return self.row.state == NomineeState.CHECKED

    @property
    def on_list(self) -> bool:
        """Whether it is approved or in reserve."""
        return self.row.state in ON_LIST


def nominee_page(
    callin: CallIn, view: View, number: str | int, *, reader: UUID | None, day: date
) -> "Page[Any]":
    """One page of nominees: five queries, however many there are."""
    ordered = Nominee.objects.filter(SHOWN[view], callin=callin).select_related("group").order_by(*BY_NAME)
    page: Page[Any] = Paginator(ordered, PAGE).get_page(number)
    page.object_list = nominee_rows(page.object_list, reader=reader, day=day)
    return page


def nominees_of(callin: CallIn, *, reader: UUID | None, day: date) -> list[NomineeRow]:
    """Everybody nominated to the call-in, by name: five queries."""
    rows = Nominee.objects.filter(callin=callin).select_related("group", "person").order_by(*BY_NAME)
    return nominee_rows(rows, reader=reader, day=day)


def nominee_rows(found: Iterable[Nominee], *, reader: UUID | None, day: date) -> list[NomineeRow]:
    """``found`` with labels, colleagues' names and what T11 says today: four queries."""
    rows = list(found)
    named = labels((row.person_id for row in rows), day=day)
    fitting = (
        who_may_be_called((row.person_id for row in rows), rows[0].workspace_id) if rows else frozenset()
    )
    colleague = _names(rows).get
    return [
        NomineeRow(
            row=row,
            label=named.get(row.person_id),
            nominated_by=colleague(row.by, ""),
            checked_by=colleague(row.checked_by, ""),
            decided_by=colleague(row.decided_by, ""),
            mine=row.by == reader,
            fits=row.person_id in fitting,
        )
        for row in rows
    ]


def _names(rows: Iterable[Nominee]) -> dict[UUID | None, str]:
    asked = {who for row in rows for who in (row.by, row.checked_by, row.decided_by) if who}
    return dict(Member.objects.filter(pk__in=asked).values_list("pk", "name")) if asked else {}


def find_nominee(callin: UUID, pk: UUID) -> Nominee | None:
    """The nominee of this call-in that the reader may see."""
    return Nominee.objects.select_related("group", "callin").filter(pk=pk, callin=callin).first()


@dataclass(frozen=True)
class Standing:
    """How far the list of one call-in has come."""

    nominated: int
    checked: int
    approved: int
    reserve: int
    not_looked: int
    lock: ListLock | None

    @property
    def any(self) -> bool:
        """Whether anybody is nominated."""
        return bool(self.nominated or self.checked or self.approved or self.reserve)


def standing(callin: CallIn) -> Standing:
    """How many stand where, and whether the list is locked: two queries."""
    counted = Nominee.objects.filter(callin=callin).aggregate(
        nominated=Count("pk", filter=Q(state=NomineeState.NOMINATED)),
        checked=Count("pk", filter=Q(state=NomineeState.CHECKED)),
        approved=Count("pk", filter=Q(state=NomineeState.APPROVED)),
        reserve=Count("pk", filter=Q(state=NomineeState.RESERVE)),
        not_looked=Count("pk", filter=Q(state__in=ON_LIST, rechecked_at=None)),
    )
    return Standing(**counted, lock=ListLock.objects.filter(callin=callin).first())


def recheck_is_open(callin: CallIn, day: date) -> bool:
    """Whether the last look may be taken on ``day``, given a locked list."""
    return callin.state in COMING and day >= callin.day - timedelta(days=RECHECK_DAYS)


def on_list(callin: CallIn, session: int | None = None) -> QuerySet[Nominee]:
    """The approved and the reserves, of one session or of the whole day, by name."""
    listed = Nominee.objects.filter(callin=callin, state__in=ON_LIST)
    if session:
        listed = listed.filter(session=session)
    return listed.select_related("group").order_by(*BY_NAME)
