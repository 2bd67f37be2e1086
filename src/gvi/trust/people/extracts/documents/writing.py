"""Writes an extract, or the police's one answer, which depends on nothing but the case number and the days.

The language of the authorities is Swedish (språklagen 2009:600, 10 §), so a document does not follow the reader's
choice of language on the screen.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import override

from gvi.trust.documents import render
from gvi.trust.people.extracts.registry import Section
from gvi.trust.people.models import ExtractRequest
from gvi.trust.workspaces.actor import Actor

HERE = Path(__file__).parent


def extract_pdf(
    request: ExtractRequest, sections: Callable[[], Sequence[Section]], by: Actor, at: datetime
) -> bytes:
    """Write what ``sections`` tells, asked in Swedish; says so when nothing is held."""
    with override("sv"):
        told = [
            {
                "title": section.title,
                "lines": [{"name": it.name, "text": it.text, "source": it.source} for it in section.lines],
            }
            for section in sections()
        ]
    return render(HERE / "extract.typ", {**_head(request, by, at), "sections": told}, at=at)


def one_answer_pdf(request: ExtractRequest, by: Actor, at: datetime) -> bytes:
    """Write the answer that the police give everybody."""
    return render(HERE / "one_answer.typ", _head(request, by, at), at=at)


def _head(request: ExtractRequest, by: Actor, at: datetime) -> dict[str, str]:
    return {
        "room": by.workspace_name,
        "programme": by.programme,
        "reference": request.reference,
        "received": f"{request.received_on:%Y-%m-%d}",
        "written": f"{localdate(at):%Y-%m-%d}",
    }
