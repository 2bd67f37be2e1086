"""What else went on: operations, laws, releases and the like, drawn behind every chart.

The laws are real, with the dates they came into force, and appear when they fall within the four years.
Everything else is invented. No title names a person, a group or an incident.
"""

from datetime import date, timedelta

import polars as pl

from gvi.city.period import Period
from gvi.city.seeds import stream, uuids

# title, kind, days before today at which it began, its length in days (None: a single day)
INVENTED: tuple[tuple[str, str, int, int | None], ...] = (
    ("Pandemi, råd om färre möten", "pandemic", 1440, 150),
    ("Särskild händelse, förstärkning från regionen", "operation", 1105, 45),
    ("Ledande person häktad", "leader", 930, None),
    ("Två frigivningar samma månad", "release", 702, 30),
    ("Insats mot vapensmuggling", "operation", 540, 21),
    ("Särskild händelse", "operation", 320, 40),
    ("Frigivning efter långt straff", "release", 214, None),
    ("Ledande person häktad", "leader", 128, None),
    ("Nationell insatsvecka mot skjutvapen", "operation", 37, 6),
)
LAWS = (
    ("Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete", date(2023, 7, 1)),
    ("Lag (2024:7) om preventiva vistelseförbud", date(2024, 2, 29)),
    (
        "Lag (2025:170) om skyldighet att lämna uppgifter till de brottsbekämpande myndigheterna",
        date(2025, 4, 1),
    ),
)


def build_context(seed: int, period: Period) -> pl.DataFrame:
    """Return context events in order of start: id, title, kind, start, end (null: one day)."""
    rows = [_invented(period.today, *one) for one in INVENTED]
    rows += [(title, "law", start, None) for title, start in LAWS if period.first_day <= start < period.today]
    rows.sort(key=lambda row: row[2])
    frame = pl.DataFrame(
        rows,
        schema={"title": pl.String, "kind": pl.String, "start": pl.Date, "end": pl.Date},
        orient="row",
    )
    return frame.insert_column(0, pl.Series("id", uuids(stream(seed, "context"), len(rows))))


def _invented(
    today: date, title: str, kind: str, ago: int, length: int | None
) -> tuple[str, str, date, date | None]:
    start = today - timedelta(days=ago)
    return title, kind, start, None if length is None else start + timedelta(days=length)
