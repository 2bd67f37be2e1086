"""Where the police's facts come from, named by number and never by person, each with a grade of its own.

Every conflict has its notes, spread over the four years. A fact of a day rests on one of the latest before it, so that
some sources bear much and the map looks different without them.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from gvi.city.groups import CONFLICT_SIZE
from gvi.city.period import Period
from gvi.city.seeds import Stream, pick, stream, uuids

PER_CONFLICT = 16
KINDS = {
    "intelligence": 0.46,
    "surveillance": 0.22,
    "investigation": 0.2,
    "partner": 0.06,
    "open": 0.06,
}
RELIABILITY = {"A": 0.22, "B": 0.36, "C": 0.2, "D": 0.07, "F": 0.15}
ACCURACY = {"1": 0.2, "2": 0.36, "3": 0.22, "4": 0.08, "6": 0.14}
NAMES = {
    "intelligence": "Underrättelsenotis {}",
    "surveillance": "Spaning, område {}",
    "investigation": "Förundersökning, sammanställning {}",
    "partner": "Kommunens områdesbild {}",
    "open": "Öppen källa {}",
}
RECENT = 3  # a fact rests on one of so many latest sources


@dataclass(frozen=True)
class Shelf:
    """The sources of each conflict in order of day, to be drawn from."""

    days: tuple[tuple[date, ...], ...]
    ids: tuple[tuple[str, ...], ...]

    def drawn(self, conflict: int, day: date, chance: float) -> str:
        """Return one of the latest sources of a conflict on a day; `chance` from 0 to 1 picks it."""
        upto = max(1, bisect_right(self.days[conflict], day))
        first = max(0, upto - RECENT)
        return self.ids[conflict][first + int(chance * (upto - first))]


def build_sources(
    seed: int, period: Period, areas: pl.DataFrame, groups: int, audits: pl.DataFrame
) -> pl.DataFrame:
    """Return the sources: id, name (each once), kind, reliability (A-F), day, conflict (null: the audits')."""
    rng = stream(seed, "sources")
    frame = pl.concat([_notes(rng, period, areas, groups), _audits(audits)], how="diagonal").sort(
        "day", "said"
    )
    frame = frame.with_columns(number=pl.int_range(1, pl.len() + 1).over("said"))
    names = [said.format(number) for said, number in frame.select("said", "number").iter_rows()]
    return frame.select(
        pl.Series("id", uuids(rng, frame.height)),
        pl.Series("name", names),
        *("kind", "reliability", "day", "conflict"),
    )


def _notes(rng: Stream, period: Period, areas: pl.DataFrame, groups: int) -> pl.DataFrame:
    conflicts = -(-groups // CONFLICT_SIZE)
    count = conflicts * PER_CONFLICT
    kinds = pick(rng, KINDS, count)
    step = period.days / PER_CONFLICT
    after = [
        0 if not at % PER_CONFLICT else int((at % PER_CONFLICT + rng.random() * 0.9) * step)
        for at in range(count)
    ]
    return pl.DataFrame(
        {
            "said": [_said(kind, at // PER_CONFLICT, areas, rng) for at, kind in enumerate(kinds)],
            "kind": kinds,
            "reliability": pick(rng, RELIABILITY, count),
            "day": [period.first_day + timedelta(days=days) for days in after],
            "conflict": [at // PER_CONFLICT for at in range(count)],
        }
    )


def _said(kind: str, conflict: int, areas: pl.DataFrame, rng: Stream) -> str:
    """Return the name with a place left for its number; surveillance is named after the area it watched."""
    if kind != "surveillance":
        return NAMES[kind]
    area = areas["name"][(conflict * CONFLICT_SIZE + int(rng.integers(0, CONFLICT_SIZE))) % areas.height]
    return NAMES[kind].format(area) + ", {}"


def _audits(audits: pl.DataFrame) -> pl.DataFrame:
    held = audits.drop_nulls("approved_on")
    return held.select(
        said=pl.format("Gruppgenomgång {}", "number"),
        kind=pl.lit("audit"),
        reliability=pl.lit("B"),
        day="day",
    )


def shelf_of(sources: pl.DataFrame) -> Shelf:
    """Return the sources as a shelf to draw from."""
    noted = sources.drop_nulls("conflict").sort("conflict", "day", "name")
    by_conflict = noted.group_by("conflict", maintain_order=True).agg("day", "id")
    return Shelf(
        tuple(tuple(days) for days in by_conflict["day"].to_list()),
        tuple(tuple(ids) for ids in by_conflict["id"].to_list()),
    )
