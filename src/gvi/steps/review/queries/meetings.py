"""When the meeting was last held, when the next one is, and whether one was missed (domain.md, "Review")."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from gvi.steps.review.models import Meeting
from gvi.steps.review.rhythm import STOCKHOLM, Rhythm, next_meeting_at
from gvi.steps.review.states import MeetingState
from gvi.trust.workspaces.models import Holiday, Programme

PAGE = 20
SORTS = {"when": "planned_at", "number": "number", "state": "state"}


@dataclass(frozen=True)
class MeetingStatus:
    """``next_at`` is the planned meeting's time, else the rhythm's; ``missed_at`` a meeting that never was held."""

    last: Meeting | None
    running: Meeting | None
    planned: Meeting | None
    next_at: datetime | None
    missed_at: datetime | None

    @property
    def overdue(self) -> bool:
        """Whether a meeting should have been held and was not."""
        return self.missed_at is not None


def rhythm_of(programme: Programme, anchor: datetime | None = None) -> Rhythm:
    """The programme's rhythm and its own closed days; fortnights count from ``anchor``, the last meeting."""
    return Rhythm(
        weekday=programme.meeting_weekday,
        at=programme.meeting_time,
        weeks=programme.meeting_weeks,
        closed=frozenset(Holiday.objects.values_list("day", flat=True)),
        **({"anchor": anchor.astimezone(STOCKHOLM).date()} if anchor else {}),
    )


def last_and_next(programme: Programme | None, now: datetime) -> MeetingStatus:
    """The state of the meeting's rhythm: three queries."""
    recent = list(
        _slim().filter(state__in=[MeetingState.HELD, MeetingState.CANCELLED]).order_by("-planned_at")[:60]
    )
    ahead = list(
        _slim().filter(state__in=[MeetingState.RUNNING, MeetingState.PLANNED]).order_by("planned_at")
    )
    last = next((it for it in recent if it.state == MeetingState.HELD), None)
    running = next((it for it in ahead if it.state == MeetingState.RUNNING), None)
    planned = next((it for it in ahead if it.state == MeetingState.PLANNED), None)
    settled = recent[0].planned_at if recent else None
    expected = _expected(programme, settled, last, now)
    return MeetingStatus(
        last=last,
        running=running,
        planned=planned,
        next_at=_next_at(planned, expected, programme, last, now),
        missed_at=None if running else _missed(planned, expected, now),
    )


def _slim() -> QuerySet[Meeting]:
    """Meetings without their document; ``has_minutes`` tells whether there is one."""
    has_minutes = ExpressionWrapper(Q(joint_minutes__isnull=False), BooleanField())
    return Meeting.objects.annotate(has_minutes=has_minutes).defer("joint_minutes", "note")


def slim_meeting(meeting_id: UUID) -> Meeting | None:
    """One meeting with its chair and owner, without its document."""
    return _slim().select_related("chair", "owner").filter(pk=meeting_id).first()


def _expected(
    programme: Programme | None, settled: datetime | None, last: Meeting | None, now: datetime
) -> datetime | None:
    """When the rhythm wants the meeting that follows the last one held or cancelled."""
    if programme is None:
        return None
    return next_meeting_at(rhythm_of(programme, last.planned_at if last else None), settled or now)


def _is_past(when: datetime, now: datetime) -> bool:
    return when.astimezone(STOCKHOLM).date() < now.astimezone(STOCKHOLM).date()


def _missed(planned: Meeting | None, expected: datetime | None, now: datetime) -> datetime | None:
    """A planned meeting stands for the expected one, so that a meeting moved by hand is not missed."""
    due = planned.planned_at if planned else expected
    return due if due and _is_past(due, now) else None


def _next_at(
    planned: Meeting | None,
    expected: datetime | None,
    programme: Programme | None,
    last: Meeting | None,
    now: datetime,
) -> datetime | None:
    if planned and not _is_past(planned.planned_at, now):
        return planned.planned_at
    if expected is None or programme is None or not _is_past(expected, now):
        return expected
    return next_meeting_at(rhythm_of(programme, last.planned_at if last else None), now)


def meeting_page(state: str, sort: str, number: str | int) -> "Page[Meeting]":
    """One page of all meetings: two queries."""
    meetings = _slim().filter(state=state) if state in MeetingState else _slim()
    field = SORTS.get(sort.removeprefix("-"), "planned_at")
    order = f"-{field}" if sort.startswith("-") else field
    return Paginator(meetings.order_by(order, "-planned_at"), PAGE).get_page(number)
