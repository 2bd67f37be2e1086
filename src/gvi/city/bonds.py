"""How the groups of a conflict truly stand to each other over the four years: who never fights, who stopped, who began.

Of the pairs in each conflict of five one is allied and never fights, one has made peace, one was allied and fell out,
and one has gone quiet; the others fight all the time. The process between groups keeps to it, so that what police
are made to know of relations (`gvi.city.mapping`) can be right.
"""

from dataclasses import dataclass

import numpy as np

from gvi.city.groups import CONFLICT_SIZE, MOVABLE, draw_enmity
from gvi.city.process import UNPROVOKED, Feud, Floats
from gvi.city.seeds import Stream, stream

ALLIED, ENDED, FADED, TURNED = "allied", "ended", "faded", "turned"
PLACES = {ALLIED: 0, ENDED: 2, FADED: 3, TURNED: 5}  # among the pairs that may change, by enmity
ENDED_AGO, FADED_AGO, TURNED_AGO = (650, 900), (230, 420), (300, 430)  # days before the end


@dataclass(frozen=True)
class Bond:
    """Two groups by number, `first` < `second`, at war from day `begins` up to day `ends` and not else."""

    first: int
    second: int
    kind: str
    begins: float
    ends: float


def draw_bonds(seed: int, count: int, days: float) -> tuple[Bond, ...]:
    """Return the pairs that are not at war throughout, four in every whole conflict of `count` groups."""
    enmity, rng = draw_enmity(seed, count), stream(seed, "bonds")
    conflicts = range(0, count - CONFLICT_SIZE + 1, CONFLICT_SIZE)
    return tuple(bond for start in conflicts for bond in _conflict(start, enmity, days, rng))


def _conflict(start: int, enmity: Floats, days: float, rng: Stream) -> list[Bond]:
    pairs = sorted(
        ((start + one, start + other) for one, other in MOVABLE), key=lambda pair: float(enmity[pair])
    )
    seasons = {
        ALLIED: (np.inf, np.inf),
        ENDED: (0.0, days - float(rng.uniform(*ENDED_AGO))),
        FADED: (0.0, days - float(rng.uniform(*FADED_AGO))),
        TURNED: (days - float(rng.uniform(*TURNED_AGO)), np.inf),
    }
    return [Bond(*pairs[PLACES[kind]], kind, *season) for kind, season in seasons.items()]


def lost_share(base: Floats, rivals: Floats, bonds: tuple[Bond, ...], days: float) -> float:
    """Return the share of a process without bonds that falls outside the seasons of war."""
    flows = base[:, None] * rivals
    begins, ends = _seasons(len(base), bonds)
    at_war = np.clip(np.minimum(ends, days) - np.minimum(begins, days), 0, days) / days
    return float((flows * (1 - at_war)).sum() / flows.sum())


def within_seasons(feud: Feud, count: int, bonds: tuple[Bond, ...]) -> Feud:
    """Return the incidents that fall into their pair's season of war; what answered another one stands alone."""
    begins, ends = _seasons(count, bonds)
    pair = (feud.actors, feud.targets)
    kept = np.flatnonzero((feud.times >= begins[pair]) & (feud.times < ends[pair]))
    # One place more than rows: UNPROVOKED (-1) reads the last, which stays UNPROVOKED.
    new_row = np.full(len(feud.times) + 1, UNPROVOKED, dtype=np.int64)
    new_row[kept] = np.arange(len(kept))
    return Feud(feud.times[kept], feud.actors[kept], feud.targets[kept], new_row[feud.answers[kept]])


def _seasons(count: int, bonds: tuple[Bond, ...]) -> tuple[Floats, Floats]:
    begins, ends = np.zeros((count, count)), np.full((count, count), np.inf)
    for bond in bonds:
        for pair in ((bond.first, bond.second), (bond.second, bond.first)):
            begins[pair], ends[pair] = bond.begins, bond.ends
    return begins, ends
