"""The memo of the debrief as accessible PDF: what was planned, what was said and noticed, what changes next time."""

from dataclasses import asdict
from pathlib import Path

from gvi.steps.callins.documents.data import MemoData
from gvi.steps.callins.documents.run import head_of
from gvi.trust.documents import render

MEMO = Path(__file__).with_name("debrief_memo.typ")


def memo_pdf(data: MemoData) -> bytes:
    """Write the memo, dated when the debrief was closed."""
    content = asdict(data) | {
        **head_of(data.head),
        "sessions": str(data.sessions),
        "total": "" if data.total is None else str(data.total),
    }
    del content["head"]
    return render(MEMO, content, at=data.head.made_at)
