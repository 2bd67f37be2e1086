"""Identity numbers of persons: checked, written in one way, and looked up by a keyed hash.

Personnummer and samordningsnummer (day + 60), ten or twelve digits. The hash is keyed by the installation and by the
room, so that the same number in two rooms cannot be told to be the same by whoever reads the tables.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from stdnum import luhn

from gvi.trust.refusals import Refusal

WRITTEN = re.compile(r"(?P<century>1[89]|20)?(?P<short>\d{6})(?P<sign>[-+]?)(?P<serial>\d{4})")
COORDINATION = 60
CENTURY = 100


class NotAnIdentityNumber(Refusal):
    """The digits are no personnummer and no samordningsnummer; they are not repeated."""

    def __init__(self) -> None:
        super().__init__(
            _("Det är inget giltigt personnummer eller samordningsnummer. Skriv det som ÅÅÅÅMMDD-NNNN."),
            field="identity_number",
        )


@dataclass(frozen=True)
class IdentityNumber:
    """A checked number: ``text`` in normal form (YYYYMMDD-NNNN) and the day of birth it tells."""

    text: str
    born: date


def parse(text: str, *, day: date) -> IdentityNumber:
    """Check ``text`` as of ``day`` and return its normal form; raise ``NotAnIdentityNumber``.

    Ten digits mean the latest birth that is not after ``day``; a plus sign says a hundred years earlier.

    >>> parse("090620-9804", day=date(2026, 11, 23)).text
    '20090620-9804'
    """
    found = WRITTEN.fullmatch(re.sub(r"\s", "", text))
    if not found or not luhn.is_valid(found["short"] + found["serial"]):
        raise NotAnIdentityNumber
    year = _year(found, day)
    born = _birth(year, found["short"])
    if born > day:
        raise NotAnIdentityNumber
    return IdentityNumber(f"{year}{found['short'][2:]}-{found['serial']}", born)


def _year(found: re.Match[str], day: date) -> int:
    short = int(found["short"][:2])
    if found["century"]:
        return int(found["century"]) * CENTURY + short
    this_century = day.year - day.year % CENTURY + short
    latest = this_century if _birth(this_century, found["short"]) <= day else this_century - CENTURY
    return latest - CENTURY if found["sign"] == "+" else latest


def _birth(year: int, short: str) -> date:
    day = int(short[4:6])
    try:
        return date(year, int(short[2:4]), day - COORDINATION if day > COORDINATION else day)
    except ValueError:
        raise NotAnIdentityNumber from None


def is_identity_number(text: str, *, day: date) -> bool:
    """Whether ``text`` and nothing else is a valid identity number."""
    try:
        parse(text, day=day)
    except NotAnIdentityNumber:
        return False
    return True


def identity_hash(number: str, room: UUID) -> str:
    """The keyed hash of a number in normal form, as ``room`` keeps it: 64 hexadecimal digits."""
    key = (settings.GVI_IDENTITY_KEY or settings.SECRET_KEY).encode()
    return hmac.new(key, b"gvi identity " + room.bytes + number.encode(), sha256).hexdigest()
