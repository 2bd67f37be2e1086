"""Identity numbers read as people write them: personal and coordination numbers, with or without century.

Only the last ten digits are compared, since files write the century or leave it out as they please. A
coordination number (samordningsnummer) has the day of birth plus 60.
"""

import re
from dataclasses import dataclass
from datetime import date

from stdnum import luhn

COORDINATION = 60
WRITTEN = re.compile(r"(18|19|20)?(\d{6})(?:(\d{4})|\D\w{0,3})?")  # XXXX or TF12 where digits are unknown


@dataclass(frozen=True)
class Number:
    """What a written number tells: ten digits (None when the last four are missing), and the day of birth.

    `day` is YYMMDD with a coordination number's 60 taken off, `century` two digits or "".
    """

    digits: str | None
    day: str
    century: str
    coordination: bool
    valid: bool


def read(written: str) -> Number | None:
    """Return what a written number tells, or None for what is no such number at all.

    >>> read("19811288-9871")
    Number(digits='8112889871', day='811228', century='19', coordination=True, valid=True)
    """
    match = WRITTEN.fullmatch(re.sub(r"[\s+–-]", "", written[:40]))
    return None if match is None else _number(match[1] or "", match[2], match[3])


def _number(century: str, day: str, serial: str | None) -> Number:
    coordination = int(day[4:]) > COORDINATION
    day_of_birth = f"{day[:4]}{int(day[4:]) - COORDINATION:02}" if coordination else day
    digits = None if serial is None else day + serial
    valid = digits is not None and luhn.is_valid(digits) and _is_a_day(day_of_birth)
    return Number(digits, day_of_birth, century, coordination, valid)


def _is_a_day(day: str) -> bool:
    try:
        date(2000 + int(day[:2]) % 4, int(day[2:4]), int(day[4:]))  # leap years repeat every fourth
    except ValueError:
        return False
    return True
