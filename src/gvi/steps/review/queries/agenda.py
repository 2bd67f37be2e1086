"""The agenda that makes itself: what came and changed since the last meeting, what waits, and what is to be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from gvi.steps.incidents.models import TOUCHED, ContextEvent, Incident
from gvi.steps.incidents.states import OPEN, State
from gvi.steps.review.acute import BY_CODE, PlannedStep
from gvi.steps.review.models import AcuteStep, Meeting
from gvi.steps.review.queries.since import since_last
from gvi.steps.review.queries.tasks import TaskRow, open_tasks
from gvi.steps.review.queries.words import incident_words
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

RECENT = timedelta(days=90)
MOST = 100
TASKS = 50
HISTORY = Q(reported_at=F("occurred_at"), changed_at=None, state=State.REPORTED)
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class AcuteView:
    """A step of a running 24-hour plan that is not done yet."""

    id: UUID
    incident_id: UUID
    incident: str
    step: PlannedStep
    due: datetime


@dataclass(frozen=True)
class Agenda:
    """As one reader sees it. The incident lists are cut; ``more`` says how many were left out."""

    since: datetime
    new: tuple[Incident, ...]
    changed: tuple[Incident, ...]
    waiting: tuple[Incident, ...]
    more: int
    waiting_more: int
    tasks: tuple[TaskRow, ...]
    acute: tuple[AcuteView, ...]
    context: tuple[ContextEvent, ...]

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """All incidents in the order in which the meeting goes through them."""
        return (*self.new, *self.changed, *self.waiting)


def agenda(actor: Actor, now: datetime, meeting: Meeting | None = None, *, most: int = MOST) -> Agenda:
    """The agenda as of ``now``, or of a meeting that was opened, ``most`` of each list: thirteen queries at most."""
    since = (meeting.since if meeting else None) or since_last(now)
    new, changed, waiting = new_since(since, now), changed_since(since, now), still_waiting(since)
    cut = [new.count(), changed.count(), waiting.count()]
    return Agenda(
        since=since,
        new=tuple(new[:most]),
        changed=tuple(changed[:most]),
        waiting=tuple(waiting[:most]),
        more=sum(max(number - most, 0) for number in cut[:2]),
        waiting_more=max(cut[2] - most, 0),
        tasks=tuple(open_tasks(actor, limit=TASKS)),
        acute=tuple(open_steps()) if actor.may(Right.READ_JUDGEMENTS) else (),
        context=tuple(context_between(since, now + AHEAD)),
    )


def walk(now: datetime, meeting: Meeting | None = None, last: datetime | None = None) -> list[UUID]:
    """The ids of the agenda's incidents, in its order: three queries, or four without an open meeting.

    ``last`` is when the last meeting closed, if that has been asked already.
    """
    since = (meeting.since if meeting else None) or last or since_last(now)
    lists = (new_since(since, now), changed_since(since, now), still_waiting(since))
    return [pk for incidents in lists for pk in incidents.values_list("pk", flat=True)[:MOST]]


def _came(since: datetime) -> Q:
    """Reported since then and not long past: a sheet of last year's incidents is no news to a meeting."""
    return Q(reported_at__gte=since, occurred_at__gte=since - RECENT)


def _touched(since: datetime) -> QuerySet[Incident]:
    """Incidents reported, decided or corrected since then: one index finds them among all there are."""
    return Incident.objects.alias(touched=TOUCHED).filter(touched__gte=since)


def new_since(since: datetime, now: datetime) -> QuerySet[Incident]:
    """Incidents that came since then and have not been set aside, oldest first."""
    came = _touched(since).filter(_came(since), reported_at__lte=now).exclude(state=State.UNFOUNDED)
    return came.select_related("area").order_by("occurred_at", "id")


def changed_since(since: datetime, now: datetime) -> QuerySet[Incident]:
    """Older incidents that were decided or corrected since then, and new ones that were set aside.

    What a file brought with its decision in it was decided long ago: reading it in is no change.
    """
    decided = Q(decided_at__gte=since, decided_at__lte=now, decided_at__gt=F("reported_at"))
    corrected = Q(changed_at__gte=since, changed_at__lte=now)
    old = ~_came(since) | Q(state=State.UNFOUNDED)
    changed = _touched(since).filter(decided | corrected, old)
    return changed.select_related("area").order_by("occurred_at", "id")


def still_waiting(since: datetime) -> QuerySet[Incident]:
    """Incidents that nobody has decided, known already at the last meeting and unchanged; newest first.

    What a file brought long after it happened counts as reported then: no meeting has seen it, and none waits for it.
    """
    untouched = (Q(decided_at=None) | Q(decided_at__lt=since)) & (
        Q(changed_at=None) | Q(changed_at__lt=since)
    )
    waiting = Incident.objects.filter(~_came(since), ~HISTORY, untouched, state__in=OPEN)
    return waiting.select_related("area").order_by("-occurred_at", "id")


def open_steps() -> list[AcuteView]:
    """Steps of acute plans that are not done, by the clock: one query."""
    steps = AcuteStep.objects.filter(done_at=None).select_related("incident__area").order_by("due", "code")
    return [
        AcuteView(it.pk, it.incident_id, incident_words(it.incident), BY_CODE[it.code], it.due)
        for it in steps
    ]


def context_between(since: datetime, until: datetime) -> QuerySet[ContextEvent]:
    """Context events that touch the days between."""
    first, last = timezone.localdate(since), timezone.localdate(until)
    going_on = Q(ends__gte=first) | Q(ends=None, starts__gte=first)
    return ContextEvent.objects.filter(going_on, starts__lte=last).order_by("starts")
