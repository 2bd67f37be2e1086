"""What the three documents hold, gathered from the tables (``review.documents.data`` says what each may hold).

Joint minutes: facts of incidents and joint tasks, never a group beside them (T34). Always Swedish, whoever asks.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db.models import Q
from django.utils import timezone, translation

from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.review.documents.data import (
    AcuteLine,
    AgendaData,
    ContextLine,
    Counts,
    IncidentLine,
    JointMinutes,
    JudgementLine,
    MeetingFacts,
    PoliceMinutesData,
    ReviewLine,
    TaskLine,
)
from gvi.steps.review.models import Meeting, MonthFigures, Task
from gvi.steps.review.queries.agenda import (
    MOST,
    agenda,
    changed_since,
    context_between,
    new_since,
    still_waiting,
)
from gvi.steps.review.queries.figures import GmiCounts, gmi_counts, released_counts
from gvi.steps.review.queries.judgements import JudgementView, latest
from gvi.steps.review.queries.meetings import last_and_next, rhythm_of
from gvi.steps.review.queries.tasks import TaskRow, tasks_where
from gvi.steps.review.queries.words import incident_words
from gvi.steps.review.rhythm import next_meeting_at
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right

YEAR = timedelta(days=365)
P = ParamSpec("P")
R = TypeVar("R")


def in_swedish(query: Callable[P, R]) -> Callable[P, R]:
    """Documents are written in the authorities' language, whatever the reader's own is."""

    @wraps(query)
    def swedish(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override("sv"):
            return query(*args, **kwargs)

    return swedish


@in_swedish
def joint_minutes(meeting: Meeting) -> JointMinutes:
    """The joint minutes of a held meeting, as of the moment it closed."""
    closed = meeting.closed_at or meeting.planned_at
    since = meeting.since or closed
    latest_release = MonthFigures.objects.filter(released_at__lte=closed).first()
    programme = Programme.objects.first()
    return JointMinutes(
        meeting=_facts(meeting, programme),
        incidents=tuple(_incident(it) for it in gone_through(since, closed)),
        decided=tuple(_joint(it) for it in _tasks(Q(meeting=meeting))),
        carried=tuple(_joint(it) for it in _tasks(_open_at(closed) & ~Q(meeting=meeting))),
        done=tuple(
            _joint(it) for it in _tasks(Q(state=TaskState.DONE, closed_at__gte=since, closed_at__lte=closed))
        ),
        context=tuple(_context(it) for it in context_between(since, closed)),
        counts=_counts(released_counts(latest_release)) if latest_release else None,
        note=meeting.note,
        next_at=next_meeting_at(rhythm_of(programme, meeting.planned_at), closed) if programme else None,
    )


@in_swedish
def police_minutes(meeting: Meeting, by: Actor, at: datetime | None = None) -> PoliceMinutesData:
    """The police's own minutes of a held meeting: every incident with the judgement that holds, sealed tasks."""
    closed = meeting.closed_at or meeting.planned_at
    since = meeting.since or closed
    incidents = gone_through(since, closed)
    judged = latest(incident.pk for incident in incidents)
    lines = (ReviewLine(_incident(it), _judgement(judged.get(it.pk))) for it in incidents)
    return PoliceMinutesData(
        meeting=_facts(meeting, Programme.objects.first()),
        room=by.workspace_name,
        written_at=at or closed,
        written_by=by.name,
        reviews=tuple(lines),
        decided=tuple(_row(it) for it in tasks_where(by, Q(meeting=meeting.pk))),
        carried=tuple(_row(it) for it in tasks_where(by, _open_at(closed) & ~Q(meeting=meeting.pk))),
        counts=_counts(gmi_counts(by, closed - YEAR, closed)),
    )


