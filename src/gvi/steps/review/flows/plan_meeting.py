"""Plan a review meeting. One a day; the number counts the meetings of the programme."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from gvi.steps.review.models import Meeting
from gvi.steps.review.refusals import AnotherMeeting, NotAhead, TooFarAhead
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.rights import Right

FARTHEST = timedelta(days=366)


def plan_meeting(planned_at: datetime, place: str = "", *, by: Actor, at: datetime) -> Meeting:
    """Plan a meeting at ``planned_at`` (aware), which lies ahead, at most a year."""
    by.require(Right.RUN_MEETING)
    refuse_identity_numbers(place)
    if planned_at <= at:
        raise NotAhead("planned_at")
    if planned_at > at + FARTHEST:
        raise TooFarAhead("planned_at")
    with transaction.atomic():
        list(Programme.objects.select_for_update())  # one planner at a time: numbers follow on each other
        day = planned_at.astimezone(STOCKHOLM).date()
        others = Meeting.objects.exclude(state=MeetingState.CANCELLED)
        if others.filter(planned_at__date=day).exists():
            raise AnotherMeeting
        latest = Meeting.objects.aggregate(latest=Max("number"))["latest"] or 0
        meeting = Meeting.objects.create(number=latest + 1, planned_at=planned_at, place=place)
        write(Operation.COLLECT, "review.plan_meeting", by=by, kind="meeting", record=meeting.id)
    return meeting
