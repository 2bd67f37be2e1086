"""The canonical sheet: the columns that export writes and import reads back to the same rows.

Swedish headings and words, since people open it in a spreadsheet. A time is written with its precision ("22.40",
"kl 22", "ca 22.40", or empty), and in the hour that comes twice each autumn with summer or winter time.
"""

from dataclasses import dataclass

import polars as pl

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading.kinds import Kind
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.moments import DAY, MINUTE, Moment
from gvi.steps.incidents.reading.texts import TEXT_FIELDS, guard


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the canonical sheet: our field and its heading."""

    field: str
    heading: str


COLUMNS = (
    Column("id", "Id"),
    Column("source", "Källa"),
    Column("date", "Datum"),
    Column("time", "Tid"),
    Column("area", "Område"),
    Column("area_level", "Områdestyp"),
    Column("kind", "Händelse"),
    Column("dead", "Döda"),
    Column("injured", "Skadade"),
    Column("latitude", "Latitud"),
    Column("longitude", "Longitud"),
    Column("state", "Status"),
    Column("reason", "Skäl"),
    Column("summary", "Sammanfattning"),
    Column("link", "Länk"),
)
HEADINGS = tuple(column.heading for column in COLUMNS)
SHEET_MAPPING = Mapping(columns={column.field: column.heading for column in COLUMNS}, headings=HEADINGS)

KIND_WORDS = {
    Kind.SHOOTING: "skjutning",
    Kind.EXPLOSION: "sprängning",
    Kind.HOMICIDE: "mord",
    Kind.ATTEMPTED_HOMICIDE: "mordförsök",
    Kind.AGGRAVATED_ASSAULT: "grov misshandel",
    Kind.STABBING: "knivdåd",
    Kind.ROBBERY_WITH_WEAPON: "väpnat rån",
    Kind.ARSON: "mordbrand",
    Kind.THREAT: "hot",
    Kind.WEAPON_FOUND: "vapenfynd",
}
STATE_WORDS = {
    "reported": "rapporterad",
    "waiting": "avvaktar",
    "confirmed": "bekräftad",
    "unfounded": "avförd",
}
LEVEL_WORDS = {"municipality": "kommun", "county": "län", "area": "område"}


def to_sheet(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of the fixed schema as the canonical sheet: text cells under Swedish headings."""
    moments = [
        Moment(utc, precision) for utc, precision in rows.select("occurred_at", "precision").iter_rows()
    ]
    cells = rows.select(
        pl.col("source_id").alias("id"),
        "source",
        pl.Series("date", [f"{clock.to_local(moment.utc):%Y-%m-%d}" for moment in moments], dtype=pl.String),
        pl.Series("time", [time_words(moment) for moment in moments], dtype=pl.String),
        "area",
        pl.col("area_level").replace_strict(LEVEL_WORDS),
        pl.col("kind").replace_strict(KIND_WORDS),
        *(
            pl.col(name).cast(pl.String).fill_null("")
            for name in ("dead", "injured", "latitude", "longitude")
        ),
        pl.col("state").replace_strict(STATE_WORDS),
        "reason",
        "summary",
        "link",
    )
    guarded = cells.with_columns(cells.select(TEXT_FIELDS).with_columns(guard()))
    return guarded.rename({column.field: column.heading for column in COLUMNS})


def time_words(moment: Moment) -> str:
    """Return the time of a moment as the sheet writes it, with its precision.

    >>> from datetime import UTC, datetime
    >>> time_words(Moment(datetime(2026, 3, 4, 21, 40, tzinfo=UTC), "minute"))
    '22.40'
    """
    if moment.precision == DAY:
        return ""
    local = clock.to_local(moment.utc)
    written = f"{local:%H.%M}"
    if moment.precision != MINUTE:
        written = f"ca {local:%H.%M}" if local.minute else f"kl {local:%H}"
    if clock.to_utc(local.replace(tzinfo=None))[1] == clock.HOUR_TWICE:
        written += " (vintertid)" if local.utcoffset() == clock.WINTER else " (sommartid)"
    return written
