"""How long there is for a talk, by its reason (domain.md, "Talks"): a clock time that may be made earlier, never later.

The database computes the same from these numbers (``sql/talks.sql``), so that nobody types a later one (trust.md, T15).
Hours are counted from the incident, else from the request; days from the call-in, else from the request, to the last
minute of the day in Sweden. What has run out already when somebody asks is due a day after the request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from gvi.steps.talks.words import Reason

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOURS: Mapping[Reason, int] = {Reason.REVENGE: 48, Reason.CONFLICT: 72}
TARGET_HOURS: Mapping[Reason, int] = {Reason.REVENGE: 24}
"""Aimed at; the latest time is ``HOURS``."""

DAYS: Mapping[Reason, int] = {
    Reason.ABSENT: 7,
    Reason.UNREACHED: 14,
    Reason.PERIOD: 7,
    Reason.RELEASE: 7,
    Reason.NEW: 14,
    Reason.ROUTINE: 30,
}
FROM_CALLIN = frozenset({Reason.ABSENT, Reason.UNREACHED})
FOLLOW_UP_DAYS = (14, 60)
"""After the talk that is followed up, one talk each."""

RUN_OUT_HOURS = 24
CONFIRM_HOURS = 24
"""Within which a decision by phone is confirmed in writing."""

LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Began:
    """What a talk's time is counted from, besides the request: the incident, the call-in's day, the talk before."""

    incident: datetime | None = None
    callin: date | None = None
    reached: datetime | None = None
    earlier_follow_ups: int = 0


NOTHING = Began()


def latest(reason: Reason, *, at: datetime, began: Began = NOTHING) -> datetime:
    """The latest time for a talk that is asked for ``at``; always after ``at``.

    >>> from datetime import UTC
    >>> asked = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
    >>> f"{latest(Reason.REVENGE, at=asked).astimezone(STOCKHOLM):%d %H.%M}"
    '25 22.40'
    """
    asked = at.astimezone(UTC)  # where an hour is always an hour
    due = _hours(reason, asked, began) if reason in HOURS else _days(reason, asked, began)
    return due if due > asked else asked + timedelta(hours=RUN_OUT_HOURS)


def target(reason: Reason, *, due: datetime) -> datetime | None:
    """The time to aim at before ``due``, where the reason has one."""
    hours = TARGET_HOURS.get(reason)
    return due - timedelta(hours=HOURS[reason] - hours) if hours else None


def _hours(reason: Reason, at: datetime, began: Began) -> datetime:
    start = min(began.incident.astimezone(UTC), at) if began.incident else at
    return start + timedelta(hours=HOURS[reason])


def _days(reason: Reason, at: datetime, began: Began) -> datetime:
    start = localdate(at, STOCKHOLM)
    days = DAYS.get(reason, 0)
    if reason is Reason.REPEAT:
        days = FOLLOW_UP_DAYS[min(began.earlier_follow_ups, len(FOLLOW_UP_DAYS) - 1)]
        start = localdate(began.reached, STOCKHOLM) if began.reached else start
    elif reason in FROM_CALLIN and began.callin:
        start = min(began.callin, start)
    return datetime.combine(start + timedelta(days=days), LAST_MINUTE, STOCKHOLM).astimezone(UTC)
