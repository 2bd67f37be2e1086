"""Invented cities with known groups, to try a method on: small groups, dense within, and stray ties across town."""

import numpy as np
import polars as pl

SMALLEST, LARGEST = 5, 20
WITHIN, ACROSS = 5.0, 1.2


def planted(persons: int, seed: int) -> tuple[pl.DataFrame, dict[str, int]]:
    """Invent ties (source, target, weight) for about as many persons, and the group of each person that has a tie.

    Groups have 5 to 20 persons; a person has about five ties within and about one and a fifth to anybody. The weight is
    that of one or a few incidents of two to five persons.

    >>> ties, truth = planted(500, seed=1)
    >>> ties.columns, 400 < len(truth) <= 500
    (['source', 'target', 'weight'], True)
    """
    rng = np.random.default_rng(seed)
    sizes = rng.integers(SMALLEST, LARGEST + 1, size=persons // SMALLEST)
    group = np.repeat(np.arange(len(sizes)), sizes)[:persons]
    ends = np.concatenate([_within(group, rng), _across(persons, rng)])
    ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    incidents = rng.integers(2, 6, size=(len(ends), 3))
    times = np.where(group[ends[:, 0]] == group[ends[:, 1]], rng.integers(1, 4, len(ends)), 1)
    weight = ((1 / (incidents - 1)) * (np.arange(3) < times[:, None])).sum(axis=1)
    names = np.array([f"P{at:06}" for at in range(persons)])
    ties = pl.DataFrame({"source": names[ends[:, 0]], "target": names[ends[:, 1]], "weight": weight})
    return ties, {str(names[at]): int(group[at]) for at in np.unique(ends)}


def _within(group: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each person half as many partners in the group as a person has ties there."""
    starts, sizes = np.unique(group, return_index=True, return_counts=True)[1:]
    one = np.repeat(np.arange(len(group)), rng.poisson(WITHIN / 2, len(group)))
    other = starts[group[one]] + (rng.random(len(one)) * sizes[group[one]]).astype(np.int64)
    return np.column_stack([one, other])


def _across(persons: int, rng: np.random.Generator) -> np.ndarray:
    return rng.integers(0, persons, size=(int(persons * ACROSS / 2), 2))
