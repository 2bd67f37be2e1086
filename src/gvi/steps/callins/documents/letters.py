"""Summons, invitation and information sheet as accessible PDF, in Swedish: to one person, or to nobody in particular.

The legal basis stands in the summons alone. Whoever has a protected identity has no address in it, and the copy says
who took it and when.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from gvi.steps.callins.models import CallIn, Invitee, Letter
from gvi.steps.callins.words import LetterKind
from gvi.steps.review.documents.words import long_date
from gvi.trust.disclosures.received.watermark import watermark
from gvi.trust.documents import render
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Programme

TEMPLATE = Path(__file__).with_name("letter.typ")
SECOND = 2


def letter_pdf(invitee: Invitee, person: Person, *, by: Actor, at: datetime) -> bytes:
    """The approved letter of ``invitee`` to ``person``, who is the same."""
    letter = invitee.letter
    if letter is None:
        raise ValueError("a letter is written when it has been approved")
    content = _content(letter, by, at) | _receiver(person) | _when(invitee)
    return render(TEMPLATE, content | {"blank": False}, at=at)


def sheet_pdf(letter: Letter, *, by: Actor, at: datetime) -> bytes:
    """A version as it looks on paper, with the places for receiver, day and place empty."""
    empty = {
        "name": "",
        "address": "",
        "reference": "",
        "day": "",
        "place": "",
        "session": "",
        "transport": "",
    }
    return render(TEMPLATE, _content(letter, by, at) | empty | {"blank": True}, at=at)


def _content(letter: Letter, by: Actor, at: datetime) -> dict[str, Any]:
    mark, programme = watermark(by, at), Programme.objects.first()
    return {
        "kind": letter.kind,
        "title": str(LetterKind(letter.kind).label).capitalize(),
        "room": by.workspace_name,
        "town": programme.municipality if programme else "",
        "helpline": programme.helpline if programme else "",
        "basis": letter.legal_basis if letter.kind == LetterKind.SUMMONS else "",
        "words": letter.words,
        "version": f"Textversion {letter.number}" + ("" if letter.approved_at else ", inte godkänd"),
        "mark": f"Utskriven av {mark.name}, {mark.where}",
    }


def _receiver(person: Person) -> dict[str, str]:
    """Name and address; a person known by a mark alone is named by hand, and a protected one has no address."""
    return {
        "name": " ".join(filter(None, (person.given_name, person.surname))),
        "address": "" if person.protected else person.address,
        "reference": person.local_reference,
    }


def _when(invitee: Invitee) -> dict[str, str]:
    callin = invitee.callin
    return {
        "day": f"{long_date(callin.day)} klockan {callin.starts:%H.%M}",
        "place": callin.venue,
        "session": _session(callin, invitee.session),
        "transport": invitee.transport,
    }


def _session(callin: CallIn, session: int) -> str:
    if callin.sessions < SECOND:
        return ""
    return (
        "Andra omgången. Klockslaget får du av den som lämnar brevet."
        if session == SECOND
        else "Första omgången."
    )
