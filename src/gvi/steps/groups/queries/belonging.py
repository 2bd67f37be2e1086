"""Memberships as lists show them, and everything that groups know of one person, each line with source and grade.

No line counts, ranks or weighs a person. Whoever is kept for named officers is in no list of anybody else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Involvement, Membership, PersonTie
from gvi.steps.groups.models.known import Graded
from gvi.steps.groups.states import FIRST, MembershipState
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.models import Member

PAGE = 25
SOON = timedelta(days=14)
MONTH = timedelta(days=30)
ENDED = Q(state=MembershipState.REMOVED)


class View(TextChoices):
    """Which memberships to show."""

    CURRENT = "galler", _("som gäller")
    TO_CONFIRM = "bekrafta", _("att bekräfta")
    TO_REVIEW = "omprova", _("att ompröva")
    ENDED = "upphorda", _("upphörda")


@dataclass(frozen=True)
class MembershipRow:
    """One membership with whom it is about, how it reads on the day, and who stands behind it."""

    row: Membership
    label: PersonLabel | None
    state: MembershipState
    proposed_by: str
    confirmed_by: str
    mine: bool
    soon: bool

    @property
    def grade(self) -> str:
        """The source's grade and the information's, as "B2"."""
        return grade_of(self.row)

    @property
    def to_confirm(self) -> bool:
        """Whether it waits for another than its proposer."""
        return self.state is MembershipState.PROPOSED

    @property
    def holds(self) -> bool:
        """Whether it holds today."""
        return self.state is MembershipState.CONFIRMED

    @property
    def open(self) -> bool:
        """Whether it may still be ended."""
        return self.state is not MembershipState.REMOVED

    @property
    def group_goes_on(self) -> bool:
        """Whether its group has not ended."""
        return self.row.group.state in FIRST


@dataclass(frozen=True)
class TieRow:
    """A tie, and the one at its other end."""

    row: PersonTie
    other: PersonLabel | None

    @property
    def grade(self) -> str:
        """The source's grade and the information's."""
        return grade_of(self.row)


@dataclass(frozen=True)
class InvolvementRow:
    """A part in an incident."""

    row: Involvement

    @property
    def grade(self) -> str:
        """The source's grade and the information's."""
        return grade_of(self.row)


@dataclass(frozen=True)
class Known:
    """What groups know of one person."""

    memberships: tuple[MembershipRow, ...]
    involvements: tuple[InvolvementRow, ...]
    ties: tuple[TieRow, ...]


def grade_of(fact: Graded) -> str:
    """``B2``: how reliable the source is and how accurate the information."""
    return f"{fact.source.reliability}{fact.accuracy}"


def to_confirm(day: date) -> Q:
    """What waits for a second member."""
    return Q(state=MembershipState.PROPOSED, review_due__gte=day)


def to_review(day: date) -> Q:
    """What is to be reviewed within a fortnight."""
    return Q(state=MembershipState.CONFIRMED, review_due__gte=day, review_due__lte=day + SOON)


def lapsed(day: date) -> Q:
    """What nobody looked at in time, and is still in sight."""
    return ~ENDED & Q(review_due__lt=day)


def current(day: date) -> Q:
    """What holds."""
    return Q(state=MembershipState.CONFIRMED, review_due__gte=day)


def ended(day: date) -> Q:
    """What was ended, or has lapsed."""
    return ENDED | lapsed(day)


VIEWS: Mapping[View, Callable[[date], Q]] = {
    View.CURRENT: current,
    View.TO_CONFIRM: to_confirm,
    View.TO_REVIEW: to_review,
    View.ENDED: ended,
}


def membership_page(
    view: View, group: UUID | None, number: str | int, *, reader: UUID | None, day: date
) -> "Page[Any]":
    """One page of memberships, by group and then by review: six queries, however many there are."""
    rows = Membership.objects.filter(VIEWS[view](day))
    if group:
        rows = rows.filter(group=group)
    ordered = rows.select_related("group", "source").order_by("group__sort", "review_due", "id")
    page: Page[Any] = Paginator(ordered, PAGE).get_page(number)
    page.object_list = membership_rows(page.object_list, reader=reader, day=day)
    return page


def membership_rows(found: Iterable[Membership], *, reader: UUID | None, day: date) -> list[MembershipRow]:
    """``found`` with labels and colleagues' names: three queries."""
    rows = list(found)
    named = labels((row.person_id for row in rows), day=day)
    colleagues = _names(rows)
    return [
        MembershipRow(
            row=row,
            label=named.get(row.person_id),
            state=row.reads_as(day),
            proposed_by=colleagues.get(row.by, ""),
            confirmed_by=colleagues.get(row.confirmed_by, ""),
            mine=row.by == reader,
            soon=row.review_due <= day + SOON,
        )
        for row in rows
    ]


def _names(rows: Sequence[Membership]) -> dict[UUID | None, str]:
    asked = {row.by for row in rows} | {row.confirmed_by for row in rows if row.confirmed_by}
    return dict(Member.objects.filter(pk__in=asked).values_list("pk", "name")) if asked else {}


def find_membership(pk: UUID) -> Membership | None:
    """The membership that the reader may see."""
    return Membership.objects.select_related("group", "source").filter(pk=pk).first()


def known_of(records: Sequence[UUID], *, reader: UUID | None, day: date) -> Known:
    """Everything about a person's ``records``: eight queries. A tie within the cluster is none."""
    asked = list(records)
    members = Membership.objects.filter(person__in=asked).select_related("group", "source")
    parts = Involvement.objects.filter(person__in=asked, withdrawn_at=None)
    parts = parts.select_related("incident__area", "source").order_by("-incident__occurred_at", "id")
    latest = members.order_by(F("ended_on").desc(nulls_first=True), "-review_due", "id")
    return Known(
        memberships=tuple(membership_rows(latest, reader=reader, day=day)),
        involvements=tuple(InvolvementRow(part) for part in parts),
        ties=tuple(_ties(asked, day)),
    )


def _ties(records: Sequence[UUID], day: date) -> list[TieRow]:
    mine = set(records)
    ties = ties_of(records)
    ends = {tie.pk: tie.second_id if tie.first_id in mine else tie.first_id for tie in ties}
    named = labels((pk for pk in ends.values() if pk not in mine), day=day)
    return [TieRow(tie, named.get(ends[tie.pk])) for tie in ties if ends[tie.pk] not in mine]


def ties_of(records: Sequence[UUID]) -> "QuerySet[PersonTie]":
    """The ties of ``records``, the latest first."""
    ties = PersonTie.objects.filter(Q(first__in=records) | Q(second__in=records), withdrawn_at=None)
    return ties.select_related("source").order_by("-seen_on", "id")


def counts_that_wait(reader: UUID | None, day: date) -> dict[str, int]:
    """How many memberships wait for a second member other than ``reader``, for review, or have lapsed. One query."""
    return Membership.objects.aggregate(
        confirm=Count("pk", filter=to_confirm(day) & ~Q(by=reader)),
        review=Count("pk", filter=to_review(day)),
        lapsed=Count("pk", filter=lapsed(day) & Q(review_due__gte=day - MONTH)),
    )
