"""Incidents and context events of the invented city; incidents are copied in, since there may be a hundred thousand."""

from datetime import datetime, timedelta

import polars as pl
from django.db import connection
from psycopg import sql

from gvi.city import City
from gvi.steps.incidents.models import ContextEvent, Incident
from gvi.steps.incidents.states import OPEN
from gvi.trust.workspaces.actor import Actor

COPY = sql.SQL("copy {} ({}) from stdin with (format csv, null '\\N')")
SAME = (
    "id",
    "occurred_at",
    "precision",
    "kind",
    "dead",
    "injured",
    "state",
    "summary",
    "latitude",
    "longitude",
    "source",
)
EMPTY = ("source_hash", "link", "change_reason")


def load_incidents(city: City, by: Actor, *, at: datetime) -> None:
    """All incidents, each as if reported two hours after it happened and decided within five days."""
    rows = _rows(city.incidents, by, at)
    columns = sql.SQL(", ").join(map(sql.Identifier, rows.columns))
    command = COPY.format(sql.Identifier(Incident._meta.db_table), columns)
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.write(rows.write_csv(include_header=False, null_value="\\N"))


def _rows(incidents: pl.DataFrame, by: Actor, at: datetime) -> pl.DataFrame:
    """The rows of the table, column by column."""
    reported = pl.min_horizontal(pl.col("occurred_at") + timedelta(hours=2), pl.lit(at))
    decided = pl.min_horizontal(pl.col("occurred_at") + timedelta(days=5), pl.lit(at))
    return incidents.select(
        *SAME,
        pl.col("area").alias("area_id"),
        pl.col("reference").alias("source_id"),
        pl.col("unfounded_reason").fill_null(""),
        reported.alias("reported_at"),
        pl.when(~pl.col("state").is_in([str(state) for state in OPEN])).then(decided).alias("decided_at"),
        pl.lit(str(by.member_id)).alias("by"),
        *(pl.lit("").alias(name) for name in EMPTY),
    )


def load_context(city: City, by: Actor) -> None:
    """The context log."""
    ContextEvent.objects.bulk_create(
        ContextEvent(
            kind=row["kind"],
            title=row["title"],
            starts=row["start"],
            ends=row["end"],
            by=by.member_id,
        )
        for row in city.context.iter_rows(named=True)
    )
