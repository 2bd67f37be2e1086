"""A month of the log, Swedish time: when it begins and ends, and the last day to sign its review."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from gvi.trust.log.review.numbers import DAYS_TO_SIGN

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def swedish_day(at: datetime) -> date:
    """The Swedish day of ``at`` (aware)."""
    return at.astimezone(STOCKHOLM).date()


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month by its first day.

    >>> Month(date(2026, 10, 1)).sign_by
    datetime.date(2026, 11, 10)
    """

    first: date

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The month that ``2026-10`` names, or ``None``."""
        found = WRITTEN.fullmatch(text)
        if found is None or found[1] == "0000":
            return None
        return cls(date(int(found[1]), int(found[2]), 1))

    def __str__(self) -> str:
        return self.first.isoformat()[:7]

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), STOCKHOLM)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.after, time(), STOCKHOLM)

    @property
    def sign_by(self) -> date:
        """The last day to sign; the day after, the review is missed."""
        return self.after + timedelta(days=DAYS_TO_SIGN - 1)
