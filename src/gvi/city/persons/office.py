"""Office hours: what people write down, they write on working days between nine and four, Swedish time."""

from datetime import datetime, time, timedelta

from gvi.city.period import HERE, moment
from gvi.city.seeds import Stream

SATURDAY = 5


def at_work(wanted: datetime, rng: Stream) -> datetime:
    """Return a minute of office time on the wanted day, or on the Friday before a weekend."""
    day = wanted.astimezone(HERE).date()
    friday = day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    return moment(friday, time(int(rng.integers(9, 16)), int(rng.integers(0, 60))))
