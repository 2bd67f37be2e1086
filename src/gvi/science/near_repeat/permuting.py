"""Counts of pairs by distance and days: as observed, and after dates have been dealt out anew (Knox 1964).

Only pairs close in space are looked at. A band without an upper end is what is left over: dealing out dates changes
neither how many pairs lie in a band of distance nor how many lie in a band of days, so both margins are known.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.near_repeat.bands import Bands
from gvi.science.near_repeat.pairs import Pairs

Counts = NDArray[np.int64]
Days = NDArray[np.int64]
AT_ONCE = 32  # permutations on one stream of random numbers: the same answer however many threads there are
MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class Table:
    """What is needed to count any dating of the same points: the pairs, the bands, and both margins.

    ``by_distance`` counts the close pairs of each band of distance, ``by_days`` all pairs of each band of days.
    """

    pairs: Pairs
    distances: Bands
    days: Bands
    by_distance: Counts
    by_days: Counts

    @classmethod
    def of(cls, dates: Days, pairs: Pairs, distances: Bands, days: Bands) -> "Table":
        """Prepare for ``dates``, shape (n,), whole days from any beginning."""
        by_distance = np.bincount(pairs.band + 1, minlength=distances.count + 1)
        return cls(pairs, distances, days, by_distance, _by_days(dates, days))

    def count(self, dates: Days) -> Counts:
        """Count the pairs of one dating; the matrix has shape (distance bands, day bands)."""
        return self.counter()(dates)

    def counter(self) -> Callable[[Days], Counts]:
        """A function that counts a dating; it keeps working space of its own and is not to be shared by threads."""
        i, j = self.pairs.i, self.pairs.j
        rows, columns = self.distances.count + 1, self.days.count + 1  # the first of each is below the table
        place = (self.pairs.band + 1) * columns
        apart, other = np.empty(len(i), np.int64), np.empty(len(i), np.int64)

        def count(dates: Days) -> Counts:
            np.take(dates, i, out=apart, mode="clip")
            np.take(dates, j, out=other, mode="clip")
            np.abs(np.subtract(apart, other, out=apart), out=apart)
            near = np.flatnonzero(apart < self.days.reach)
            cells = place[near] + self.days.index(apart[near]) + 1
            return self._closed(np.bincount(cells, minlength=rows * columns).reshape(rows, columns))

        return count

    def _closed(self, near: Counts) -> Counts:
        """Fill the bands without end, which are what is left of the margins, and cut off what is below the table."""
        if self.days.is_open:
            near[:, -1] = self.by_distance - near.sum(axis=1)
        inside = near[1:, 1:].copy()
        if self.distances.is_open:
            inside[-1] = self.by_days - near[:, 1:].sum(axis=0)
        return inside


def _by_days(dates: Days, days: Bands) -> Counts:
    """How many of all pairs lie in each band of days, near or far; shape (day bands,)."""
    ordered = np.sort(dates)
    places = np.arange(1, len(ordered) + 1)

    def nearer_than(edge: float) -> int:
        upto = np.searchsorted(ordered, ordered + edge, side="left")
        return int(np.maximum(upto - places, 0).sum())

    return np.diff([nearer_than(edge) for edge in days.edges]).astype(np.int64)


def permuted_counts(
    table: Table,
    dates: Days,
    areas: NDArray[np.intp] | None,
    *,
    permutations: int,
    seed: int,
    step: Callable[[int], None],
) -> Counts:
    """Count every permuted dating; shape (permutations, distance bands, day bands).

    ``areas``, shape (n,), keeps dates within their area. ``step`` is told how many permutations each finished lot held.
    """
    sizes = [min(AT_ONCE, permutations - first) for first in range(0, permutations, AT_ONCE)]
    streams = np.random.SeedSequence(seed).spawn(len(sizes))

    def lot(size: int, stream: np.random.SeedSequence) -> Counts:
        count = table.counter()
        orders = _orders(dates, areas, np.random.default_rng(stream))
        return np.stack([count(next(orders)) for _ in range(size)])

    threads = min(MOST_THREADS, os.cpu_count() or 1)
    done: list[Counts] = []
    with ThreadPoolExecutor(threads) as pool:
        for counts in pool.map(lot, sizes, streams):
            done.append(counts)
            step(len(counts))
    return np.concatenate(done)


def _orders(dates: Days, areas: NDArray[np.intp] | None, random: np.random.Generator) -> Iterator[Days]:
    """Deal the dates out anew, for ever; within each area when areas are given."""
    if areas is None:
        while True:
            yield random.permutation(dates)
    places = np.argsort(areas, kind="stable")
    grouped, held = areas[places].astype(np.float64), dates[places]
    order = np.empty_like(dates)
    while True:
        order[places] = held[np.argsort(grouped + random.random(len(grouped)))]
        yield order
