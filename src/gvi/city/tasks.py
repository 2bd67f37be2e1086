"""Who was to do what, by when: old tasks done, a few open, and one that is late.

A task names a group or an incident, never both (domain.md, "Review"). Tasks for groups follow the
quarter's rhythm and not the incidents, so that a date does not tie one to the other either.
"""

from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl

from gvi.city.groups import code_names
from gvi.city.period import Period, moment
from gvi.city.seeds import Stream, stream, uuids

WITH_TASK = 0.4  # of incidents that a meeting has seen
QUARTER_WEEKS = 13
DUE_AFTER = (6, 20)  # days after the meeting, the latter excluded
QUICKLY = timedelta(minutes=50)  # from the shooting to the quick review
DONE_BEFORE_DUE = (-2, 6)  # days; negative is late

POLICE, MUNICIPALITY, COUNTY = "police", "municipality", "county_board"
FOR_INCIDENT = (
    ("Stäm av uppgifterna med förundersökningsledaren", POLICE),
    ("Synlig närvaro i området två helger", POLICE),
    ("Kontrollera belysning och kameror på platsen", MUNICIPALITY),
    ("Informera skolor och fritidsgårdar i området", MUNICIPALITY),
    ("Samla in boendes iakttagelser", POLICE),
)
FOR_GROUP = (
    ("Uppdatera underlaget inför gruppgenomgången", POLICE),
    ("Föreslå budskap till nästa call-in", POLICE),
)
# title, kind of room, days to due, days since done (None: open), group row, incident (True: Saturday's)
TOLD: tuple[tuple[str, str, int, int | None, int | None, bool], ...] = (
    ("Ge återkoppling om det vi lovade", POLICE, -2, None, 1, False),
    ("Stäm av om skottlossningen kan bekräftas", POLICE, 1, None, None, True),
    ("Boka lokal för styrgruppens möte", MUNICIPALITY, 4, None, None, False),
    ("Skicka kvartalets siffror till länsstyrelsen", COUNTY, 11, None, None, False),
    ("Gå igenom larmkedjan med jourhavande", POLICE, 2, 1, None, False),
    ("Ta fram karta över trygghetsvandringen", MUNICIPALITY, 0, 1, None, False),
)
UTC_TIME = pl.Datetime("us", "UTC")
SCHEMA = pl.Schema(
    {
        "title": pl.String(),
        "owner_kind": pl.String(),
        "decided_at": UTC_TIME,
        "due": pl.Date(),
        "done_at": UTC_TIME,
        "group": pl.String(),
        "incident": pl.String(),
    }
)


def build_tasks(
    seed: int,
    period: Period,
    authorities: pl.DataFrame,
    meetings: pl.DataFrame,
    incidents: pl.DataFrame,
    groups: int,
) -> pl.DataFrame:
    """Return tasks: id, title, owner (authority's name), decided_at, due, done_at, group, incident."""
    rng = stream(seed, "tasks")
    held = meetings.filter("held").select(decided_at="starts_at").sort("decided_at")
    tasks = pl.concat(
        [
            _dated(_for_incidents(rng, incidents, held), rng, period),
            _dated(_for_groups(rng, held, groups), rng, period),
            _told(period, held, incidents),
        ]
    )
    owners = authorities.unique("kind", keep="first").select(owner_kind="kind", owner="name")
    tasks = tasks.join(owners, on="owner_kind").sort("due", "title", "incident", "group")
    return tasks.select(
        pl.Series("id", uuids(rng, len(tasks))),
        "title",
        "owner",
        "decided_at",
        "due",
        "done_at",
        "group",
        "incident",
    )


def _for_incidents(rng: Stream, incidents: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    seen = incidents.filter(pl.col("state") == "confirmed").select("occurred_at", incident="id")
    seen = seen.filter(pl.Series(rng.random(len(seen)) < WITH_TASK, dtype=pl.Boolean))
    judged = seen.join_asof(
        held, left_on="occurred_at", right_on="decided_at", strategy="forward"
    ).drop_nulls("decided_at")
    return _titled(judged.drop("occurred_at"), rng, FOR_INCIDENT)


def _for_groups(rng: Stream, held: pl.DataFrame, groups: int) -> pl.DataFrame:
    quarters = held.gather_every(QUARTER_WEEKS)
    every = quarters.join(pl.DataFrame({"group": code_names(groups)}), how="cross")
    return _titled(every.filter(pl.Series(rng.random(len(every)) < 0.5)), rng, FOR_GROUP)


def _titled(frame: pl.DataFrame, rng: Stream, titles: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    chosen = rng.integers(0, len(titles), len(frame)).tolist()
    return frame.with_columns(
        title=pl.Series([titles[index][0] for index in chosen], dtype=pl.String),
        owner_kind=pl.Series([titles[index][1] for index in chosen], dtype=pl.String),
    )


def _dated(frame: pl.DataFrame, rng: Stream, period: Period) -> pl.DataFrame:
    """Set due dates; everything due by today is done, by yesterday at the latest."""
    ahead = rng.integers(*DUE_AFTER, len(frame))
    early = np.minimum(rng.integers(*DONE_BEFORE_DUE, len(frame)), ahead - 1)
    due = pl.col("decided_at").dt.date() + pl.duration(days=pl.lit(pl.Series(ahead)))
    done = pl.col("due").cast(UTC_TIME) + pl.duration(days=pl.lit(pl.Series(-early)), hours=13)
    yesterday = period.end - timedelta(hours=9)
    frame = frame.with_columns(due=due).with_columns(
        done_at=pl.when(pl.col("due") <= period.today).then(pl.min_horizontal(done, yesterday))
    )
    missing = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in frame]
    return frame.with_columns(missing).select(SCHEMA.names())


def _told(period: Period, held: pl.DataFrame, incidents: pl.DataFrame) -> pl.DataFrame:
    at = moment(period.last_saturday, time(22, 40))
    meeting = held["decided_at"][-2]
    saturday = incidents.filter(state="waiting", occurred_at=at)["id"][0]
    rows = [
        (title, kind, decided, *_dates(period.today, due, done), _name(group), tie)
        for title, kind, due, done, group, on_saturday in TOLD
        for tie, decided in [(saturday, at + QUICKLY) if on_saturday else (None, meeting)]
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _dates(today: date, due: int, done: int | None) -> tuple[date, datetime | None]:
    finished = None if done is None else moment(today - timedelta(days=done), time(15))
    return today + timedelta(days=due), finished


def _name(group: int | None) -> str | None:
    return None if group is None else code_names(group + 1)[group]
