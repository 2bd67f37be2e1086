"""The police's own minutes: each incident with its judgement, sealed in the room (W)."""

from pathlib import Path
from typing import Any

from gvi.steps.review.documents.data import JudgementLine, PoliceMinutesData, ReviewLine
from gvi.steps.review.documents.joint import meeting_rows
from gvi.steps.review.documents.words import counts_sentence, incident_row, long_time, task_row
from gvi.trust.documents import render

TEMPLATE = Path(__file__).with_name("police_minutes.typ")


def police_pdf(minutes: PoliceMinutesData) -> bytes:
    """Write the police minutes as PDF, dated when they were written, each page marked as sealed."""
    content = {
        "meeting": meeting_rows(minutes.meeting),
        "room": minutes.room,
        "written": f"{minutes.written_by}, {long_time(minutes.written_at)}",
        "reviews": [_review(one) for one in minutes.reviews],
        "decided": [task_row(one) for one in minutes.decided],
        "carried": [task_row(one) for one in minutes.carried],
        "counts": counts_sentence(minutes.counts) if minutes.counts else "",
    }
    return render(TEMPLATE, content, at=minutes.written_at)


def _review(one: ReviewLine) -> dict[str, Any]:
    return {"incident": incident_row(one.incident), "judgement": one.judgement and _judgement(one.judgement)}


def _judgement(one: JudgementLine) -> dict[str, str]:
    return {
        "gmi": f"{one.gmi.capitalize()}, säkerhet {one.certainty}",
        "acting": _groups(one.acting),
        "suffering": _groups(one.suffering),
        "motive": one.motive.capitalize(),
        "answer": one.answer_to or "Ingen tidigare händelse angiven",
        "risk": one.risk,
        "warn": one.warn,
        "signed": f"{one.by}, {long_time(one.at)} (version {one.version})",
    }


def _groups(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "Ingen grupp angiven"
