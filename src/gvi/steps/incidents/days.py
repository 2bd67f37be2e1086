"""Days as people in Sweden count them, turned into moments that the database can compare."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone, localtime, make_aware


def start_of(day: date) -> datetime:
    """The first moment of ``day`` in Swedish time."""
    return make_aware(datetime.combine(day, time()), get_default_timezone())


def end_of(day: date) -> datetime:
    """The first moment after ``day``."""
    return start_of(day + timedelta(days=1))


def day_of(when: datetime) -> date:
    """The Swedish day that ``when`` belongs to."""
    return localtime(when, get_default_timezone()).date()


def year_before(day: date) -> date:
    """The first day of the twelve months that end with ``day``: 24 November for 23 November a year on."""
    last = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 2, 28)
    return last + timedelta(days=1)