@in_swedish
def agenda_data(actor: Actor, now: datetime) -> AgendaData:
    """The agenda on paper, as ``actor``'s room sees it."""
    programme = Programme.objects.first()
    status = last_and_next(programme, now)
    ahead = status.running or status.planned
    made = agenda(actor, now, status.running)
    return AgendaData(
        programme=programme.name if programme else "",
        room=actor.workspace_name,
        sealed=actor.may(Right.READ_JUDGEMENTS),
        made_at=now,
        planned_at=ahead.planned_at if ahead else status.next_at,
        number=ahead.number if ahead else None,
        place=ahead.place if ahead else "",
        since=made.since,
        new=tuple(_incident(it) for it in made.new),
        changed=tuple(_incident(it) for it in made.changed),
        waiting=tuple(_incident(it) for it in made.waiting),
        waiting_more=made.waiting_more,
        tasks=tuple(_row(it) for it in made.tasks),
        acute=tuple(AcuteLine(str(it.step.title), it.incident, it.due) for it in made.acute),
        context=tuple(_context(it) for it in made.context),
    )


def gone_through(since: datetime, closed: datetime) -> list[Incident]:
    """The incidents of a meeting's agenda; of those that only wait, at most ``MOST``."""
    lists = (new_since(since, closed), changed_since(since, closed), still_waiting(since)[:MOST])
    return [incident for incidents in lists for incident in incidents]


def _open_at(moment: datetime) -> Q:
    return Q(state=TaskState.OPEN) | Q(closed_at__gt=moment)


def _tasks(asked: Q) -> Iterable[Task]:
    return (
        Task.objects.filter(asked).select_related("owner", "member", "incident__area").order_by("due", "id")
    )


def _facts(meeting: Meeting, programme: Programme | None) -> MeetingFacts:
    opened = meeting.opened_at or meeting.planned_at
    return MeetingFacts(
        programme=programme.name if programme else "",
        number=meeting.number,
        place=meeting.place,
        opened_at=opened,
        closed_at=meeting.closed_at or opened,
        since=meeting.since,
        chair=meeting.chair.name if meeting.chair else "",
        present=tuple(meeting.present.order_by("name").values_list("name", flat=True)),
        owner=meeting.owner.name if meeting.owner else "",
        registry_number=meeting.registry_number,
        secrecy_marking=meeting.secrecy_marking,
        erasure_decision=meeting.erasure_decision,
    )


def _incident(incident: Incident) -> IncidentLine:
    return IncidentLine(
        occurred_at=incident.occurred_at,
        precision=incident.precision,
        kind=incident.get_kind_display(),
        area=incident.area.name if incident.area else "",
        dead=incident.dead,
        injured=incident.injured,
        state=incident.get_state_display(),
        summary=incident.summary,
    )


def _joint(task: Task) -> TaskLine:
    """A joint task: its incident in words, never its group."""
    return TaskLine(
        title=task.title,
        owner=task.owner.name,
        due=task.due,
        state=task.get_state_display(),
        why=task.why,
        member=task.member.name if task.member else "",
        outcome=task.outcome,
        about=incident_words(task.incident) if task.incident else "",
    )


def _row(task: TaskRow) -> TaskLine:
    return TaskLine(
        title=task.title,
        owner=task.owner,
        due=task.due,
        state=str(task.state.label),
        why=task.why,
        member=task.member,
        outcome=task.outcome,
        about=", ".join(about for about in (task.group, task.incident) if about),
    )


def _context(event: ContextEvent) -> ContextLine:
    return ContextLine(event.get_kind_display(), event.title, event.starts, event.ends)


def _judgement(view: JudgementView | None) -> JudgementLine | None:
    if view is None:
        return None
    return JudgementLine(
        gmi=str(view.gmi.label),
        certainty=str(view.certainty.label),
        motive=str(view.motive.label),
        acting=view.acting,
        suffering=view.suffering,
        version=view.version,
        by=view.by,
        at=view.at,
        answer_to=view.answer_to,
        risk=view.risk,
        warn=view.warn,
    )


def _counts(counts: GmiCounts | None) -> Counts | None:
    if counts is None:
        return None
    last_day = timezone.localdate(counts.until - timedelta(seconds=1))
    return Counts(
        known=counts.known,
        suspected=counts.suspected,
        total=counts.total,
        since=timezone.localdate(counts.since),
        until=last_day,
        released_at=counts.released_at,
    )
