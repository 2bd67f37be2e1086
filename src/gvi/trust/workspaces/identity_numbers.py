"""Finds Swedish identity numbers in running text, however they are written (trust.md, T31).

Personnummer and samordningsnummer (day + 60), ten or twelve digits of any script, with or without spaces, hyphen,
plus and other signs between them. The check digit and the date are verified by python-stdnum.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdnum import luhn
from stdnum.se import personnummer

RUN = re.compile(r"[0-9](?:[\s\-‐‑‒–—−+./:_*·•]{0,5}[0-9])*")
CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])")
LENGTHS = (12, 10)
COORDINATION = 60
CENTURIES = ("18", "19", "20")
BREAKS = {10: frozenset({2, 4, 6, 9}), 12: frozenset({2, 4, 6, 8, 11})}
PAIRS = {10: frozenset({2, 4, 6, 8}), 12: frozenset({2, 4, 6, 8, 10})}
UNUSUAL = re.compile(r"[^\x00-\x7fÀ-ÿ‐‑‒–—−]")
UNSEEN = frozenset({"Cf", "Mn", "Me"})
AREA_CODE = frozenset({2, 3, 4})


@dataclass(frozen=True)
class Candidate:
    """Ten or twelve digits as they stand in a text; ``breaks`` are the positions of its separators.

    ``plain`` is ``text`` in ordinary digits, without invisible signs.
    """

    start: int
    end: int
    text: str
    plain: str
    digits: str
    breaks: frozenset[int]

    @property
    def birth(self) -> str:
        """The date part: YYMMDD or YYYYMMDD."""
        return self.digits[:-4]


def candidates(text: str) -> Iterator[Candidate]:
    """Every stretch of ten or twelve digits that no further digit touches, longest first at each place."""
    plain, origin = _plain(text)
    for run in RUN.finditer(plain):
        places = [run.start() + at for at, sign in enumerate(run.group()) if sign.isdigit()]
        for first in range(len(places)):
            if first and places[first] - places[first - 1] == 1:
                continue
            for length in LENGTHS:
                found = places[first : first + length]
                if len(found) == length and not _touched(places, first + length):
                    start, end = origin[found[0]], origin[found[-1]] + 1
                    yield _candidate(start, text[start:end], plain, found)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """``text`` in ordinary digits and without invisible signs, and where each sign of it came from."""
    if not UNUSUAL.search(text):
        return text, range(len(text))
    signs = [(at, sign) for at, raw in enumerate(text) for sign in unicodedata.normalize("NFKC", raw)]
    seen = [(at, sign) for at, sign in signs if unicodedata.category(sign) not in UNSEEN]
    return "".join(_digit(sign) for _, sign in seen), [at for at, _ in seen]


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _touched(places: list[int], after: int) -> bool:
    return after < len(places) and places[after] - places[after - 1] == 1


def _candidate(start: int, text: str, plain: str, places: list[int]) -> Candidate:
    breaks = {at for at in range(1, len(places)) if places[at] - places[at - 1] > 1}
    digits = "".join(plain[place] for place in places)
    own = plain[places[0] : places[-1] + 1]
    return Candidate(start, start + len(text), text, own, digits, frozenset(breaks))


def is_identity_number(found: Candidate) -> bool:
    """Whether the digits are a valid identity number, written as one (not as a phone number or a clock time)."""
    if not (luhn.is_valid(found.digits[-10:]) and _has_date(found)):
        return False
    return not (_written_as_phone(found) or _written_as_time(found))


def looks_like_identity_number(found: Candidate) -> bool:
    """Whether it is written as an identity number with a possible date, though the check digit is wrong."""
    if max(found.breaks, default=0) != len(found.birth) or "." in found.plain or _has_time_of_day(found):
        return False
    return _has_date(found)


def _has_date(found: Candidate) -> bool:
    """Whether the date part is a day, or a day plus 60 (samordningsnummer)."""
    if len(found.digits) == 12 and found.digits[:2] not in CENTURIES:
        return False
    day = int(found.birth[-2:])
    born = day - COORDINATION if day > COORDINATION else day
    try:
        personnummer.get_birth_date(f"{found.birth[:-2]}{born:02d}{found.digits[-4:]}")
    except ValueError:
        return False
    return True


def _has_time_of_day(found: Candidate) -> bool:
    hours, minutes = int(found.digits[-4:-2]), int(found.digits[-2:])
    return hours < 24 and minutes < 60


def _written_as_phone(found: Candidate) -> bool:
    """An area code first (08-, 070-, 0500 …) and no break that only an identity number would have."""
    if not found.digits.startswith("0") or len(found.digits) != 10:
        return False
    own = found.breaks <= BREAKS[10] or found.breaks == PAIRS[10]
    return not own and min(found.breaks) in AREA_CODE


def _written_as_time(found: Candidate) -> bool:
    """``2026-11-23 22.40``, ``20261123 2240`` or ``10:10-11:15 13:40``: a date and times of day, not a number."""
    if CLOCK.search(found.plain):
        return True
    if len(found.digits) != 12 or not _has_time_of_day(found):
        return False
    return {4, 6, 8} <= found.breaks and (found.plain[10:11].isspace() or found.plain[10:11] == "/")
