"""A column of dates and a column of times, read as moments: fast where they are plain, exact where they are not.

Distinct dates and distinct times are few and are read once each, then put together as whole columns; a moment in ISO
form is read as a column at once. What is left (a time behind a date, a named summer time, what cannot be read) goes
through moments.py pair by pair. All ways follow the same rules, and a test holds them against each other.
"""

from collections.abc import Callable
from datetime import date, time

import polars as pl

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable, depends_on_order, find_date
from gvi.steps.incidents.reading.moments import DAY, MINUTE, read_moment, read_time

UTC_MOMENT = pl.Datetime("us", "UTC")
ISO_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
ISO_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}$"
LOCAL = pl.col("local").dt


def read_moments(dates: pl.Series, times: pl.Series, order: Callable[[], str], today: date) -> pl.DataFrame:
    """Return a frame of `occurred_at`, `precision`, `doubt`, `column` and `fault`, one row for each date and time.

    `order` is asked only when some date can be read in two ways.
    """
    frame = _stamps(pl.DataFrame({"date": dates, "time": times}))
    texts = frame.filter(pl.col("stamp").is_null() & pl.col("iso").is_null())["date"].unique()
    decided = order() if any(depends_on_order(text) for text in texts) else ""
    frame = _with_utc(_with_parts(frame, _days(texts, decided), _clocks(frame["time"].unique())))
    pairs = frame.filter(pl.col("local").is_null()).select("date", "time").unique()
    joined = frame.join(_pairs(pairs, decided), on=["date", "time"], how="left", maintain_order="left")
    merged = joined.select(_merged("occurred_at"), _merged("precision"), _merged("doubt"), "fault")
    return _in_range(merged, today)


def _merged(name: str) -> pl.Expr:
    return pl.coalesce(pl.col(name), pl.col(f"{name}_pair")).alias(name)


def _stamps(frame: pl.DataFrame) -> pl.DataFrame:
    """Read dates and moments in ISO form as whole columns: `iso`, and `stamp` where the time is in the same cell."""
    bare = pl.when(pl.col("date").str.contains(ISO_DATE)).then("date")
    plain = pl.col("date").str.contains(ISO_MOMENT) & (pl.col("time") == "")
    text = pl.when(plain).then(pl.col("date").str.replace("T", " ", literal=True))
    stamp = text.str.to_datetime("%Y-%m-%d %H:%M", strict=False, time_unit="us")
    return frame.with_columns(bare.str.to_date("%Y-%m-%d", strict=False).alias("iso"), stamp.alias("stamp"))


def _days(texts: pl.Series, order: str) -> pl.DataFrame:
    """Read each distinct date: `day`, and whether it stands `alone` with no time behind it."""
    rows = []
    for text in texts:
        try:
            found = find_date(text)
            rows.append((text, found.settle(order), not found.rest and found.fraction is None))
        except Unreadable:
            continue
    schema = {"date": pl.String(), "day": pl.Date(), "alone": pl.Boolean()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _clocks(texts: pl.Series) -> pl.DataFrame:
    """Read each distinct time that says nothing of summer or winter: `clock` and `written` precision."""
    rows: list[tuple[str, time, str]] = []
    for text in texts:
        try:
            found = read_time(text)
        except Unreadable:
            continue
        if found is None:
            rows.append((text, time(), DAY))
        elif found.offset is None:
            rows.append((text, found.time, found.precision))
    schema = {"time": pl.String(), "clock": pl.Time(), "written": pl.String()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _with_parts(frame: pl.DataFrame, days: pl.DataFrame, clocks: pl.DataFrame) -> pl.DataFrame:
    """Put date and time together as `local`; null where the pair must be read by the full rules."""
    frame = frame.join(days, on="date", how="left", maintain_order="left")
    frame = frame.join(clocks, on="time", how="left", maintain_order="left")
    usable = pl.col("iso").is_not_null() | pl.col("alone") | (pl.col("time") != "")
    parts = pl.when(usable).then(pl.coalesce("iso", "day").dt.combine(pl.col("clock")))
    frame = frame.with_columns(pl.coalesce("stamp", parts).alias("local"))
    precision = pl.when(pl.col("stamp").is_not_null()).then(pl.lit(MINUTE)).otherwise("written")
    return frame.with_columns(pl.when(pl.col("local").is_not_null()).then(precision).alias("precision"))


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


def _pairs(pairs: pl.DataFrame, order: str) -> pl.DataFrame:
    """Read each distinct pair by the full rules."""
    rows = [(*pair, *_one(pair[0], pair[1], order)) for pair in pairs.iter_rows()]
    schema = {
        "date": pl.String(),
        "time": pl.String(),
        "occurred_at_pair": UTC_MOMENT,
        "precision_pair": pl.String(),
        "doubt_pair": pl.String(),
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
