"""How far back an agenda reaches: to the last meeting, or thirty days before the first one."""

from datetime import datetime, timedelta

from gvi.steps.review.models import Meeting
from gvi.steps.review.states import MeetingState

FIRST_TIME = timedelta(days=30)


def since_last(now: datetime) -> datetime:
    """When the last held meeting closed; what came during it belongs to it."""
    held = Meeting.objects.filter(state=MeetingState.HELD, closed_at__isnull=False).order_by("-closed_at")
    return held.values_list("closed_at", flat=True).first() or now - FIRST_TIME
