"""Swedish local time to UTC, with one clear rule for the two strange hours of the year.

The hour that comes twice (October) is read as the first one, summer time, unless the text says otherwise. The hour
that does not exist (March) is read as winter time, as on a clock nobody put forward: 02.30 becomes 03.30. Both are
kept and marked with a doubt, so that a person looks; nothing is refused for the sake of a clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gvi.steps.incidents.reading.marking import mark as _

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WINTER = timedelta(hours=1)
FIRST_YEAR = 1990

HOUR_TWICE = "hour_twice"
NO_SUCH_HOUR = "no_such_hour"
AFTER_PUBLICATION = "after_publication"
DOUBTS = {
    HOUR_TWICE: _("Klockslaget inträffade två gånger den natten; läst som sommartid, den första."),
    NO_SUCH_HOUR: _("Klockslaget fanns inte den natten, klockan ställdes fram; läst som vintertid."),
    AFTER_PUBLICATION: _("Tiden ligger efter att händelsen publicerades; datumet kan vara fel."),
}


def to_utc(local: datetime) -> tuple[datetime, str]:
    """Return UTC and a doubt (or "") for a naive Swedish local time.

    >>> to_utc(datetime(2026, 3, 29, 2, 30))
    (datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.timezone.utc), 'no_such_hour')
    """
    first = local.replace(tzinfo=STOCKHOLM, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=STOCKHOLM, fold=1).astimezone(UTC)
    if first == second:
        return first, ""
    return first, HOUR_TWICE if first < second else NO_SUCH_HOUR


def to_local(moment: datetime) -> datetime:
    """Return Swedish local time for a moment in UTC."""
    return moment.astimezone(STOCKHOLM)


def start_of(day: date) -> datetime:
    """Return the first moment of a Swedish day, in UTC."""
    return to_utc(datetime.combine(day, time()))[0]


def bounds(today: date) -> tuple[datetime, datetime]:
    """Return the first accepted moment and the first that is too late: 1990 to the end of tomorrow, in UTC."""
    return start_of(date(FIRST_YEAR, 1, 1)), start_of(today + timedelta(days=2))
