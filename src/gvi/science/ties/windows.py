"""How far back: a length such as ``3y``, ``18m``, ``12w`` or ``90d``, counted from the last date in the data."""

import calendar
import re
from datetime import date, timedelta

WRITTEN = re.compile(r"([1-9]\d{0,4})([dwmy])")
DAYS = {"d": 1, "w": 7}
MONTHS = {"m": 1, "y": 12}


class WindowRefused(ValueError):
    """The length of the window can not be read."""

    def __init__(self) -> None:
        super().__init__("window: expected a whole number and d, w, m or y, such as 90d, 12w, 18m or 3y")


def start_of(window: str, last: date) -> date:
    """Find the first day that counts, itself included. A day that the month lacks becomes the month's last.

    >>> start_of("3y", date(2026, 11, 23)), start_of("90d", date(2026, 11, 23))
    (datetime.date(2023, 11, 23), datetime.date(2026, 8, 25))
    """
    read = WRITTEN.fullmatch(window)
    if read is None:
        raise WindowRefused
    length, unit = int(read[1]), read[2]
    try:
        if unit in DAYS:
            return last - timedelta(days=length * DAYS[unit])
        return _months_before(last, length * MONTHS[unit])
    except (OverflowError, ValueError):
        return date.min


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
