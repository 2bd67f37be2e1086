"""The joint minutes: what was gone through and who does what, without a word that belongs to the police room (J)."""

from datetime import datetime
from pathlib import Path
from typing import Any

from gvi.steps.review.documents.data import JointMinutes, MeetingFacts
from gvi.steps.review.documents.words import (
    context_row,
    counts_sentence,
    incident_row,
    long_time,
    meeting_hours,
    task_row,
    with_weekday,
)
from gvi.trust.documents import render

TEMPLATE = Path(__file__).with_name("joint_minutes.typ")


def joint_pdf(minutes: JointMinutes) -> bytes:
    """Write the joint minutes of a closed meeting as PDF, dated when the meeting was closed."""
    content = {
        "meeting": meeting_rows(minutes.meeting),
        "incidents": [incident_row(one) for one in minutes.incidents],
        "decided": [task_row(one) for one in minutes.decided],
        "carried": [task_row(one) for one in minutes.carried],
        "done": [task_row(one) for one in minutes.done],
        "context": [context_row(one) for one in minutes.context],
        "counts": counts_sentence(minutes.counts),
        "note": minutes.note,
        "next": _said(minutes.next_at),
    }
    return render(TEMPLATE, content, at=minutes.meeting.closed_at)


def meeting_rows(meeting: MeetingFacts) -> dict[str, Any]:
    """What stands at the top of both minutes."""
    return {
        "programme": meeting.programme,
        "number": str(meeting.number),
        "hours": meeting_hours(meeting.opened_at, meeting.closed_at),
        "place": meeting.place,
        "since": long_time(meeting.since) if meeting.since else "",
        "chair": meeting.chair,
        "present": list(meeting.present),
        "owner": meeting.owner,
        "registry": meeting.registry_number,
        "marking": meeting.secrecy_marking,
        "erasure": meeting.erasure_decision,
    }


def _said(when: datetime | None) -> str:
    return with_weekday(when) if when else ""
