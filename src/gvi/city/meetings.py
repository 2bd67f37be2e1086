"""The weekly review: Tuesdays at 09.00, most of them held.

Some weeks fail, as they do in life: the weeks around Christmas, three in July, and one in twelve
otherwise. The latest meeting was held; the coming one is planned.
"""

from datetime import date, timedelta

import polars as pl

from gvi.city.period import MEETING_TIME, TUESDAY, Period, last, moment
from gvi.city.seeds import stream, uuids

MISSED = 1 / 12
CHRISTMAS = {(12, day) for day in range(22, 32)} | {(1, day) for day in range(1, 7)}
JULY = {(7, day) for day in range(10, 31)}


def build_meetings(seed: int, period: Period) -> pl.DataFrame:
    """Return the meetings: id, starts_at (UTC), held (null for the one still to come)."""
    rng = stream(seed, "meetings")
    days = _tuesdays(period)
    luck = rng.random(len(days))
    held: list[bool | None] = [
        bool(one > MISSED) and not _closed(day) for day, one in zip(days, luck, strict=True)
    ]
    coming = last(TUESDAY, period.today) + timedelta(days=7)
    held[-1] = True
    return pl.DataFrame(
        {
            "id": uuids(rng, len(days) + 1),
            "starts_at": [moment(day, MEETING_TIME) for day in [*days, coming]],
            "held": [*held, None],
        },
        schema_overrides={"starts_at": pl.Datetime("us", "UTC")},
    )


def _tuesdays(period: Period) -> list[date]:
    latest = last(TUESDAY, period.today)
    weeks = (latest - period.first_day).days // 7
    return [latest - timedelta(weeks=week) for week in range(weeks, -1, -1)]


def _closed(day: date) -> bool:
    return (day.month, day.day) in CHRISTMAS | JULY
