"""A calendar file that can stand in anybody's phone: *Möte*, a time, perhaps a place (RFC 5545; trust.md, "Never").

No name, no group, no word of what kind of meeting it is: calendars are copied to places nobody here answers for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

TITLE = "Möte"
LONGEST = 75
"""Octets on a line, the line end not counted (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Edition:
    """How many times the meeting has been changed, and when last: by them a calendar knows the newer file."""

    number: int
    changed_at: datetime


def calendar_file(
    uid: UUID, starts: datetime, ends: datetime, place: str = "", *, edition: Edition, at: datetime
) -> bytes:
    """One event from ``starts`` to ``ends`` (aware), made at ``at``, as UTF-8 with folded lines."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//GVI//GVI//SV",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_utc(at)}",
        f"LAST-MODIFIED:{_utc(edition.changed_at)}",
        f"SEQUENCE:{edition.number}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_text(TITLE)}",
        *([f"LOCATION:{_text(place)}"] if place else []),
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def _utc(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escape a value; line ends of any kind become spaces, so that nothing typed can begin a line of its own."""
    told = " ".join(text.split())
    return told.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> Iterator[bytes]:
    """``line`` in pieces of at most 75 octets, each after the first beginning with a space; no letter is cut.

    >>> [len(piece) for piece in folded("å" * 60)]
    [74, 47]
    """
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > LONGEST:
            yield piece
            piece = b" "
        piece += encoded
    yield piece
