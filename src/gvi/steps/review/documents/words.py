"""Times, counts and lines as the documents write them: always Swedish, always Swedish time.

The language of the authorities is Swedish (språklagen 2009:600, 10 §), so a document does not follow the reader's
choice of language on the screen.
"""

from datetime import date, datetime

from gvi.steps.review.documents.data import ContextLine, Counts, IncidentLine, TaskLine
from gvi.steps.review.rhythm import STOCKHOLM

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
Row = dict[str, str]
TABLE_TIMES = {"minute": "%Y-%m-%d %H.%M", "hour": "%Y-%m-%d ca %H", "day": "%Y-%m-%d"}


def table_time(when: datetime, precision: str = "minute") -> str:
    """2026-11-23 22.40; 2026-11-23 ca 22; 2026-11-23."""
    return when.astimezone(STOCKHOLM).strftime(TABLE_TIMES[precision])


def long_date(day: date) -> str:
    """23 november 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_time(when: datetime) -> str:
    """23 november 2026 22.40."""
    local = when.astimezone(STOCKHOLM)
    return f"{long_date(local.date())} {local:%H.%M}"


def with_weekday(when: datetime) -> str:
    """Måndag 23 november 2026 22.40, at the start of a line."""
    local = when.astimezone(STOCKHOLM)
    return f"{DAYS[local.weekday()].capitalize()} {long_time(when)}"


def meeting_hours(opened: datetime, closed: datetime) -> str:
    """Tisdag 24 november 2026 09.00–09.50; with both dates if the meeting ended on another day."""
    first, last = opened.astimezone(STOCKHOLM), closed.astimezone(STOCKHOLM)
    end = f"{last:%H.%M}" if first.date() == last.date() else f" {long_time(closed)}"
    gap = "–" if first.date() == last.date() else " –"
    return f"{with_weekday(opened)}{gap}{end}"


def incident_row(one: IncidentLine) -> Row:
    """The facts of an incident, as the table of incidents takes them."""
    return {
        "time": table_time(one.occurred_at, one.precision),
        "what": ", ".join(filter(None, (_capital(one.kind), one.area))),
        "summary": one.summary,
        "state": _capital(one.state),
        "dead": str(one.dead),
        "injured": str(one.injured),
    }


def task_row(one: TaskLine) -> Row:
    """A task, as the table of tasks takes it."""
    return {
        "title": one.title,
        "about": one.about and f"Gäller {one.about}",
        "why": one.why and f"Varför: {one.why}",
        "outcome": one.outcome and f"Resultat: {one.outcome}",
        "owner": one.owner,
        "member": one.member,
        "due": table_time(one.due),
        "state": _capital(one.state),
    }


def context_row(one: ContextLine) -> Row:
    """An event of the context log: its days, and what it was."""
    until = f"–{one.ends.isoformat()}" if one.ends and one.ends != one.starts else ""
    return {"when": f"{one.starts.isoformat()}{until}", "what": f"{one.title} ({one.kind})"}


def counts_sentence(counts: Counts | None) -> str:
    """Say the group-related counts with their period, or that there are none."""
    if counts is None:
        return "Inga antal har lämnats till samverkan ännu."
    period = f"{long_date(counts.since)}–{long_date(counts.until)}"
    said = (
        f"Av {counts.total} bekräftade händelser {period} är {counts.known} kända som grupprelaterade "
        f"och {counts.suspected} misstänkta. Antalen är preliminära och kan ändras."
    )
    if counts.released_at is None:
        return said
    return f"{said} Antalen lämnades till samverkan {long_date(counts.released_at.astimezone(STOCKHOLM).date())}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
