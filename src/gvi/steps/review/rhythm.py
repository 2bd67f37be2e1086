"""When the next meeting is: the programme's weekday and time, weekly or fortnightly, moved off closed days.

A pure rule (domain.md, "Review": rhythm is a setting, holidays known). On a closed day the meeting moves to the
nearest working day of the same week, later days first; a week without one has no meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo

from holidays.constants import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEK = timedelta(weeks=1)
FIRST_MONDAY = date(1970, 1, 5)
SATURDAY = 5


@dataclass(frozen=True)
class Rhythm:
    """A programme's meetings: weekday (0 is Monday), local time, every ``weeks`` counted from ``anchor``'s week.

    ``closed`` are the programme's own days without a meeting, besides Swedish public holidays and their eves.
    """

    weekday: int
    at: time
    weeks: int = 1
    closed: frozenset[date] = field(default_factory=frozenset)
    anchor: date = FIRST_MONDAY


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Swedish public holidays of ``year``, with the eves that are free in fact (midsummer, Christmas, New Year)."""
    return frozenset(Sweden(years=year, categories=(PUBLIC, DE_FACTO)))


def is_closed(day: date, closed: frozenset[date]) -> bool:
    """Whether nobody meets on ``day``, unless the rhythm itself is a Saturday or Sunday."""
    return day in closed or day in public_holidays(day.year)


def next_meeting_at(rhythm: Rhythm, after: datetime) -> datetime:
    """The first meeting of ``rhythm`` strictly later than ``after`` (aware); the answer is in Swedish time."""
    for monday in _weeks(rhythm, after.astimezone(STOCKHOLM).date()):
        day = meeting_day(rhythm, monday)
        if day is not None and (when := datetime.combine(day, rhythm.at, STOCKHOLM)) > after:
            return when
    raise AssertionError("weeks never end")


def _weeks(rhythm: Rhythm, day: date) -> Iterator[date]:
    """Mondays of the rhythm's weeks, from the week of ``day``."""
    monday = _monday(day)
    behind = ((monday - _monday(rhythm.anchor)).days // 7) % rhythm.weeks
    first = monday + WEEK * ((rhythm.weeks - behind) % rhythm.weeks)
    return (first + WEEK * rhythm.weeks * turn for turn in count())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def meeting_day(rhythm: Rhythm, monday: date) -> date | None:
    """The day of the meeting in the week of ``monday``: the usual one, else the nearest working day, or none."""
    usual = monday + timedelta(days=rhythm.weekday)
    if not is_closed(usual, rhythm.closed):
        return usual
    working = [monday + timedelta(days=number) for number in range(SATURDAY)]
    open_days = [day for day in working if not is_closed(day, rhythm.closed)]
    later = [day for day in open_days if day > usual]
    return next(iter(later or open_days[::-1]), None)
