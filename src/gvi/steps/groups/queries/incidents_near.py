"""The incidents that a part in one may be chosen among: around a day, or else the latest."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localtime

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State

MOST = 60
AROUND = timedelta(days=7)


def incidents_near(day: date | None) -> list[tuple[UUID, str]]:
    """Each with its time, kind and area in words: a week before and after ``day``, the latest first. One query."""
    found = Incident.objects.exclude(state=State.UNFOUNDED).annotate(where=F("area__name"))
    if day:
        found = found.filter(occurred_at__date__range=(day - AROUND, day + AROUND))
    return [(one.pk, _words(one)) for one in found.order_by("-occurred_at", "-id")[:MOST]]


def _words(one: Incident) -> str:
    when = f"{localtime(one.occurred_at):%Y-%m-%d %H.%M}"
    where = getattr(one, "where", None)
    return ", ".join(part for part in (f"{when} {one.get_kind_display()}", where) if part)
