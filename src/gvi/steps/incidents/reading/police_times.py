"""When an event of the police's feed happened, read from its headline.

The headline says "22 augusti 17.59, Brand, Kävlinge": day, month and time of the *event*, no year. `datetime` is the
time of *publication* ("2026-08-22 9:48:12 +02:00", the hour not padded) and gives the year: the latest in which the
event is at most a week ahead of its publication (planned work is announced), so that an event of 31 December
published on 1 January falls in the old year. A time later than publication is kept as published and marked.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import MONTHS, Unreadable
from gvi.steps.incidents.reading.moments import DAY, MINUTE, NO_TIME, Moment, read_time

AHEAD = timedelta(days=7)
SLACK = timedelta(hours=1)

_PUBLISHED = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[ T]([0-9]{1,2}):([0-9]{2}):([0-9]{2}) ?([+-])([0-9]{2}):?([0-9]{2})"
)
_DAY = re.compile(r"([0-9]{1,2}) ([a-zåäö]+)(?:\s+(.*))?", re.IGNORECASE)
_TIME_ONLY = re.compile(r"[0-9]{1,2}[.:][0-9]{2}")


def read_published(text: str) -> datetime:
    """Read the time of publication, as UTC; raise Unreadable."""
    match = _PUBLISHED.fullmatch(text.strip())
    if match is None:
        raise Unreadable(wanted.PUBLISHED)
    year, month, day, hour, minute, second = (int(match[number]) for number in range(1, 7))
    offset = timedelta(hours=int(match[8]), minutes=int(match[9])) * (-1 if match[7] == "-" else 1)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unreadable(wanted.PUBLISHED) from None


def read_event_time(when: str, published: datetime) -> Moment:
    """Read the first part of a headline against the time of publication (UTC); raise Unreadable."""
    text = " ".join(when.split())
    if _TIME_ONLY.fullmatch(text):
        return _latest_at(text, published)
    match = _DAY.fullmatch(text)
    month = MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        raise Unreadable(wanted.EVENT_NAME)
    at = _time_of(match[3] or "")
    return _in_year(int(match[1]), month, at, published)


def _time_of(text: str) -> time | None:
    if text.casefold() in NO_TIME:
        return None
    if not _TIME_ONLY.fullmatch(text):
        raise Unreadable(wanted.EVENT_NAME)
    found = read_time(text)
    return found.time if found else None


def _in_year(day: int, month: int, at: time | None, published: datetime) -> Moment:
    year = clock.to_local(published).year
    for candidate in (year + 1, year, year - 1):
        try:
            moment = _moment(date(candidate, month, day), at)
        except ValueError:
            continue
        if moment.utc <= published + AHEAD:
            return _doubted(moment, published)
    raise Unreadable(wanted.A_REAL_DATE)


def _latest_at(text: str, published: datetime) -> Moment:
    """A time without a date: the latest such time that is not ahead of publication."""
    today = clock.to_local(published).date()
    at = _time_of(text)
    moment = _moment(today, at)
    return moment if moment.utc <= published + SLACK else _moment(today - timedelta(days=1), at)


def _moment(day: date, at: time | None) -> Moment:
    if at is None:
        return Moment(clock.start_of(day), DAY)
    utc, doubt = clock.to_utc(datetime.combine(day, at))
    return Moment(utc, MINUTE, doubt)


def _doubted(moment: Moment, published: datetime) -> Moment:
    if moment.utc <= published + SLACK:
        return moment
    return Moment(moment.utc, moment.precision, clock.AFTER_PUBLICATION)
