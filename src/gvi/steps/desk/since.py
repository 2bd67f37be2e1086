"""*Sedan du sist var här*: what others did in the joint space while one was away."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from gvi.steps.incidents.models import TOUCHED, Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.models import Meeting, MonthFigures, Task
from gvi.steps.review.states import MeetingState, TaskState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class News:
    """Counts of what changed after ``since``; ``figures`` is the newest released month, if it is new."""

    since: datetime
    reported: int
    confirmed: int
    unfounded: int
    meetings: int = 0
    new_tasks: int = 0
    done_tasks: int = 0
    figures: MonthFigures | None = None

    @property
    def any(self) -> bool:
        """Whether anything at all changed."""
        counts = (
            self.reported,
            self.confirmed,
            self.unfounded,
            self.meetings,
            self.new_tasks,
            self.done_tasks,
        )
        return any(counts) or self.figures is not None


def news_since(actor: Actor, since: datetime, at: datetime) -> News:
    """What changed between ``since`` and ``at`` that ``actor`` may see."""
    shared = _of_incidents(since, at)
    if not actor.may(Right.READ_MEETINGS):
        return shared
    done = Q(state=TaskState.DONE, closed_at__gt=since)
    tasks = Task.objects.filter(Q(made_at__gt=since) | done).aggregate(
        new_tasks=Count("pk", filter=Q(made_at__gt=since)), done_tasks=Count("pk", filter=done)
    )
    return replace(
        shared,
        **tasks,
        meetings=Meeting.objects.filter(state=MeetingState.HELD, closed_at__gt=since).count(),
        figures=MonthFigures.objects.filter(released_at__gt=since).first(),
    )


def _of_incidents(since: datetime, at: datetime) -> News:
    """One query: what was touched since then is found by an index, and then told apart."""
    decided = Q(decided_at__gt=since, decided_at__lte=at)
    touched = Incident.objects.alias(touched=TOUCHED).filter(touched__gt=since)
    counts = touched.aggregate(
        reported=Count("pk", filter=Q(reported_at__gt=since, reported_at__lte=at)),
        confirmed=Count("pk", filter=decided & Q(state=State.CONFIRMED)),
        unfounded=Count("pk", filter=decided & Q(state=State.UNFOUNDED)),
    )
    return News(since, counts["reported"], counts["confirmed"], counts["unfounded"])
