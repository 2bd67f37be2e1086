"""Times in words and digits, in the reader's language, always Swedish time (screens.md, Rules).

Nothing here reads a clock: whoever asks what is late says as of when.
"""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

DAYS_SAID_AS_DAYS = 60


def _local(when: datetime) -> datetime:
    return localtime(when, get_default_timezone())


def _day(when: date | datetime) -> date:
    return _local(when).date() if isinstance(when, datetime) else when


def clock(when: datetime | None) -> str:
    """Write the time of day: 22.40."""
    return f"{_local(when):%H.%M}" if when else ""


def table_time(when: datetime | None) -> str:
    """Write day and time for a table: 2026-11-23 22.40."""
    return f"{_local(when):%Y-%m-%d %H.%M}" if when else ""


def table_date(when: date | datetime | None) -> str:
    """Write the day for a table: 2026-11-23."""
    return f"{_day(when):%Y-%m-%d}" if when else ""


def text_date(when: date | datetime | None) -> str:
    """Write the day for running text: 23 november."""
    return date_format(_day(when), "j F") if when else ""


def year_date(when: date | datetime | None) -> str:
    """Write a day that may lie in another year for running text: 23 november 2026."""
    return date_format(_day(when), "j F Y") if when else ""


def text_time(when: datetime | None) -> str:
    """Write day and time for running text: 23 november 22.40."""
    return f"{text_date(when)} {clock(when)}" if when else ""


def is_late(when: date | datetime, at: datetime) -> bool:
    """Tell whether ``when`` has passed at ``at``; a day has passed when it is over."""
    return when < at if isinstance(when, datetime) else when < _day(at)


def due(when: date | datetime, at: datetime) -> str:
    """Say when something is due, as one says it: late first, then today, tomorrow, and the date."""
    days = (_day(when) - _day(at)).days
    if days < 0:
        return ngettext("%(days)s dag sent", "%(days)s dagar sent", -days) % {"days": -days}
    time = clock(when) if isinstance(when, datetime) else ""
    if is_late(when, at):
        return _("sent sedan %(time)s") % {"time": time}
    said = {0: _("i dag"), 1: _("i morgon")}.get(days) or _date_seen_from(when, at)
    return f"{said} {time}".strip()


def _date_seen_from(when: date | datetime, at: datetime) -> str:
    """The year is said only where it is another one."""
    day = _day(when)
    return text_date(day) if day.year == _day(at).year else date_format(day, "j F Y")


def ago(when: date | datetime, at: datetime) -> str:
    """Say how long ago: in days up to two months, then in months, then in years."""
    days = (_day(at) - _day(when)).days
    if days <= 0:
        return _("i dag")
    if days <= DAYS_SAID_AS_DAYS:
        return ngettext("%(count)s dag", "%(count)s dagar", days) % {"count": days}
    months = round(days / 30.44)
    if months < 24:
        return _("%(count)s mån") % {"count": months}
    return _("%(count)s år") % {"count": months // 12}


WEEKDAYS_BACK = [
    gettext_lazy("i måndags"),
    gettext_lazy("i tisdags"),
    gettext_lazy("i onsdags"),
    gettext_lazy("i torsdags"),
    gettext_lazy("i fredags"),
    gettext_lazy("i lördags"),
    gettext_lazy("i söndags"),
]


def back(when: date | datetime, at: datetime) -> str:
    """Say when something happened within the week: "i dag", "i går", "i lördags"; before that the date."""
    day = _day(when)
    days = (_day(at) - day).days
    if days == 0:
        return _("i dag")
    if days == 1:
        return _("i går")
    if 1 < days < 7:
        return str(WEEKDAYS_BACK[day.weekday()])
    return _("den %(date)s") % {"date": _date_seen_from(when, at)}
