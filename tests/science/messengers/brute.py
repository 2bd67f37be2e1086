"""Small problems, and their answers by trying everything: what the method is held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod

import polars as pl


@dataclass(frozen=True)
class Small:
    """A problem of a few persons, numbered from 0; ids are letters."""

    groups: Sequence[int | None]
    eligible: Sequence[bool]
    ties: frozenset[tuple[int, int]]
    seats: int
    weight: Sequence[float]
    chance: Sequence[float] | None = None
    apart: frozenset[tuple[int, int]] = frozenset()
    steps: int = 1
    per_group: int = 1
    sessions: int = 1
    names: str = field(default="abcdefghijklmnop")

    @property
    def people(self) -> pl.DataFrame:
        """The table of persons."""
        table = pl.DataFrame(
            {
                "person_id": list(self.names[: len(self.groups)]),
                "group_id": [None if group is None else f"G{group}" for group in self.groups],
                "eligible": list(self.eligible),
                "weight": list(self.weight),
            },
            schema_overrides={"group_id": pl.String},
        )
        return table if self.chance is None else table.with_columns(attendance=pl.Series(self.chance))

    def pairs(self, pairs: frozenset[tuple[int, int]], one: str, other: str) -> pl.DataFrame:
        """A table of pairs."""
        rows = [(self.names[a], self.names[b]) for a, b in sorted(pairs)]
        return pl.DataFrame(rows, schema={one: pl.String, other: pl.String}, orient="row")

    def near(self, person: int) -> set[int]:
        """Who is within reach of a person."""
        found = {person}
        for _ in range(self.steps):
            found |= {b for a, b in self.ties if a in found} | {a for a, b in self.ties if b in found}
        return found

    def worth(self, chosen: Sequence[int]) -> float:
        """Σ w (1 − Π (1 − p))."""
        chance = [1.0] * len(self.groups) if self.chance is None else self.chance
        reach = {one: self.near(one) for one in chosen}
        return sum(
            weight * (1 - prod(1 - chance[one] for one in chosen if at in reach[one]))
            for at, weight in enumerate(self.weight)
        )

    def possible(self) -> Iterator[tuple[int, ...]]:
        """Every choice that keeps all conditions."""
        eligible = [at for at, may in enumerate(self.eligible) if may]
        for size in range(min(self.seats * self.sessions, len(eligible)) + 1):
            yield from (chosen for chosen in combinations(eligible, size) if self.keeps(chosen))

    def keeps(self, chosen: Sequence[int]) -> bool:
        """Whether a choice can be parted into sessions and every group has its own."""
        held = {group: 0 for group in self.groups if group is not None}
        for one in chosen:
            group = self.groups[one]
            if group is not None:
                held[group] += 1
        if any(count < self.per_group for count in held.values()):
            return False
        bound = [one for one in chosen if any(one in pair for pair in self.apart)]
        return any(self._seated(bound, rooms) for rooms in product(range(self.sessions), repeat=len(bound)))

    def _seated(self, bound: Sequence[int], rooms: Sequence[int]) -> bool:
        room = dict(zip(bound, rooms, strict=True))
        full = any(list(rooms).count(at) > self.seats for at in set(rooms))
        return not full and not any(a in room and b in room and room[a] == room[b] for a, b in self.apart)

    def best(self) -> float | None:
        """The best worth of all; None when nothing is possible."""
        return max((self.worth(chosen) for chosen in self.possible()), default=None)
