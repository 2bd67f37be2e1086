"""Invented networks to try the method on: groups made of small circles, a few who know many, pairs in conflict."""

import numpy as np
import polars as pl

from gvi.science.messengers.reading import Floats, Ints

GROUPS, ELIGIBLE, PAIRS = 20, 0.4, 300
SMALLEST, LARGEST = 5, 20
WITHIN, ACROSS, UNEVEN = 2.3, 0.7, 0.8


def planted(
    persons: int, seed: int, *, eligible: float = ELIGIBLE, pairs: int = PAIRS
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Invent people, ties and pairs apart, as ``messengers`` reads them.

    Persons stand in circles of 5 to 20, and the circles in 20 groups. A person has about six ties, most within the
    circle; how many is uneven (log-normal), so that a few know many. A share is eligible. Pairs apart are eligible
    persons of different groups, more often those who know many.

    >>> people, ties, apart = planted(500, seed=1)
    >>> people.height, 1_000 < ties.height < 2_000, 250 < apart.height <= 300
    (500, True, True)
    """
    random = np.random.default_rng(seed)
    circle = np.repeat(np.arange(persons), random.integers(SMALLEST, LARGEST + 1, persons))[:persons]
    group = circle % GROUPS
    known = random.lognormal(0, UNEVEN, persons)
    may = random.random(persons) < eligible
    names = np.array([f"P{at:07}" for at in range(persons)])
    people = pl.DataFrame({"person_id": names, "group_id": [f"G{at:02}" for at in group], "eligible": may})
    ends = _ties(circle, known, random)
    foes = _apart(np.flatnonzero(may), group, known, pairs, random)
    ties = pl.DataFrame({"source": names[ends[:, 0]], "target": names[ends[:, 1]]})
    return people, ties, pl.DataFrame({"a": names[foes[:, 0]], "b": names[foes[:, 1]]})


def _ties(circle: Ints, known: Floats, random: np.random.Generator) -> Ints:
    one = np.repeat(np.arange(len(circle)), random.poisson(WITHIN * known / known.mean()))
    start, size = np.unique(circle, return_index=True, return_counts=True)[1:]
    other = start[circle[one]] + (random.random(len(one)) * size[circle[one]]).astype(np.int64)
    across = random.choice(len(circle), (int(len(circle) * ACROSS), 2), p=known / known.sum())
    return _once(np.concatenate([np.column_stack([one, other]), across]))


def _apart(may: Ints, group: Ints, known: Floats, pairs: int, random: np.random.Generator) -> Ints:
    drawn = random.choice(may, (4 * pairs, 2), p=known[may] / known[may].sum())
    return _once(drawn[group[drawn[:, 0]] != group[drawn[:, 1]]][:pairs])


def _once(ends: Ints) -> Ints:
    return np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
