"""The plain words of concentration: how few units hold half of the events, and how many it would be by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gvi.science.concentration.chance import equal_risk_counts
from gvi.science.concentration.measures import Floats, ordered
from gvi.science.concentration.words import half_sentence, size_sentence

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Half:
    """The fewest ``units`` of ``of`` that hold half of ``events``, ``by_chance`` the same with equal risk.

    ``names`` are those units, most first, when the units were named (groups and places; never persons).
    """

    units: int
    of: int
    by_chance: int
    events: int
    names: tuple[str, ...] = ()

    def sentence(self, lang: str = "sv", *, of: str = "groups") -> str:
        """Say it: *hälften av händelserna kan kopplas till 4 av 17 grupper; av en slump hade det varit 7*."""
        told = half_sentence(lang, of, self.units, self.of, self.by_chance)
        return f"{told} {size_sentence(lang, of, self.of, self.events)}"


def half_of(
    counts: ArrayLike, *, units: Sequence[str] | None = None, seed: int = 1, draws: int = 1000
) -> Half:
    """Find the smallest number of units that hold half of the events, and what chance alone gives.

    ``counts`` (n,) are events per unit, zeros included. By chance: the smallest number whose *expected* share is half
    when each unit runs the same risk (mean of the ordered counts over ``draws`` multinomial throws, seeded). Raises
    ``NoEvents``, and ValueError when ``units`` has another length. Units that tie at the edge are named in name order.

    >>> found = half_of([9, 5, 2, 1, 1, 0, 0, 0], units=list("abcdefgh"))
    >>> found.units, found.of, found.by_chance, found.names
    (1, 8, 3, ('a',))
    """
    falling = ordered(counts)
    n, c = len(falling), int(falling.sum())
    expected = equal_risk_counts(n, c, seed=seed, draws=draws)
    return half_beside(falling, expected, named(counts, units))


def half_beside(falling: Floats, expected: Floats, names: tuple[str, ...]) -> Half:
    """Put what was found beside what was expected; both are ordered counts (n,), most first."""
    few = fewest_with_half(falling)
    return Half(few, len(falling), fewest_with_half(expected), int(falling.sum()), names[:few])


def fewest_with_half(falling: Floats) -> int:
    """Return the smallest k such that the first k of ``falling`` (n,) are at least half of the sum."""
    return int(np.argmax(np.cumsum(falling) >= falling.sum() / 2 - ROUNDING)) + 1


def named(counts: ArrayLike, units: Sequence[str] | None) -> tuple[str, ...]:
    """Return the names of the units, those with most events first; none when they have no names."""
    listed = np.asarray(counts).tolist()
    if units is None:
        return ()
    if len(units) != len(listed):
        raise ValueError(f"units: expected {len(listed)} names, one a count, got {len(units)}")
    return tuple(name for _, name in sorted(zip((-one for one in listed), units, strict=True)))
