"""When an incident happened: a date and a time as written, read as one moment in UTC with its precision.

Precision is *minute* when a minute is written, *hour* for a bare hour, an interval or "ca", and *day* when no time,
or only a part of the day such as "natt", is known; a day is stored as its first moment. A sheet whose dates are all
written with 00:00:00 holds days. See clock.py for the two strange hours.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable, find_date

MINUTE, HOUR, DAY = "minute", "hour", "day"
_UNKNOWN = "|-|–|?|okänd|okänt|oklart|saknas|ej känd|vet ej"
_PARTS = "natt|natten|kväll|kvällen|morgon|morgonen|förmiddag|förmiddagen|eftermiddag|eftermiddagen|dag|dagen|dagtid"
_LONG_PARTS = "lunchtid|kväll och natt|kväll/natt|under natten|under kvällen|dygn|helg"
NO_TIME = frozenset(f"{_UNKNOWN}|{_PARTS}|{_LONG_PARTS}".split("|"))

_CIRCA = r"(?P<circa>ca|cirka|c:a|omkring|runt|vid|~)?\.?\s*"
_CLOCK = r"(?:kl|klockan)?\.?\s*(?P<hour>[0-9]{1,2})(?:[.:,]\s?(?P<minute>[0-9]{1,2})(?:[.:][0-9]{2})?(?:\.[0-9]+)?)?"
_UNTIL = r"(?P<until>\s*[-–]\s*[0-9]{1,2}(?:[.:][0-9]{2})?)?(?P<around>[- ]tiden)?\s*h?"
_SEASON = r"\s*(?P<season>\(?(?:sommartid|vintertid|normaltid)\)?)?"
_TIME = re.compile(_CIRCA + _CLOCK + _UNTIL + _SEASON, re.IGNORECASE)
_FOUR = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])")
_FRACTION = re.compile(r"0[.,]([0-9]{3,})")
_STAMP = re.compile(
    r"T?(?P<clock>[0-9]{2}:[0-9]{2})(?P<seconds>:[0-9]{2}(?:[.,][0-9]+)?)?\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC with its precision and a doubt, or ""."""

    utc: datetime
    precision: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as written; `offset` when the text itself names summer or winter time."""

    time: time
    precision: str
    offset: timedelta | None = None


def read_moment(date_text: str, time_text: str = "", order: str = "") -> Moment:
    """Read a date, and a time from its own cell or from behind the date; raise Unreadable."""
    found = find_date(date_text.strip())
    day = found.settle(order)
    if found.fraction is not None and not time_text:
        return _combine(day, _of_day(found.fraction))
    if found.rest.strip(" T") and not time_text:
        return _with_stamp(day, found.rest)
    return _combine(day, read_time(time_text))


def read_time(text: str) -> ClockTime | None:
    """Read a time of day; None when the text says that none is known; raise Unreadable.

    >>> read_time("ca 22")
    ClockTime(time=datetime.time(22, 0), precision='hour', offset=None)
    """
    plain = " ".join(text.casefold().split())
    if plain in NO_TIME:
        return None
    if match := _FRACTION.fullmatch(plain):
        return _of_day(float(f"0.{match[1]}"))
    if match := _FOUR.fullmatch(plain):
        return ClockTime(time(int(match[1]), int(match[2])), MINUTE)
    return _clock_time(_TIME.fullmatch(plain))


def _clock_time(match: re.Match[str] | None) -> ClockTime:
    if match is None:
        raise Unreadable(wanted.A_TIME)
    minute = match["minute"] or ""
    # One digit is what a spreadsheet leaves of 22.40 when it took it for a number: 22.4.
    minutes = int(minute.ljust(2, "0")) if minute else 0
    if int(match["hour"]) > 23 or minutes > 59:
        raise Unreadable(wanted.A_TIME)
    exact = minute and not (match["circa"] or match["until"] or match["around"])
    return ClockTime(time(int(match["hour"]), minutes), MINUTE if exact else HOUR, _season(match["season"]))


def _season(word: str | None) -> timedelta | None:
    return None if not word else clock.WINTER * 2 if "sommar" in word else clock.WINTER


def _of_day(fraction: float) -> ClockTime:
    minutes = min(round(fraction * 1440), 1439)
    return ClockTime(time(minutes // 60, minutes % 60), MINUTE)


def _with_stamp(day: date, rest: str) -> Moment:
    """Read what stands behind the date: a time stamp, perhaps with its zone, or a time as people write it."""
    match = _STAMP.match(rest)
    if match is None:
        return _combine(day, read_time(rest.lstrip(" ,T")))
    hour, minute = int(match["clock"][:2]), int(match["clock"][3:])
    if hour > 23 or minute > 59:
        raise Unreadable(wanted.A_TIME)
    if match["zone"]:
        zone = timezone(_offset(match["zone"]))
        return Moment(datetime.combine(day, time(hour, minute), zone).astimezone(UTC), MINUTE)
    midnight = hour == minute == 0 and match["seconds"] is not None
    return _combine(day, None if midnight else ClockTime(time(hour, minute), MINUTE))


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        raise Unreadable(wanted.A_TIME)
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def _combine(day: date, at: ClockTime | None) -> Moment:
    try:
        if at is None:
            return Moment(clock.start_of(day), DAY)
        local = datetime.combine(day, at.time)
        if at.offset is not None:
            return Moment((local - at.offset).replace(tzinfo=UTC), at.precision)
        utc, doubt = clock.to_utc(local)
        return Moment(utc, at.precision, doubt)
    except OverflowError:
        raise Unreadable(wanted.DATE_IN_RANGE) from None
