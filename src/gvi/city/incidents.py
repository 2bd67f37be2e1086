"""The incidents of four years as one frame, in order of time, with the truth that was planted.

`gmi`, `motive`, both groups and `answers` say what is true in the made-up city, also for incidents that
no meeting has judged yet; whoever loads the frame decides what has been judged.
"""

from typing import Any

import numpy as np
import polars as pl

from gvi.city.areas import SPREAD, draw_points
from gvi.city.groups import code_names
from gvi.city.period import Period
from gvi.city.process import Floats, Ints
from gvi.city.scale import Scale
from gvi.city.seeds import Stream, pick, stream, uuids
from gvi.city.story import Scene, scenes
from gvi.city.strands import draw_strands

AT_HOME = 0.6  # of group incidents happen where the suffering group lives
POINT_IS_PUBLIC = 0.7
SOURCES = {"own": 0.58, "polisen": 0.3, "kommunen": 0.12}  # where a report came from
SOON_DAYS, NEAR_AGAIN, CLOSE = 9, 0.9, 0.25  # days, share, and distance as a share of an area's spread
STILL_WAITING = 0.3  # of those reported since the last meeting
COLUMNS = (
    "id reference occurred_at precision kind area latitude longitude dead injured state "
    "unfounded_reason summary actor_group target_group gmi motive answers source"
)


def build_incidents(seed: int, scale: Scale, period: Period, areas: pl.DataFrame) -> pl.DataFrame:
    """Return the incidents with the columns of COLUMNS; `reference` is the city's own number."""
    rng = stream(seed, "incidents")
    drawn = draw_strands(seed, scale, period.days)
    drawn = drawn.with_columns(_occurred_at(period), area_row=_area_rows(rng, drawn, len(areas)))
    told = _story(seed, period)
    everything = pl.concat([drawn.drop("days", "home"), told], how="diagonal_relaxed")
    everything = everything.pipe(_rounded).pipe(_undecided, rng, period).sort("occurred_at", "id")
    sources = pick(stream(seed, "incidents.sources"), SOURCES, len(everything))
    everything = everything.with_columns(pl.Series("source", sources))
    return everything.pipe(_placed, rng, areas).with_columns(_reference()).select(COLUMNS.split())


def _occurred_at(period: Period) -> pl.Expr:
    minutes = pl.duration(minutes=(pl.col("days") * 1440).floor().cast(pl.Int64))
    return (pl.lit(period.start) + minutes).alias("occurred_at")


def _area_rows(rng: Stream, drawn: pl.DataFrame, count: int) -> Ints:
    anywhere = rng.integers(0, count, len(drawn))
    home = drawn["home"].fill_null(-1).to_numpy()
    stays = (home >= 0) & (rng.random(len(drawn)) < AT_HOME)
    return np.where(stays, home % count, anywhere)


def _story(seed: int, period: Period) -> pl.DataFrame:
    told = scenes(period)
    ids = uuids(stream(seed, "story"), len(told))
    rows = [_scene_row(number, scene, ids) for number, scene in enumerate(told)]
    return pl.DataFrame(rows, schema_overrides={"occurred_at": pl.Datetime("us", "UTC")})


def _scene_row(number: int, scene: Scene, ids: list[str]) -> dict[str, Any]:
    names = [*code_names(5), None]
    return {
        "id": ids[number],
        "occurred_at": scene.occurred_at,
        "precision": "minute",
        "kind": scene.kind,
        "area_row": scene.area,
        "dead": 0,
        "injured": scene.injured,
        "state": scene.state,
        "summary": scene.summary,
        "gmi": scene.gmi,
        "motive": scene.motive,
        "actor_group": None if scene.actor is None else names[scene.actor],
        "target_group": None if scene.target is None else names[scene.target],
        "answers": None if scene.answers is None else ids[scene.answers],
    }


def _undecided(frame: pl.DataFrame, rng: Stream, period: Period) -> pl.DataFrame:
    """Leave what came in since the last meeting as reported or waiting."""
    fresh = pl.col("occurred_at") > period.last_meeting
    told = pl.col("state").is_in(["reported", "waiting"])
    waits = pl.Series(rng.random(len(frame)) < STILL_WAITING)
    open_state = pl.when(waits).then(pl.lit("waiting")).otherwise(pl.lit("reported"))
    return frame.with_columns(
        state=pl.when(fresh & ~told).then(open_state).otherwise("state"),
        unfounded_reason=pl.when(~fresh).then("unfounded_reason"),
    )


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    """Cut each time to its precision: the hour, or midnight of the Swedish day."""
    at = pl.col("occurred_at")
    midnight = at.dt.convert_time_zone("Europe/Stockholm").dt.truncate("1d")
    cut = (
        pl.when(pl.col("precision") == "day")
        .then(midnight.dt.convert_time_zone("UTC"))
        .when(pl.col("precision") == "hour")
        .then(at.dt.truncate("1h"))
        .otherwise(at)
    )
    return frame.with_columns(occurred_at=cut)


def _placed(frame: pl.DataFrame, rng: Stream, areas: pl.DataFrame) -> pl.DataFrame:
    """Turn area rows into ids and give most incidents a point."""
    rows = frame["area_row"].to_numpy()
    public = rng.random(len(frame)) < POINT_IS_PUBLIC
    latitude, longitude = _near_again(rng, frame, draw_points(rng, areas, rows))
    return frame.with_columns(
        area=areas["id"].gather(rows.tolist()),
        latitude=pl.Series(np.where(public, latitude, np.nan)).fill_nan(None),
        longitude=pl.Series(np.where(public, longitude, np.nan)).fill_nan(None),
    )


def _near_again(rng: Stream, frame: pl.DataFrame, drawn: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Let much of what follows soon on something in the same area happen close to it: near repeats."""
    before = frame.with_row_index("at").select(
        row=pl.col("at").shift(1).over("area_row"),
        days=(pl.col("occurred_at") - pl.col("occurred_at").shift(1).over("area_row")).dt.total_days(),
    )
    soon = (before["days"].fill_null(SOON_DAYS + 1) <= SOON_DAYS).to_numpy()
    again = np.flatnonzero(soon & (rng.random(len(frame)) < NEAR_AGAIN))
    near = before["row"].gather(again.tolist()).to_numpy()
    for values, spread, aside in zip(drawn, SPREAD, rng.normal(0, CLOSE, (2, len(again))), strict=True):
        values[again] = np.round(values[near] + spread * aside, 5)
    return drawn


def _reference() -> pl.Expr:
    """Return the number in the city's own sheet: BH-2026-00031, starting anew each year."""
    year = pl.col("occurred_at").dt.convert_time_zone("Europe/Stockholm").dt.year()
    number = pl.int_range(1, pl.len() + 1).over(year).cast(pl.String).str.zfill(5)
    return pl.format("BH-{}-{}", year, number).alias("reference")
