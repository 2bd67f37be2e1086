"""A column of dates and a column of times, read as moments: fast where they are plain, exact where they are not.

Plain ISO dates and clock times are read as whole columns; everything else goes through moments.py, once for each
distinct pair. Both ways follow the same rules, and a test holds them against each other.
"""

from collections.abc import Callable
from datetime import date

import polars as pl

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable, depends_on_order
from gvi.steps.incidents.reading.moments import DAY, MINUTE, read_moment

UTC_MOMENT = pl.Datetime("us", "UTC")
ISO_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ISO_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}$"
CLOCK = "^(?:[01]?[0-9]|2[0-3])[.:][0-5][0-9]$"
LOCAL = pl.col("local").dt


def read_moments(dates: pl.Series, times: pl.Series, order: Callable[[], str], today: date) -> pl.DataFrame:
    """Return a frame of `occurred_at`, `precision`, `doubt`, `column` and `fault`, one row for each date and time.

    `order` is asked only when some date can be read in two ways.
    """
    frame = _plain(pl.DataFrame({"date": dates, "time": times}))
    slow = _slow(frame.filter(pl.col("local").is_null()).select("date", "time").unique(), order)
    joined = frame.join(slow, on=["date", "time"], how="left", maintain_order="left")
    return _in_range(
        joined.select(_merged("occurred_at"), _merged("precision"), _merged("doubt"), "fault"), today
    )


def _merged(name: str) -> pl.Expr:
    return pl.coalesce(pl.col(name), pl.col(f"{name}_slow")).alias(name)


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Read what is written in ISO form; the rest has no `local`."""
    day = pl.when(pl.col("date").str.contains(ISO_DATE)).then("date").str.to_date("%Y-%m-%d", strict=False)
    at = pl.when(pl.col("time").str.contains(CLOCK)).then(pl.col("time").str.replace(".", ":", literal=True))
    moment = (
        pl.when(pl.col("date").str.contains(ISO_MOMENT) & (pl.col("time") == ""))
        .then(pl.col("date").str.replace("T", " ", literal=True))
        .str.to_datetime("%Y-%m-%d %H:%M", strict=False, time_unit="us")
    )
    clock_time = at.str.zfill(5).str.to_time("%H:%M", strict=False)
    is_day = moment.is_null() & (pl.col("time") == "")
    bare = pl.when(pl.col("time") == "").then(day).cast(pl.Datetime("us"))
    frame = frame.with_columns(
        pl.coalesce(moment, day.dt.combine(clock_time), bare).alias("local"),
        pl.when(is_day).then(pl.lit(DAY)).otherwise(pl.lit(MINUTE)).alias("precision"),
    )
    known = pl.when(pl.col("local").is_not_null())
    return _with_utc(frame.with_columns(known.then("precision").alias("precision")))


def _with_utc(frame: pl.DataFrame) -> pl.DataFrame:
    """Add UTC and the doubt of the two strange hours, by the rule of clock.py."""
    zone = str(clock.STOCKHOLM)
    early = LOCAL.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    late = LOCAL.replace_time_zone(zone, ambiguous="latest", non_existent="null")
    frame = frame.with_columns(
        early.dt.convert_time_zone("UTC").alias("first"), late.dt.convert_time_zone("UTC").alias("last")
    )
    winter = (pl.col("local") - pl.lit(clock.WINTER)).dt.replace_time_zone("UTC")
    doubt = (
        pl.when(pl.col("local").is_null())
        .then(None)
        .when(pl.col("first").is_null())
        .then(pl.lit(clock.NO_SUCH_HOUR))
        .when(pl.col("first") != pl.col("last"))
        .then(pl.lit(clock.HOUR_TWICE))
        .otherwise(pl.lit(""))
    )
    return frame.with_columns(pl.coalesce("first", winter).alias("occurred_at"), doubt.alias("doubt"))


def _slow(pairs: pl.DataFrame, order: Callable[[], str]) -> pl.DataFrame:
    """Read each distinct pair by the full rules."""
    decided = order() if any(depends_on_order(text) for text in pairs["date"].unique()) else ""
    rows = [(*pair, *_one(pair[0], pair[1], decided)) for pair in pairs.iter_rows()]
    schema = {
        "date": pl.String(),
        "time": pl.String(),
        "occurred_at_slow": UTC_MOMENT,
        "precision_slow": pl.String(),
        "doubt_slow": pl.String(),
        "fault": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _one(date_text: str, time_text: str, order: str) -> tuple[object, str | None, str | None, str | None]:
    try:
        moment = read_moment(date_text, time_text, order)
    except Unreadable as error:
        return None, None, None, error.expected
    return moment.utc, moment.precision, moment.doubt, None


def _in_range(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """Refuse moments before 1990 and after tomorrow, and say whether the date or the time is at fault."""
    first, end = clock.bounds(today)
    at = pl.col("occurred_at")
    late = at.is_not_null() & ~((at >= first) & (at < end))
    fault = pl.when(late).then(pl.lit(wanted.DATE_IN_RANGE)).otherwise(pl.col("fault"))
    column = pl.when(fault == wanted.A_TIME).then(pl.lit("time")).otherwise(pl.lit("date"))
    return frame.with_columns(fault.alias("fault"), column.alias("column"))
