"""Call-ins as the list and their own pages show them: each in a bounded number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import Http404
from django.utils.timezone import localdate

from gvi.steps.callins.flows.tick_item import LIVE, may_tick
from gvi.steps.callins.models import CallIn, CheckItem, GoNoGo
from gvi.steps.callins.plan import BY_KEY, STEPS, Step
from gvi.steps.callins.states import COMING
from gvi.steps.callins.words import SpeakerRole, Verdict
from gvi.steps.review.queries.words import names_of
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind

SPEAKING = (Kind.POLICE, Kind.MUNICIPALITY, Kind.PROBATION, Kind.SOCIAL_SERVICES)
"""The authorities that each say go or no-go."""
ORDER = {step.key: number for number, step in enumerate(STEPS)}


def name_of(kind: Kind) -> str:
    """An authority as a call-in calls it, in a word that can stand in a row of others."""
    return str(SpeakerRole(kind.value).label)


@dataclass(frozen=True)
class ItemRow:
    """A line of the checklist: what and whose it is, when it is due, who ticked it, its page if the reader opens it."""

    item: CheckItem
    step: Step
    done_by: str
    late: bool
    mine: bool
    route: str = ""

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return name_of(self.step.owner)


@dataclass(frozen=True)
class Said:
    """What one authority has said last, or nothing yet."""

    kind: Kind
    verdict: GoNoGo | None
    by: str = ""

    @property
    def who(self) -> str:
        """The authority, in a word."""
        return name_of(self.kind)

    @property
    def go(self) -> bool:
        """Whether it is ready."""
        return self.verdict is not None and self.verdict.verdict == Verdict.GO


def all_callins() -> "QuerySet[CallIn]":
    """Every call-in, the next one first, then those that have been, the latest first; what is left is counted."""
    coming = Case(When(state__in=COMING, then=Value(0)), default=Value(1), output_field=IntegerField())
    left = Count("checklist", filter=Q(checklist__done_on__isnull=True))
    return CallIn.objects.annotate(over=coming, left=left).order_by("over", "-day", "-number")


def in_order(callins: Iterable[CallIn]) -> list[CallIn]:
    """The coming ones by day, the nearest first; then the others as they are."""
    every = list(callins)
    ahead = sorted((it for it in every if it.state in COMING), key=lambda it: (it.day, it.number))
    return [*ahead, *(it for it in every if it.state not in COMING)]


def find_callin(pk: UUID) -> CallIn:
    """The call-in ``pk``; 404 for any other."""
    found = CallIn.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find_item(pk: UUID) -> CheckItem:
    """The line ``pk`` of a checklist; 404 for any other."""
    found = CheckItem.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def starts_at(callin: CallIn) -> datetime:
    """The moment a call-in begins, in Swedish time."""
    return datetime.combine(callin.day, callin.starts, STOCKHOLM)


def checklist(callin: CallIn, actor: Actor, at: datetime) -> list[ItemRow]:
    """What is left comes first, the latest first of all; then what is done: two queries."""
    items = sorted(CheckItem.objects.filter(callin=callin), key=lambda it: (it.due, ORDER[it.key]))
    names = names_of(item.done_by for item in items)
    rows = [_row(item, callin, names, actor, localdate(at)) for item in items]
    return sorted(rows, key=lambda row: row.item.done_on is not None)


def _row(item: CheckItem, callin: CallIn, names: Mapping[UUID, str], actor: Actor, today: date) -> ItemRow:
    step = BY_KEY[item.key]
    return ItemRow(
        item=item,
        step=step,
        done_by=names.get(item.done_by, "") if item.done_by else "",
        late=item.done_on is None and item.due < today and callin.state in LIVE,
        mine=callin.state in LIVE and may_tick(item.key, actor),
        route=step.route if actor.may(step.right) else "",
    )


def said_by_each(callin: CallIn) -> list[Said]:
    """The latest word of each authority that speaks: two queries."""
    latest = {row.kind: row for row in GoNoGo.objects.filter(callin=callin).order_by("at", "id")}
    names = names_of(row.by for row in latest.values())
    return [
        Said(kind, latest.get(kind), names.get(latest[kind].by, "") if kind in latest else "")
        for kind in SPEAKING
    ]
