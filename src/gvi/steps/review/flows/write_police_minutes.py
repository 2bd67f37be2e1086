"""Write the police's own minutes of a held meeting: once, sealed in their room, never changed."""

from datetime import datetime

from django.db import transaction

from gvi.steps.review.documents import police_pdf
from gvi.steps.review.models import Meeting, PoliceMinutes
from gvi.steps.review.queries.minutes import police_minutes
from gvi.steps.review.refusals import WrongState
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def write_police_minutes(meeting: Meeting, *, by: Actor, at: datetime) -> PoliceMinutes:
    """Put judgements, sealed tasks and quick reviews of the meeting on paper."""
    by.require(Right.READ_JUDGEMENTS)
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if current.state != MeetingState.HELD or PoliceMinutes.objects.filter(meeting=current).exists():
            raise WrongState
        pdf = police_pdf(police_minutes(current, by, at))
        minutes = PoliceMinutes.objects.create(meeting=current, pdf=pdf, **signed(by, at))
        write(Operation.COLLECT, "review.write_police_minutes", by=by, kind="meeting", record=meeting.id)
    return minutes
