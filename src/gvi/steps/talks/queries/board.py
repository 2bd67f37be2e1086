"""The board: talks by state, late first, each with whom it is with, and the same as a list to filter and page.

A column shows the first few and says how many there are; a constant number of queries however many talks there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from gvi.steps.talks import deadlines
from gvi.steps.talks.models import Attempt, Talk
from gvi.steps.talks.states import REACHED, WAITING, TalkState
from gvi.steps.talks.words import Reason
from gvi.trust.people.labels import PersonLabel, labels

COLUMNS = (*WAITING, *REACHED, TalkState.FOLLOW_UP)
IN_A_COLUMN = 8
PAGE = 25


@dataclass(frozen=True)
class TalkRow:
    """One talk as a list shows it; ``unconfirmed`` when a day has passed since it was approved by phone alone."""

    row: Talk
    label: PersonLabel | None
    late: bool
    unconfirmed: bool

    @property
    def waits(self) -> bool:
        """Whether it is still to be held."""
        return self.row.state in WAITING

    @property
    def attempts(self) -> int:
        """How many attempts there are."""
        return int(self.row.tries)  # type: ignore[attr-defined]

    @property
    def target(self) -> datetime | None:
        """The time to aim at, where the reason has one."""
        return deadlines.target(Reason(self.row.reason), due=self.row.due_at) if self.waits else None


@dataclass(frozen=True)
class Column:
    """The first talks of a state, and how many there are."""

    state: TalkState
    rows: tuple[TalkRow, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Asked:
    """What a list is filtered by."""

    state: str = ""
    reason: str = ""
    group: UUID | None = None
    late: bool = False


def with_tries(talks: QuerySet[Talk]) -> QuerySet[Talk]:
    """The talks, each carrying how many attempts it has."""
    counted = Attempt.objects.filter(talk=OuterRef("pk")).order_by().values("talk").annotate(n=Count("pk"))
    told = talks.select_related("group", "team", "incident")
    return told.annotate(tries=Coalesce(Subquery(counted.values("n")), 0))


def board(at: datetime) -> list[Column]:
    """The columns in the order of the work: five queries."""
    open_ones = Talk.objects.filter(state__in=COLUMNS)
    totals = dict(open_ones.order_by().values_list("state").annotate(Count("pk")))
    order = Window(RowNumber(), partition_by=[F("state")], order_by=["due_at", "id"])
    firsts = with_tries(open_ones).annotate(order=order).filter(order__lte=IN_A_COLUMN)
    rows = talk_rows(firsts.order_by("due_at", "id"), at)
    return [
        Column(state, tuple(one for one in rows if one.row.state == state), totals.get(state, 0))
        for state in COLUMNS
    ]


def talk_page(asked: Asked, number: str | int, at: datetime) -> "Page[Any]":
    """One page of the list, due first."""
    found = with_tries(Talk.objects.filter(_wanted(asked, at))).order_by("due_at", "id")
    page: Page[Any] = Paginator(found, PAGE).get_page(number)
    page.object_list = talk_rows(page.object_list, at)
    return page


def _wanted(asked: Asked, at: datetime) -> Q:
    wanted = Q(state=asked.state) if asked.state else Q()
    wanted &= Q(reason=asked.reason) if asked.reason else Q()
    wanted &= Q(group=asked.group) if asked.group else Q()
    return wanted & Q(state__in=WAITING, due_at__lt=at) if asked.late else wanted


def talk_rows(talks: Iterable[Talk], at: datetime) -> list[TalkRow]:
    """``talks`` with labels: two queries. A talk whose person the reader may not see is not there."""
    rows = list(talks)
    named = labels(row.person_id for row in rows)
    return [
        TalkRow(
            row, named.get(row.person_id), row.state in WAITING and row.due_at < at, is_unconfirmed(row, at)
        )
        for row in rows
    ]


def is_unconfirmed(talk: Talk, at: datetime) -> bool:
    """Whether it was approved by phone more than a day ago and never in writing."""
    if not talk.oral or talk.confirmed_at or talk.approved_at is None:
        return False
    return talk.approved_at + timedelta(hours=deadlines.CONFIRM_HOURS) < at


def late_count(at: datetime) -> int:
    """How many talks should have been held."""
    return Talk.objects.filter(state__in=WAITING, due_at__lt=at).order_by().count()
