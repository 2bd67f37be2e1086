"""The seats as accessible PDF for those who receive people at the door: name and role in each seat, nothing else.

Police only. The mark says who took the copy (trust.md, on uncontrolled copies). In Swedish, as the authorities keep it.
"""

from datetime import datetime
from pathlib import Path

from django.utils.translation import override

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.nominees import NomineeRow
from gvi.steps.callins.queries.seats import Room
from gvi.steps.review.documents.words import long_date
from gvi.trust.disclosures.received.watermark import watermark
from gvi.trust.documents import render
from gvi.trust.workspaces.actor import Actor

TEMPLATE = Path(__file__).with_name("seat_map.typ")


def seat_map_pdf(callin: CallIn, rooms: list[Room], *, by: Actor, at: datetime) -> bytes:
    """Write every session on a page of its own."""
    mark = watermark(by, at)
    with override("sv"):
        content = {
            "room": by.workspace_name,
            "number": str(callin.number),
            "day": long_date(callin.day),
            "venue": callin.venue,
            "sessions": [_session(room) for room in rooms],
            "several": callin.sessions > 1,
            "mark": [mark.name, mark.where],
        }
    return render(TEMPLATE, content, at=at)


def _session(room: Room) -> dict[str, object]:
    grid = [[_cell(one) for one in row] for row in room.grid]
    unseated = [one.nominee.label.text for one in room.people if one.place is None and one.nominee.label]
    return {"number": str(room.session), "grid": grid, "unseated": unseated}


def _cell(one: NomineeRow | None) -> dict[str, str]:
    """Name and role; empty for an empty seat."""
    if one is None or one.label is None:
        return {}
    return {"name": one.label.name, "role": one.label.role_text}
