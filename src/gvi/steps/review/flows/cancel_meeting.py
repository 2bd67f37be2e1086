"""Cancel a planned meeting, and say why: a cancelled meeting is seen by everybody."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.models import Meeting
from gvi.steps.review.refusals import Missing, WrongState
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.rights import Right


def cancel_meeting(meeting: Meeting, reason: str, *, by: Actor, at: datetime) -> Meeting:
    """Move a planned meeting to *cancelled* with its ``reason``."""
    by.require(Right.RUN_MEETING)
    refuse_identity_numbers(reason)
    if not reason.strip():
        raise Missing("reason")
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if current.state != MeetingState.PLANNED:
            raise WrongState
        current.state, current.cancel_reason = MeetingState.CANCELLED, reason
        current.save(update_fields=["state", "cancel_reason"])
        write(Operation.CHANGE, "review.cancel_meeting", by=by, kind="meeting", record=meeting.id)
    return current
