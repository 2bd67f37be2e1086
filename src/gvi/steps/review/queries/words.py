"""Incidents and people in words: one line that a task, a minute or a list can carry."""

from collections.abc import Iterable
from uuid import UUID

from gvi.steps.incidents.models import Incident, Precision
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.trust.workspaces.models import Member


def incident_words(incident: Incident) -> str:
    """Such as ``skjutning 2026-11-21 22.40, Norra torget``; the clock only when it is known."""
    when = incident.occurred_at.astimezone(STOCKHOLM)
    clock = "" if incident.precision == Precision.DAY else f" {when:%H.%M}"
    place = f", {incident.area.name}" if incident.area else ""
    return f"{incident.get_kind_display()} {when:%Y-%m-%d}{clock}{place}"


def names_of(members: Iterable[UUID | None]) -> dict[UUID, str]:
    """Members' names by id: one query."""
    wanted = {member for member in members if member is not None}
    return dict(Member.objects.filter(pk__in=wanted).values_list("pk", "name"))
