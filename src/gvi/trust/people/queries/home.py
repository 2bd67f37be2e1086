"""The first page of persons: who waits for a second person, how many reviews are due, who was opened last."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from gvi.trust.people.models import Batch, Person
from gvi.trust.people.words import BatchState, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right

SOON = timedelta(days=14)
SHOWN = 10


@dataclass(frozen=True)
class HomeCounts:
    """How many persons the room has in sight, how many reviews are overdue or due within fourteen days."""

    persons: int
    overdue: int
    soon: int
    proposed: int


def home_counts(day: date) -> HomeCounts:
    """One query."""
    own = Q(merged_into=None)
    found = Person.objects.aggregate(
        persons=Count("pk", filter=own),
        overdue=Count("pk", filter=own & Q(review_due__lt=day)),
        soon=Count("pk", filter=own & Q(review_due__range=(day, day + SOON))),
        proposed=Count("pk", filter=Q(state=State.PROPOSED)),
    )
    return HomeCounts(**found)


def proposed_ids(limit: int | None = SHOWN) -> list[UUID]:
    """Those who wait for a second person, longest first."""
    waiting = Person.objects.filter(state=State.PROPOSED).order_by("entered_on", "name_key", "id")
    return list(waiting.values_list("pk", flat=True)[:limit])


def waiting_batches(by: Actor) -> int:
    """How many files wait for a decision that the actor may take."""
    if not by.may(Right.APPROVE_PERSONS):
        return 0
    return Batch.objects.filter(state=BatchState.PROPOSED).exclude(made_by=own_member(by)).count()
