"""The rule: each incident's latest earlier opposite, found for all at once in one sorted array of keys.

A key is direction times a stride plus the time, so that one binary search answers every incident; times that are equal
never answer each other, and of several opposites at one time the one with the highest incident_id is taken.
"""

import numpy as np

from gvi.science.chains.record import NOBODY, Floats, Ints, Record

NO_ANSWER = int(np.iinfo(np.int64).max)


def predecessors(record: Record, reach: int, distance: float | None) -> tuple[Ints, Ints]:
    """Return each incident's predecessor (n,), its row or NOBODY, and the gap to it in seconds, NO_ANSWER without.

    Only predecessors at most ``reach`` seconds back count and, with a ``distance``, at most that far away.
    """
    stride = record.span + 1
    keys = record.direction * stride + record.seconds
    row = np.searchsorted(keys, record.opposite * stride + record.seconds, side="left") - 1
    every = np.arange(record.n)
    gap = _gaps(record, every, row)
    if distance is not None:
        _pass_by_the_far(record, row, gap, reach, distance)
    within = gap <= reach
    return np.where(within, row, NOBODY), np.where(within, gap, NO_ANSWER)


def _gaps(record: Record, some: Ints, row: Ints) -> Ints:
    """Return the seconds between some incidents and ``row``, NO_ANSWER where that is not of the opposite direction."""
    found = (row >= 0) & (record.direction[row] == record.opposite[some])
    return np.where(found, record.seconds[some] - record.seconds[row], NO_ANSWER)


def _pass_by_the_far(record: Record, row: Ints, gap: Ints, reach: int, distance: float) -> None:
    """Step back in place, all incidents at once, past opposites that lie too far away."""
    places = _places(record)
    asked = np.flatnonzero(gap <= reach)
    while len(asked):
        apart = places[asked] - places[row[asked]]
        asked = asked[np.hypot(apart[:, 0], apart[:, 1]) > distance]
        row[asked] -= 1
        gap[asked] = _gaps(record, asked, row[asked])
        asked = asked[gap[asked] <= reach]


def _places(record: Record) -> Floats:
    if record.places is None:
        raise ValueError("distance: expected the columns x and y")
    return record.places
