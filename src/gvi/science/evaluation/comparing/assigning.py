"""Who could have been treated instead: the starts dealt out anew among all units, every way or so many at random.

A start is a label (0 is never), so that as many units start at each time whatever the deal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
ENUMERATED = 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Deals:
    """Labels (deals, units), the observed deal first. ``exact`` says that they are all the deals there are."""

    labels: Labels
    exact: bool

    @property
    def p_least(self) -> float:
        """The least two-sided p. Half the units treated: turning a deal round only turns the effect's sign."""
        counts = np.bincount(self.labels[0])
        mirrored = self.exact and len(counts) == 2 and bool(counts[0] == counts[1])
        return (1 + mirrored) / len(self.labels)


def deals(observed: Labels, draws: int, random: np.random.Generator, *, limit: int = ENUMERATED) -> Deals:
    """Deal the labels (units,) in every way when there are at most ``limit`` ways, else ``draws`` times at random.

    >>> found = deals(np.array([0, 1, 0, 0]), 99, np.random.default_rng(1))
    >>> found.labels.tolist(), found.p_least
    ([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], 0.25)
    """
    counts = np.bincount(observed)
    ways = factorial(len(observed)) // prod(factorial(int(n)) for n in counts)
    if ways <= limit:
        every = np.array(list(_every(len(observed), counts)), dtype=np.int64)
        same = (every == observed).all(axis=1)
        return Deals(np.vstack([observed[None], every[~same]]), exact=True)
    drawn = random.permuted(np.tile(observed, (draws, 1)), axis=1)
    return Deals(np.vstack([observed[None], drawn]), exact=False)


def _every(units: int, counts: NDArray[np.int64]) -> Iterator[Labels]:
    """Every way to give ``counts[label]`` units each label above 0; the rest have 0."""

    def place(label: int, free: tuple[int, ...], found: Labels) -> Iterator[Labels]:
        if label == len(counts):
            yield found.copy()
            return
        for chosen in combinations(free, int(counts[label])):
            found[list(chosen)] = label
            yield from place(label + 1, tuple(at for at in free if at not in chosen), found)
            found[list(chosen)] = 0

    return place(1, tuple(range(units)), np.zeros(units, dtype=np.int64))
