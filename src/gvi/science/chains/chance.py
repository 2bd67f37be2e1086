"""What chance alone gives: the dates of each pair and direction moved together, by a random time, around the file.

Shuffling dates *within* one direction of one pair would change nothing, since the same dates remain; shuffling them
between a pair's two directions keeps the bursts that answers make and calls half of them chance (a planted 0.35 then
reads as 0.18). So each direction keeps its number of incidents and the gaps between them, and turns around the file
like a wheel: what remains of answers is chance. The expected value is the share of the time that the windows of the
opposite direction cover, which the tests check. Assumes that each direction's rate is steady over the file: where feuds
come and go, excess also holds that both sides are active at the same time.
"""

from dataclasses import dataclass, replace

import numpy as np

from gvi.science.chains.linking import predecessors
from gvi.science.chains.record import NOBODY, Floats, Ints, Record

LARGEST_KEY = 2**62
BATCH = 200_000


@dataclass(frozen=True, slots=True)
class Chance:
    """Mean ``shares`` of answers by chance, one a window (w,), and the chance of each incident (n,) in the first."""

    shares: Floats
    of_each: Floats


def by_chance(
    record: Record, reaches: list[int], *, distance: float | None, seed: int, shuffles: int
) -> Chance:
    """Shuffle ``shuffles`` times; ``reaches`` are windows in seconds, the first that of the headline."""
    rng = np.random.default_rng(seed)
    count = _count_placed if distance is not None else _count_timed
    answers = np.zeros((len(reaches), int(record.direction.max(initial=-1)) + 1))
    left = shuffles
    while left:
        batch = min(left, _batch(record)) if distance is None else 1
        answers += count(record, reaches, _turned(record, rng, batch), distance)
        left -= batch
    shares = answers.sum(axis=1) / (shuffles * max(record.n, 1))
    often = np.bincount(record.direction, minlength=answers.shape[1])
    return Chance(shares, (answers[0] / (shuffles * np.maximum(often, 1)))[record.direction])


def _batch(record: Record) -> int:
    """How many shuffles are looked up at once: as many as keep in the cache and within 64 bits."""
    room = LARGEST_KEY // ((record.span + 1) * (int(record.direction.max(initial=0)) + 2))
    return max(1, min(room, BATCH // max(record.n, 1)))


def _turned(record: Record, rng: np.random.Generator, batch: int) -> Ints:
    """Return new times (batch, n): each direction turned by its own number of steps (days, when the file has days)."""
    directions = int(record.direction.max(initial=0)) + 1
    turns = rng.integers(0, record.span // record.step, size=(batch, directions)) * record.step
    return np.asarray((record.seconds + turns[:, record.direction]) % record.span)


def _count_timed(record: Record, reaches: list[int], times: Ints, distance: float | None) -> Floats:
    """Count answers in each window and direction (w, directions), summed over the shuffles in ``times`` (batch, n)."""
    stride = record.span + 1
    directions = int(record.direction.max(initial=-1)) + 1
    layer = np.arange(len(times))[:, None] * (stride * (directions + 1))
    keys = np.sort((times + record.direction * stride + layer).ravel())
    answered = record.opposite != NOBODY
    base = (record.opposite[answered] * stride + layer).ravel()
    asked = base + times[:, answered].ravel()
    row = np.searchsorted(keys, asked, side="left") - 1
    earlier = keys[row]
    gap = np.where((row >= 0) & (earlier >= base), asked - earlier, LARGEST_KEY)
    whose = np.tile(record.direction[answered], len(times))
    return np.array([np.bincount(whose[gap <= reach], minlength=directions) for reach in reaches], np.float64)


def _count_placed(record: Record, reaches: list[int], times: Ints, distance: float | None) -> Floats:
    """As ``_count_timed``, for one shuffle and with places, which stay with their incident."""
    order = np.lexsort((times[0], record.direction))
    places = None if record.places is None else record.places[order]
    directions = int(record.direction.max(initial=-1)) + 1
    moved = replace(record, seconds=times[0][order], places=places)
    gap = predecessors(moved, max(reaches), distance)[1]
    whose = record.direction
    return np.array([np.bincount(whose[gap <= reach], minlength=directions) for reach in reaches], np.float64)
