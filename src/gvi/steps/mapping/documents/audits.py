"""The documents of an audit session as accessible PDF: the agenda for the table, and the minutes that lock it.

Both are sealed in the police room, say so on each page, and have no field for a person other than the officials who
opened and approved.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gvi.steps.review.documents.words import long_date, long_time
from gvi.trust.documents import render

MINUTES = Path(__file__).with_name("audit_minutes.typ")
AGENDA = Path(__file__).with_name("audit_agenda.typ")


@dataclass(frozen=True)
class GroupLine:
    """What the audit came to about one group."""

    name: str
    changed: str
    words: str


@dataclass(frozen=True)
class QuestionLine:
    """A question that the data asked, and its answer."""

    question: str
    answer: str
    words: str


@dataclass(frozen=True)
class MinutesData:
    """All that stands in the minutes."""

    programme: str
    room: str
    number: int
    held_on: date
    opened_at: datetime
    opened_by: str
    approved_at: datetime
    approved_by: str
    functions: tuple[str, ...]
    note: str
    groups: tuple[GroupLine, ...]
    not_covered: tuple[str, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class AgendaLine:
    """One group as the table gets it: what it looks like now, what is new, what to ask, what was said last."""

    name: str
    state: str
    facts: tuple[str, ...]
    news: tuple[str, ...]
    asks: tuple[str, ...]
    before: str


@dataclass(frozen=True)
class AgendaData:
    """All that stands on the agenda."""

    programme: str
    room: str
    number: int
    planned_on: date
    since: date
    made_at: datetime
    changed: tuple[AgendaLine, ...]
    same: tuple[AgendaLine, ...]


def minutes_pdf(minutes: MinutesData) -> bytes:
    """Write the minutes, dated when they were approved."""
    content = asdict(minutes) | {
        "number": str(minutes.number),
        "held_on": long_date(minutes.held_on),
        "opened_at": long_time(minutes.opened_at),
        "approved_at": long_time(minutes.approved_at),
        "groups": [_capital(asdict(one), "changed") for one in minutes.groups],
        "questions": [_capital(asdict(one), "answer") for one in minutes.questions],
    }
    return render(MINUTES, content, at=minutes.approved_at)


def agenda_pdf(agenda: AgendaData) -> bytes:
    """Write the agenda, dated when it was made."""
    content = asdict(agenda) | {
        "number": str(agenda.number),
        "planned_on": long_date(agenda.planned_on),
        "since": long_date(agenda.since),
        "made_at": long_time(agenda.made_at),
    }
    return render(AGENDA, content, at=agenda.made_at)


def _capital(row: dict[str, Any], key: str) -> dict[str, Any]:
    return row | {key: row[key][:1].upper() + row[key][1:]}
