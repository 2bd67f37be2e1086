"""Reading the reviews: the months and how they stand, what one month holds, and one thing with what lies around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.http import Http404

from gvi.site.log.queries import Line, lines, member_names
from gvi.trust.log.models import (
    Event,
    LogReview,
    LogReviewAdvice,
    LogReviewItem,
    Operation,
    ReviewState,
    Verdict,
)
from gvi.trust.log.review.missed import months
from gvi.trust.log.review.month import Month, swedish_day
from gvi.trust.log.rules import Rule, named
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room

PER_PAGE = 50
AROUND = 5
JUDGED = ~Q(verdict=Verdict.NONE)

if TYPE_CHECKING:
    ItemPaginator = Paginator[LogReviewItem]
else:
    ItemPaginator = Paginator


@dataclass(frozen=True)
class MonthRow:
    """One month of the list; ``review`` is missing until somebody has opened it.

    ``unadvised``: signed with items that nobody has judged, and the data protection officer has not advised.
    """

    month: Month
    missed: bool
    review: LogReview | None
    total: int
    judged: int
    signer: str
    unadvised: bool

    @property
    def signed(self) -> bool:
        """Whether it is done."""
        return self.review is not None and self.review.state == ReviewState.SIGNED


@dataclass(frozen=True)
class Part:
    """How far one rule's items are judged; ``own`` are the reader's own, which somebody else judges."""

    rule: Rule
    total: int
    judged: int
    own: int

    @property
    def left(self) -> int:
        """What the reader has left to judge."""
        return self.total - self.judged - self.own


@dataclass(frozen=True)
class ItemLine:
    """One thing to look at, with its event in words; an event no longer in reach leaves the line empty."""

    item: LogReviewItem
    rule: Rule
    line: Line | None
    own: bool


def unadvised() -> QuerySet[LogReview]:
    """Signed reviews with items that nobody has judged, on which the data protection officer has not advised."""
    unjudged = LogReviewItem.objects.filter(review=OuterRef("pk"), verdict=Verdict.NONE)
    advice = LogReviewAdvice.objects.filter(review=OuterRef("pk"))
    return LogReview.objects.filter(Exists(unjudged), ~Exists(advice), state=ReviewState.SIGNED)


def month_rows(reader: Actor, at: datetime) -> list[MonthRow]:
    """Every month of the room, latest first. Three queries."""
    counted = LogReview.objects.annotate(
        total=Count("items"),
        judged=Count("items", filter=~Q(items__verdict="")),
        unadvised=Exists(unadvised().filter(pk=OuterRef("pk"))),
    )
    known = {Month(review.month): review for review in counted}
    names = member_names(own_room(reader))
    today = swedish_day(at)
    every = sorted({*months(reader, at), *known}, reverse=True)
    return [_row(month, known.get(month), names, missed=month.sign_by < today) for month in every]


def _row(month: Month, review: LogReview | None, names: Mapping[UUID, str], *, missed: bool) -> MonthRow:
    signed = review is not None and review.state == ReviewState.SIGNED
    return MonthRow(
        month=month,
        missed=missed and not signed,
        review=review,
        total=getattr(review, "total", 0),
        judged=getattr(review, "judged", 0),
        signer=names.get(review.signed_by, "") if review and review.signed_by else "",
        unadvised=getattr(review, "unadvised", False),
    )


def month_of(text: str) -> Month:
    """The month that an address names, or 404."""
    month = Month.read(text)
    if month is None:
        raise Http404
    return month


def find_review(month: Month) -> LogReview | None:
    """The room's review of ``month``, if there is one."""
    return LogReview.objects.filter(month=month.first).first()


def need_review(month: Month) -> LogReview:
    """The room's review of ``month``, or 404."""
    review = find_review(month)
    if review is None:
        raise Http404
    return review


def parts(review: LogReview, reader: Actor) -> list[Part]:
    """The review by rule, in the order in which its items stand. One query."""
    own = Count("pk", filter=Q(verdict=Verdict.NONE, member_id=reader.member_id))
    counted = (
        review.items.order_by()
        .values("rule")
        .annotate(place=Min("position"), total=Count("pk"), judged=Count("pk", filter=JUDGED), own=own)
    )
    rows = sorted(counted, key=lambda row: row["place"])
    return [Part(named(row["rule"]), row["total"], row["judged"], row["own"]) for row in rows]


def waiting(review: LogReview, reader: Actor) -> QuerySet[LogReviewItem]:
    """What ``reader`` has left to judge, in order."""
    return review.items.filter(verdict=Verdict.NONE).exclude(member_id=reader.member_id).order_by("position")


def items_page(review: LogReview, *, rule: str, verdict: str, number: str | int) -> Page[LogReviewItem]:
    """One page of the items of ``rule`` (all when empty) with ``verdict`` (``left``: none yet). Two queries."""
    chosen = review.items.order_by("position")
    if rule:
        chosen = chosen.filter(rule=rule)
    if verdict:
        chosen = chosen.filter(verdict="" if verdict == "left" else verdict)
    return ItemPaginator(chosen, PER_PAGE).get_page(number)


def item_lines(items: Iterable[LogReviewItem], reader: Actor) -> list[ItemLine]:
    """Items with their events, for ``reader``. Two queries, however many items."""
    found = list(items)
    events = Event.objects.in_bulk([item.event_id for item in found])
    names = member_names(own_room(reader))
    told = dict(zip(events, lines(events.values(), names, reader), strict=True))
    return [
        ItemLine(item, named(item.rule), told.get(item.event_id), item.member_id == reader.member_id)
        for item in found
    ]


def around(item: LogReviewItem, reader: Actor) -> list[Line]:
    """What the same member did just before and after, oldest first. Three queries."""
    same = Event.objects.filter(workspace_id=item.workspace_id, member_id=item.member_id)
    same = same.exclude(operation=Operation.SIGN_IN).exclude(pk=item.event_id)
    before = same.filter(at__lte=item.event_at).order_by("-at", "-id")[:AROUND]
    after = same.filter(at__gt=item.event_at).order_by("at", "id")[:AROUND]
    return lines([*reversed(before), *after], member_names(own_room(reader)), reader)
