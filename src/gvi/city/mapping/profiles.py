"""Profiles of groups, version by version: other names, areas, how many, how they hang together.

Aliases are things with a colour, so that they point at nobody. A group in a history has its first profile on the day
it came about; the others when the four years begin.
"""

from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from gvi.city.groups import CONFLICT_SIZE, code_names
from gvi.city.histories import MERGED, SPLIT, Histories
from gvi.city.mapping.signs import sourced
from gvi.city.mapping.sources import Shelf
from gvi.city.period import Period
from gvi.city.seeds import Stream, stream, uuids

COLOURS = "Gröna Randiga Blå Prickiga Gula Rutiga Röda Lila"
THINGS = (
    "Galoschen Paraplyet Kaffekvarnen Tvättsvampen Sockerskålen Visselpipan Ljusstaken Brödkaveln Vantarna "
    "Trattkantarellen Hopprepet Skottkärran Tekannan Pepparkvarnen Nystanet Sköldpaddan"
)
COHESION = ("tight", "medium", "medium", "loose")
EVERY = (130, 300)  # days between two versions
SMALL, LARGE = (3, 5), (9, 16)
SCHEMA = pl.Schema(
    {
        "conflict_number": pl.Int64(),
        "group": pl.String(),
        "version": pl.Int64(),
        "as_of": pl.Date(),
        "aliases": pl.List(pl.String),
        "areas": pl.List(pl.String),
        "size_low": pl.Int64(),
        "size_high": pl.Int64(),
        "cohesion": pl.String(),
    }
)
Life = tuple[str, int, int, int]  # code name, number of today's group, first and last day


def build_profiles(
    seed: int, histories: Histories, areas: pl.DataFrame, shelf: Shelf, period: Period
) -> pl.DataFrame:
    """Return the profiles: the columns of `SCHEMA` but for the first, with id, source and accuracy; areas are ids."""
    rng = stream(seed, "profiles")
    offshoots = {history.names[SPLIT] for history in histories.told}
    rows = [
        (number // CONFLICT_SIZE, name, *version)
        for name, number, begins, ends in lives(histories, int(period.days))
        for version in _versions(number, name in offshoots, (begins, ends), areas, period, rng)
    ]
    frame = sourced(pl.DataFrame(rows, schema=SCHEMA, orient="row"), "as_of", rng, shelf)
    frame = frame.drop("conflict_number").insert_column(0, pl.Series("id", uuids(rng, frame.height)))
    return frame.sort("as_of", "group")


def lives(histories: Histories, last_day: int) -> Iterator[Life]:
    """Yield every group there has been: code name, number, and the first and last day of its life."""
    born = {}
    for history in histories.told:
        first, second, whole, offshoot = history.names[:4]
        merged, split, dissolved = (int(day) for day in (history.merged, history.split, history.dissolved))
        born[history.start + MERGED], born[history.start + SPLIT] = merged, split
        yield first, history.start + MERGED, 0, merged
        yield second, history.start + MERGED, 0, merged
        yield whole, history.start + SPLIT, 0, split
        yield offshoot, history.start + SPLIT, split, dissolved
    for number, name in enumerate(code_names(histories.count)):
        yield name, number, born.get(number, 0), last_day


def _versions(
    number: int, offshoot: bool, life: tuple[int, int], areas: pl.DataFrame, period: Period, rng: Stream
) -> Iterator[tuple[object, ...]]:
    small, (begins, ends) = offshoot or number % CONFLICT_SIZE == CONFLICT_SIZE - 1, life
    least, most = SMALL if small else LARGE
    size = int(rng.integers(least, most))
    names = _aliases(rng)
    places = _areas(number, areas, rng)
    held = int(rng.integers(0, len(COHESION)))
    day, version = begins + int(rng.integers(0, 20)), 1
    while day < ends - 20:
        low, high = max(2, size - int(rng.integers(1, 4))), size + int(rng.integers(1, 2 if small else 5))
        as_of = period.first_day + timedelta(days=day)
        known = min(len(names), 1 + version // 2)
        yield version, as_of, names[:known], places[: 1 + version], low, high, COHESION[held]
        size = min(most, max(least, size + int(rng.integers(-2, 3))))
        held = min(len(COHESION) - 1, max(0, held + int(rng.integers(-1, 2))))
        day, version = day + int(rng.integers(*EVERY)), version + 1


def _aliases(rng: Stream) -> list[str]:
    count = int(rng.integers(1, 4))
    colours, things = rng.permutation(COLOURS.split()), rng.permutation(THINGS.split())
    return [f"{colours[at]} {things[at]}" for at in range(count)]


def _areas(number: int, areas: pl.DataFrame, rng: Stream) -> list[str]:
    """Return home and then neighbours: home is where most of what the group suffers happens."""
    home = number % areas.height
    near = [(home + step) % areas.height for step in (1, int(rng.integers(2, 4)))]
    return [areas["id"][at] for at in dict.fromkeys([home, *near])]
