"""Close the meeting; the documents make themselves (screens.md, "Genomgång").

The joint minutes hold released parts only. The police's own are written in the same breath when someone of the
police room closes; otherwise by ``write_police_minutes`` when they next look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.steps.review.documents import joint_pdf
from gvi.steps.review.flows.write_police_minutes import write_police_minutes
from gvi.steps.review.models import Meeting
from gvi.steps.review.queries.minutes import joint_minutes
from gvi.steps.review.refusals import WrongState
from gvi.steps.review.states import MeetingState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.rights import Right


@dataclass(frozen=True)
class Closing:
    """What whoever closes adds: a note for the joint minutes, who was there, and the document's keeping."""

    note: str = ""
    present: Sequence[Workspace] = ()
    registry_number: str = ""
    secrecy_marking: str = ""
    erasure_decision: str = ""


def close_meeting(meeting: Meeting, closing: Closing, *, by: Actor, at: datetime) -> Meeting:
    """Move a running meeting to *held* and write its minutes."""
    by.require(Right.RUN_MEETING)
    texts = (closing.note, closing.registry_number, closing.secrecy_marking, closing.erasure_decision)
    refuse_identity_numbers(*texts)
    refuse_code_names(by, *texts)
    with transaction.atomic():
        current = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if current.state != MeetingState.RUNNING:
            raise WrongState
        _fill(current, closing, at)
        current.joint_minutes = joint_pdf(joint_minutes(current))
        current.save()
        write(Operation.CHANGE, "review.close_meeting", by=by, kind="meeting", record=meeting.id)
        if by.may(Right.READ_JUDGEMENTS):
            write_police_minutes(current, by=by, at=at)
    return current


def _fill(meeting: Meeting, closing: Closing, at: datetime) -> None:
    meeting.state, meeting.closed_at, meeting.note = MeetingState.HELD, at, closing.note
    meeting.registry_number = closing.registry_number
    meeting.secrecy_marking = closing.secrecy_marking
    meeting.erasure_decision = closing.erasure_decision
    meeting.present.set(closing.present)
