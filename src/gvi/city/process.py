"""Violence between groups as a mutually exciting point process, with every parameter known.

Groups start incidents on their own at a base rate (their number a year differs between groups), against
their rivals. Each incident of group A against group B then calls forth a Poisson number of answers of
B against A, with mean BRANCHING = 0.35, each after one hour plus an exponential delay with mean 9 days.
In the terms of Hawkes (1971): intensity of the ordered pair (B, A) at t is
base(B, A) + sum over incidents (A, B) at s < t of 0.35 * exp(-(t - s) / 9) / 9; the branching matrix
has spectral radius 0.35 < 1, so the process is stationary and 35 % of incidents are answers.

It is drawn generation by generation, which is exact (Hawkes & Oakes 1974, the cluster representation)
and, unlike Ogata's thinning (1981), hands over who answered whom. Self-exciting models of crime: Mohler
et al. (2011); retaliation within 14 days in Swedish cities: Sturup et al. (2018).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.city.seeds import Stream

BRANCHING = 0.35
DELAY_DAYS = 9.0
SHORTEST_DAYS = 1 / 24
BURN_IN_DAYS = 120.0
UNPROVOKED = -1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Feud:
    """Incidents between groups in order of time; `answers` is a row number or UNPROVOKED."""

    times: Floats
    actors: Ints
    targets: Ints
    answers: Ints


def draw_feud(
    rng: Stream, base: Floats, rivals: Floats, days: float, *, branching: float = BRANCHING
) -> Feud:
    """Draw the incidents of `days` days; `branching` answers to each incident, on average.

    `base` (groups,) holds unprovoked incidents a day per group; `rivals` (groups, groups) holds, row by
    row, how a group's unprovoked incidents spread over its targets (rows sum to 1, diagonal 0).
    """
    generations = [_unprovoked(rng, base, rivals, days)]
    first_row = 0
    while len(generations[-1].times):
        parents = generations[-1]
        generations.append(_answers(rng, parents, first_row, days, branching))
        first_row += len(parents.times)
    return _from_day_zero(_joined(generations))


def _unprovoked(rng: Stream, base: Floats, rivals: Floats, days: float) -> Feud:
    count = int(rng.poisson(base.sum() * (days + BURN_IN_DAYS)))
    actors = rng.choice(len(base), size=count, p=base / base.sum()).astype(np.int64)
    reached = np.cumsum(rivals, axis=1)[actors] > rng.random(count)[:, None]
    targets = reached.argmax(axis=1).astype(np.int64)
    times = rng.uniform(-BURN_IN_DAYS, days, count)
    return Feud(times, actors, targets, np.full(count, UNPROVOKED, dtype=np.int64))


def _answers(rng: Stream, parents: Feud, first_row: int, days: float, branching: float) -> Feud:
    rows = np.repeat(np.arange(len(parents.times)), rng.poisson(branching, len(parents.times)))
    delays = SHORTEST_DAYS + rng.exponential(DELAY_DAYS, len(rows))
    times = parents.times[rows] + delays
    rows, times = rows[times < days], times[times < days]
    return Feud(times, parents.targets[rows], parents.actors[rows], rows + first_row)


def _joined(generations: list[Feud]) -> Feud:
    return Feud(
        np.concatenate([one.times for one in generations]),
        np.concatenate([one.actors for one in generations]),
        np.concatenate([one.targets for one in generations]),
        np.concatenate([one.answers for one in generations]),
    )


def _from_day_zero(feud: Feud) -> Feud:
    order = np.argsort(feud.times, kind="stable")
    order = order[feud.times[order] >= 0]
    # One place more than rows: UNPROVOKED (-1) reads the last, which stays UNPROVOKED.
    new_row = np.full(len(feud.times) + 1, UNPROVOKED, dtype=np.int64)
    new_row[order] = np.arange(len(order))
    return Feud(feud.times[order], feud.actors[order], feud.targets[order], new_row[feud.answers[order]])
