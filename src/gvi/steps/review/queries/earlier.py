"""Earlier incidents that the one at hand may be an answer to: the last 90 days, by day and area, nearest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.queries.words import incident_words
from gvi.steps.review.rhythm import STOCKHOLM

BACK = timedelta(days=90)
SHOWN = 8


@dataclass(frozen=True)
class Search:
    """What the reader looks for; empty: the nearest in time."""

    area_id: UUID | None = None
    day: date | None = None


def earlier_incidents(incident: Incident, search: Search) -> list[tuple[UUID, str]]:
    """Ids and words of at most ``SHOWN`` incidents before ``incident``: one query."""
    before = Incident.objects.filter(
        occurred_at__lt=incident.occurred_at, occurred_at__gte=incident.occurred_at - BACK
    ).exclude(state=State.UNFOUNDED)
    if search.area_id:
        before = before.filter(area=search.area_id)
    if search.day:
        first = datetime.combine(search.day, time(), STOCKHOLM)
        before = before.filter(occurred_at__gte=first, occurred_at__lt=first + timedelta(days=1))
    rows = before.select_related("area").order_by("-occurred_at")[:SHOWN]
    return [(row.pk, incident_words(row)) for row in rows]
