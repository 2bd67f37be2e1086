"""Dates as people in Sweden write them in a sheet, and the order of day and month settled by the whole column.

Understood: 2026-03-04, 2026/3/4, 20260304, 260304, 4 mars 2026, den 4 mars -26, onsdag 4 mars 2026, 4/3 2026,
ons 4/3 2026, 4/3-26, 4.3.2026, 26-03-04 and Excel's serial day. A date that can be read in two ways is never guessed:
either the day of the week or the whole column decides (one value that only fits one order), or a person chooses, or
the row is refused.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gvi.steps.incidents.reading import expectations as wanted

DMY, MDY, YMD = "dmy", "mdy", "ymd"
ORDERS = (DMY, MDY, YMD)
_MONTHS = (
    "januari jan january",
    "februari feb february febr",
    "mars mar march",
    "april apr",
    "maj may",
    "juni jun june",
    "juli jul july",
    "augusti aug august",
    "september sep sept",
    "oktober okt oct october",
    "november nov",
    "december dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
MONTH_NAMES = tuple(names.split()[0] for names in _MONTHS)
EXCEL_ZERO = date(1899, 12, 30)
SERIALS = range(32874, 73051)  # 1990-01-01 to 2099-12-31 in Excel's calendar

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_WEEKDAYS = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})(?:dag)?(?:en)?\.?,?\s+(?=den\s|[0-9])", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:den\s+)?([0-9]{1,2})(?::[ae]|\.)?\s*"
    r"([a-zåäö]{3,9})\.?(?:,?[\s.-]*'?([0-9]{4}|[0-9]{2})(?![0-9.:]))?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})[-/.\s]\s*([0-9]{4}|[0-9]{2})(?![0-9.:])")
_NO_YEAR = re.compile(r"[0-9]{1,2}/[0-9]{1,2}$")
_COMPACT = re.compile(r"(?:([0-9]{4})|([0-9]{2}))([0-9]{2})([0-9]{2})(?![0-9])")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]([0-9]+))?$")


class Unreadable(ValueError):
    """A cell that cannot be read; says what was expected."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class DateText:
    """A date found at the start of a text, each order it can be read in, and what stands after it."""

    readings: dict[str, date]  # order → date; the key "" when no order is in question
    rest: str = ""
    fraction: float | None = None  # of the day, from Excel's serial number

    def settle(self, order: str) -> date:
        """Return the one date this can be, in the given order of day and month where it matters."""
        found = set(self.readings.values())
        if order in self.readings:
            return self.readings[order]
        if len(found) == 1:
            return found.pop()
        raise Unreadable(wanted.SURE_DATE)


Form = Callable[[re.Match[str], str], "DateText | None"]


def find_date(text: str) -> DateText:
    """Find the date at the start of `text`, without the year guessed; raise Unreadable when there is none.

    A day of the week before it settles which order was meant.

    >>> find_date("lör 3/8 2024").readings
    {'dmy': datetime.date(2024, 8, 3)}
    """
    weekday = _WEEKDAY.match(text)
    if weekday:
        after = find_date(text[weekday.end() :])
        number = _WEEKDAYS.index(weekday[1].lower())
        meant = {order: day for order, day in after.readings.items() if day.weekday() == number}
        return replace(after, readings=meant or after.readings)
    for pattern, read in _forms():
        match = pattern.match(text)
        dated = read(match, text[match.end() :].strip()) if match else None
        if dated is not None:
            return dated
    raise Unreadable(wanted.A_YEAR if _NO_YEAR.match(text) else wanted.A_DATE)


def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    return (_ISO, _iso), (_NUMBERS, _numbers), (_WORDS, _words), (_SERIAL, _serial), (_COMPACT, _compact)


def decide_order(texts: Iterable[str]) -> str:
    """Return the one order in which every value of a column can be read, or "" when the column does not decide."""
    possible = set(ORDERS)
    numeric = False
    for text in texts:
        try:
            readings = find_date(text.strip()).readings
        except Unreadable:
            continue
        if "" not in readings:
            numeric, possible = True, possible & set(readings)
    return possible.pop() if numeric and len(possible) == 1 else ""


def depends_on_order(text: str) -> bool:
    """Whether the order of day and month changes what this text means."""
    try:
        return len(set(find_date(text.strip()).readings.values())) > 1
    except Unreadable:
        return False


def full_year(year: str) -> int:
    """Return a year of two digits in full: 90 to 99 belong to the last century."""
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 90 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real(year: int, month: int, day: int) -> date:
    found = _day(year, month, day)
    if found is None:
        raise Unreadable(wanted.A_REAL_DATE)
    return found


def _iso(match: re.Match[str], rest: str) -> DateText:
    return DateText({"": _real(int(match[1]), int(match[3]), int(match[4]))}, rest)


def _words(match: re.Match[str], rest: str) -> DateText | None:
    month = MONTHS.get(match[2].lower())
    if month is None:
        return None
    if match[3] is None:
        raise Unreadable(wanted.A_YEAR)
    return DateText({"": _real(full_year(match[3]), month, int(match[1]))}, rest)


def _numbers(match: re.Match[str], rest: str) -> DateText:
    a, b, year = int(match[1]), int(match[3]), full_year(match[4])
    found = {DMY: _day(year, b, a), MDY: _day(year, a, b)}
    if len(match[1]) == len(match[3]) == len(match[4]) == 2:
        found[YMD] = _day(full_year(match[1]), b, int(match[4]))
    readings = {order: day for order, day in found.items() if day}
    if not readings:
        raise Unreadable(wanted.A_REAL_DATE)
    return DateText(readings, rest)


def _serial(match: re.Match[str], rest: str) -> DateText | None:
    if int(match[1]) not in SERIALS:
        return None
    fraction = float(f"0.{match[2]}") if match[2] else None
    return DateText({"": EXCEL_ZERO + timedelta(days=int(match[1]))}, rest, fraction)


def _compact(match: re.Match[str], rest: str) -> DateText:
    return DateText({"": _real(full_year(match[1] or match[2]), int(match[3]), int(match[4]))}, rest)
