"""The run-of-show and the script book as accessible PDF."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from gvi.steps.callins.documents.data import BookData, Head, RunData
from gvi.steps.review.documents.words import long_time, with_weekday
from gvi.trust.documents import render

RUN = Path(__file__).with_name("run_of_show.typ")
BOOK = Path(__file__).with_name("script_book.typ")


def run_pdf(data: RunData) -> bytes:
    """Write the run-of-show, dated when it was made."""
    content = {
        **head_of(data.head),
        "lines": [asdict(line) | {"minutes": str(line.minutes)} for line in data.lines],
        "sessions": str(data.sessions),
        "lead": data.lead,
        "stop": data.stop,
    }
    return render(RUN, content, at=data.head.made_at)


def script_book(data: BookData) -> bytes:
    """Write the script book, dated when it was made."""
    scripts = [
        asdict(one) | {"place": str(one.place), "minutes": str(one.minutes), "version": str(one.version)}
        for one in data.scripts
    ]
    return render(BOOK, {**head_of(data.head), "scripts": scripts}, at=data.head.made_at)


def head_of(head: Head) -> dict[str, Any]:
    """What stands at the top, as the templates take it."""
    return {
        "programme": head.programme,
        "owner": head.owner,
        "number": str(head.number),
        "starts": with_weekday(head.starts),
        "venue": head.venue,
        "made_at": long_time(head.made_at),
    }
