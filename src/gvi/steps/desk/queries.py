"""What the first page needs, block by block, each in a bounded number of queries (screens.md, "Läget").

Which blocks a reader gets follows from their rights: an administrator sees none of them, an evaluator only
figures and the year, the police their own counts as of today and everybody else the released ones.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gvi.science.charts import Span
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.reached import held_between
from gvi.steps.desk.contact import GroupContact, group_contact
from gvi.steps.desk.since import News, news_since
from gvi.steps.incidents.days import day_of, year_before
from gvi.steps.incidents.models import Incident, Kind
from gvi.steps.incidents.queries.figures import YearFigures, last_year, year_figures
from gvi.steps.incidents.queries.pictures import YearPicture, year_picture
from gvi.steps.incidents.states import OPEN, State
from gvi.steps.review.queries.agenda import new_since, walk
from gvi.steps.review.queries.figures import GmiCounts, gmi_counts
from gvi.steps.review.queries.meetings import MeetingStatus, last_and_next
from gvi.steps.review.queries.since import since_last
from gvi.steps.review.queries.tasks import TaskCounts, TaskRow, done_since, open_tasks, task_counts
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right

YEAR = timedelta(days=365)
ROWS = 6
MOST = 100


@dataclass(frozen=True)
class Since:
    """The second figure: what came, what was finished and what is late since the last meeting."""

    new: int
    done: int
    late: int


@dataclass(frozen=True)
class Desk:
    """Everything on the page; a block that the reader may not see is ``None`` or empty.

    ``empty`` tells that nothing has happened or been read in yet, so that the page says where to begin.
    """

    at: datetime
    waiting: Incident | None
    waiting_more: int
    figures: YearFigures
    picture: YearPicture
    news: News | None = None
    meetings: MeetingStatus | None = None
    counts: TaskCounts | None = None
    since: Since | None = None
    related: GmiCounts | None = None
    tasks: tuple[TaskRow, ...] = ()
    to_review: int = 0
    empty: bool = False
    contact: GroupContact | None = None
    held: tuple[CallIn, ...] = ()

    @property
    def late(self) -> list[TaskRow]:
        """Tasks whose time has passed."""
        return [task for task in self.tasks if task.due < self.at]

    @property
    def ahead(self) -> list[TaskRow]:
        """Tasks still in time."""
        return [task for task in self.tasks if task.due >= self.at]


def desk(actor: Actor, programme: Programme | None, *, at: datetime, visited: datetime | None) -> Desk:
    """Gather the page for ``actor`` as of ``at``; ``visited`` is when they were here last."""
    today, counted = day_of(at), last_year(at)
    waiting, more = _waiting()
    held = held_between(year_before(today), today) if actor.may(Right.READ_CALLINS) else []
    nothing = not counted and waiting is None and not Incident.objects.exists()
    shared = Desk(
        at=at,
        waiting=waiting,
        waiting_more=more,
        figures=year_figures(at, counted),
        picture=year_picture(year_before(today), today, counted=counted, beside=_lines(held)),
        contact=group_contact(actor, at) if actor.may(Right.READ_CALLINS) else None,
        held=tuple(held),
        news=news_since(actor, visited, at) if visited else None,
        empty=nothing,
    )
    return _with_meetings(shared, actor, programme) if actor.may(Right.READ_MEETINGS) else shared


def _lines(held: list[CallIn]) -> list[Span]:
    """Each call-in as a line of the year's picture."""
    return [
        Span(_("Call-in %(number)s") % {"number": callin.number}, callin.day, tone="call") for callin in held
    ]


def _waiting() -> tuple[Incident | None, int]:
    """The undecided incident to look at first, and how many more there are.

    Those that wait come before those just reported, the gravest kind first, then the newest. One query.
    """
    newest = Incident.objects.filter(state__in=OPEN).order_by("-occurred_at")
    found = list(newest.select_related("area").defer("summary")[:MOST])
    if not found:
        return None, 0
    grave = list(Kind)
    first = min(found, key=lambda one: (one.state != State.WAITING, grave.index(Kind(one.kind))))
    return first, len(found) - 1


def _with_meetings(shared: Desk, actor: Actor, programme: Programme | None) -> Desk:
    status = last_and_next(programme, shared.at)
    last = since_last(shared.at)
    counts = task_counts(actor, shared.at)
    new = new_since(last, shared.at).count()
    tasks = tuple(open_tasks(actor, limit=ROWS))
    return replace(
        shared,
        meetings=status,
        counts=counts,
        since=Since(new, done_since(actor, last), counts.late),
        related=gmi_counts(actor, shared.at - YEAR, shared.at),
        tasks=tasks,
        to_review=len(walk(shared.at, status.running, last)),
        empty=shared.empty and not tasks,
    )
