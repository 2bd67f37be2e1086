"""Open the meeting on its day: from now on judgements and tasks belong to it, and its agenda has a beginning."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.models import Meeting
from gvi.steps.review.queries.since import since_last
from gvi.steps.review.refusals import AnotherMeeting, MeetingNotYet, WrongState
from gvi.steps.review.rhythm import STOCKHOLM
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def open_meeting(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """Move a planned meeting to *running*; whoever opens it is in the chair."""
    by.require(Right.RUN_MEETING)
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if current.state != MeetingState.PLANNED:
            raise WrongState
        if current.planned_at.astimezone(STOCKHOLM).date() > at.astimezone(STOCKHOLM).date():
            raise MeetingNotYet
        if Meeting.objects.filter(state=MeetingState.RUNNING).exists():
            raise AnotherMeeting
        current.state, current.opened_at, current.since = MeetingState.RUNNING, at, since_last(at)
        current.chair_id, current.owner_id = by.member_id, by.workspace_id
        current.save(update_fields=["state", "opened_at", "since", "chair", "owner"])
        write(Operation.CHANGE, "review.open_meeting", by=by, kind="meeting", record=meeting.id)
    return current
