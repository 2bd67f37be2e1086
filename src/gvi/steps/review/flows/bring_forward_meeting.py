"""Bring a planned meeting forward to now, so that it can be held before its day."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.models import Meeting
from gvi.steps.review.refusals import AnotherMeeting, WrongState
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def bring_forward_meeting(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Move a meeting that is planned for a later time to ``at``; one a day, as when it is planned."""
    by.require(Right.RUN_MEETING)
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if current.state != MeetingState.PLANNED or current.planned_at <= at:
            raise WrongState
        others = Meeting.objects.exclude(state=MeetingState.CANCELLED).exclude(pk=current.pk)
        if others.filter(planned_at__date=at.astimezone(STOCKHOLM).date()).exists():
            raise AnotherMeeting
        current.planned_at = at
        current.save(update_fields=["planned_at"])
        write(Operation.CHANGE, "review.bring_forward_meeting", by=by, kind="meeting", record=current.pk)
    return current
