"""The four years the city remembers, and the moments its story hangs on, all reckoned from `today`."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

YEARS = 4
TUESDAY, SATURDAY = 1, 5
MEETING_TIME = time(9)
HERE = ZoneInfo("Europe/Stockholm")


def moment(day: date, clock: time) -> datetime:
    """Return Swedish wall-clock time on a day as UTC."""
    return datetime.combine(day, clock, tzinfo=HERE).astimezone(UTC)


def last(weekday: int, before: date) -> date:
    """Return the latest such weekday (Monday is 0) strictly before a day."""
    return before - timedelta(days=(before.weekday() - weekday - 1) % 7 + 1)


@dataclass(frozen=True)
class Period:
    """From midnight four years ago up to midnight at the start of `today`, Swedish time."""

    today: date

    @property
    def first_day(self) -> date:
        """Return the same date four years back (28 February for a leap day)."""
        leap = (self.today.month, self.today.day) == (2, 29)
        return self.today.replace(year=self.today.year - YEARS, day=28 if leap else self.today.day)

    @property
    def start(self) -> datetime:
        """Return the first moment, UTC."""
        return moment(self.first_day, time(0))

    @property
    def end(self) -> datetime:
        """Return the first moment that no longer belongs, UTC."""
        return moment(self.today, time(0))

    @property
    def days(self) -> float:
        """Return the length in days."""
        return (self.end - self.start) / timedelta(days=1)

    @property
    def last_meeting(self) -> datetime:
        """Return when the latest meeting before today was held, UTC."""
        return moment(last(TUESDAY, self.today), MEETING_TIME)

    @property
    def last_saturday(self) -> date:
        """Return the latest Saturday before today."""
        return last(SATURDAY, self.today)
