"""Who has been seen with whom: within groups often, between two allies so often that the data see one group.

Outsiders are seen together as well, and a few who stand in different groups. Nobody who is only injured, a witness or
close to somebody is in any of it, and kinship is not kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product

import polars as pl

from gvi.city.persons.involvements import Circles, with_sources
from gvi.city.seeds import Stream, stream, uuids

WITHIN = (20, 690)  # days ago
OFTEN, ACROSS, BY_CHANCE = (
    0.42,
    0.3,
    0.012,
)  # of pairs in a group, of two that act as one, of two of a conflict
MOST = 24  # members looked at in a group
STATED = 0.22
Seen = tuple[str, str, str, date, int]  # first, second, kind, day, conflict


def build_ties(
    seed: int,
    circles: Circles,
    outside: list[str],
    conflicts: dict[str, int],
    sources: pl.DataFrame,
    today: date,
) -> pl.DataFrame:
    """Return the ties: id, first, second (by id), kind (seen_together or stated), day, source, accuracy."""
    rng = stream(seed, "persons.ties")
    rows = [
        (*sorted(pair), kind, day, conflict)
        for *pair, kind, day, conflict in [
            *_within(circles, conflicts, rng, today),
            *_between(circles, conflicts, rng, today),
            *_outside(outside, rng, today),
        ]
    ]
    schema = {
        "first": pl.String,
        "second": pl.String,
        "kind": pl.String,
        "day": pl.Date,
        "conflict": pl.Int64,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row").unique(
        ["first", "second", "day"], maintain_order=True
    )
    return with_sources(frame, rng, sources).insert_column(0, pl.Series("id", uuids(rng, frame.height)))


def _within(circles: Circles, conflicts: dict[str, int], rng: Stream, today: date) -> Iterator[Seen]:
    for group, members in circles.members.items():
        for pair in combinations(members[:MOST], 2):
            if rng.random() < OFTEN:
                yield _seen(pair, conflicts[group], rng, today)


def _between(circles: Circles, conflicts: dict[str, int], rng: Stream, today: date) -> Iterator[Seen]:
    for one, other in combinations(sorted(circles.members), 2):
        if conflicts[one] != conflicts[other]:
            continue
        often = ACROSS if circles.fused.get(one) == other else BY_CHANCE
        for pair in product(circles.members[one][:MOST], circles.members[other][:MOST]):
            if pair[0] != pair[1] and rng.random() < often:
                yield _seen(pair, conflicts[one], rng, today)


def _outside(people: list[str], rng: Stream, today: date) -> Iterator[Seen]:
    for at in range(0, len(people), 4):
        for pair in combinations(people[at : at + 4], 2):
            for _ in range(2):
                yield _seen(pair, 0, rng, today)


def _seen(pair: tuple[str, str], conflict: int, rng: Stream, today: date) -> Seen:
    kind = "stated" if rng.random() < STATED else "seen_together"
    return (*pair, kind, today - timedelta(days=int(rng.integers(*WITHIN))), conflict)
