"""The agenda that makes itself, for the table: new, changed and waiting incidents, open tasks, the context."""

from pathlib import Path

from gvi.steps.review.documents.data import AcuteLine, AgendaData
from gvi.steps.review.documents.words import (
    Row,
    context_row,
    incident_row,
    long_time,
    table_time,
    task_row,
    with_weekday,
)
from gvi.trust.documents import render

TEMPLATE = Path(__file__).with_name("agenda.typ")


def agenda_pdf(agenda: AgendaData) -> bytes:
    """Write the agenda as PDF, dated when it was made; marked as sealed where it holds a room's own rows."""
    content = {
        "programme": agenda.programme,
        "room": agenda.room,
        "sealed": agenda.sealed,
        "made": long_time(agenda.made_at),
        "planned": with_weekday(agenda.planned_at) if agenda.planned_at else "",
        "number": str(agenda.number or ""),
        "place": agenda.place,
        "since": long_time(agenda.since) if agenda.since else "",
        "new": [incident_row(one) for one in agenda.new],
        "changed": [incident_row(one) for one in agenda.changed],
        "waiting": [incident_row(one) for one in agenda.waiting],
        "waiting_more": agenda.waiting_more,
        "tasks": [task_row(one) for one in agenda.tasks],
        "acute": [_acute(one) for one in agenda.acute],
        "context": [context_row(one) for one in agenda.context],
    }
    return render(TEMPLATE, content, at=agenda.made_at)


def _acute(one: AcuteLine) -> Row:
    return {"title": one.title, "incident": one.incident, "due": table_time(one.due)}
