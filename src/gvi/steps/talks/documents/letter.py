"""The letter that is handed over or left: to whom, and the approved words. PDF/UA, in Swedish.

Whoever has protected identity has no address anywhere here, and the letter says that it is handed over in person.
"""

from datetime import datetime
from pathlib import Path

from django.utils.timezone import localdate

from gvi.steps.callins.models import CardVersion
from gvi.steps.review.documents.words import long_date
from gvi.steps.talks.models import Talk
from gvi.trust.documents import render
from gvi.trust.people.labels import shown_name
from gvi.trust.people.queries.person import find_person

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter_pdf(talk: Talk, *, programme: str, room: str, at: datetime) -> bytes:
    """Write the letter of ``talk``, which has an approved one."""
    person = find_person(talk.person_id)
    card = CardVersion.objects.filter(approved_at__isnull=False).order_by("-number").first()
    letter = talk.letter
    if letter is None:
        raise ValueError("a talk with a letter is needed")
    content = {
        "to": _spoken(shown_name(person)),
        "address": "" if person.protected else person.address,
        "words": letter.words,
        "version": str(letter.number),
        "phone": card.phone if card else "",
        "programme": programme,
        "room": room,
        "day": long_date(localdate(at)),
    }
    return render(TEMPLATE, content, at=at)


def _spoken(name: str) -> str:
    """``Rut Ek`` for ``Ek, Rut``."""
    surname, comma, given = name.partition(", ")
    return f"{given} {surname}" if comma else name
