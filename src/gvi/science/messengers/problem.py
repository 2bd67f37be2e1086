"""The problem in arrays: who can be chosen, whom each reaches, and the seats, groups and pairs that bind the choice.

The eligible are numbered 0 … E − 1 and called candidates. Whom each reaches stands in a ``Cover``. When it is small
enough it is made whole, and persons with the same eligible reachers are one class with their weights added (Wheeler et
al. 2019 solve one variable a person); else rows of it are made when they are asked for.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from gvi.science.messengers.reading import NO_GROUP, Bools, Floats, Ints, People

WHOLE_UP_TO = 12_000_000
"""Entries of persons reached, counted with repetition, that are kept in memory at once."""
ROWS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Cover:
    """Whom each candidate reaches: ``weight`` of each class (or person), and rows of candidates × classes.

    ``matrix`` is None when the rows are made on demand from ``near``, the ties with everybody tied to himself.
    ``member`` is the class of each column that the classes were made of, -1 for those that fell away.
    """

    weight: Floats
    matrix: sparse.csr_array | None
    near: sparse.csr_array
    candidates: Ints
    steps: int
    member: Ints

    def rows(self, chosen: Ints) -> sparse.csr_array:
        """The rows of some candidates; every entry is 1."""
        if self.matrix is not None:
            return self.matrix[chosen]
        return within(self.near, self.candidates[chosen], self.steps)

    def dot(self, value: Floats, chosen: Ints | None = None) -> Floats:
        """For each candidate (or those named) the sum of ``value`` over the classes it reaches."""
        if self.matrix is not None:
            return (self.matrix if chosen is None else self.matrix[chosen]) @ value
        every = np.arange(len(self.candidates)) if chosen is None else chosen
        if self.steps == 1:
            return self.near[self.candidates[every]] @ value
        parts = (self.rows(part) @ value for part in self._parts(every))
        return np.concatenate([*parts, np.empty(0)])

    def _parts(self, chosen: Ints) -> list[Ints]:
        """Parts whose rows together stay within memory."""
        size = np.diff(self.near.indptr).astype(np.float64)
        filled = np.cumsum(self.near[self.candidates[chosen]] @ size) // ROWS_AT_ONCE
        return np.split(chosen, np.flatnonzero(np.diff(filled)) + 1)


@dataclass(frozen=True)
class Problem:
    """``group`` (NO_GROUP for none) and ``chance`` of each candidate; ``pairs`` of candidates apart (pairs × 2)."""

    cover: Cover
    group: Ints
    chance: Floats
    pairs: Ints
    groups: int
    seats: int
    sessions: int
    per_group: int

    @property
    def size(self) -> int:
        """How many candidates there are."""
        return len(self.group)

    @property
    def certain(self) -> bool:
        """Whether everyone chosen surely comes."""
        return bool((self.chance == 1).all())

    @property
    def whole(self) -> bool:
        """Whether what is reached is counted in whole numbers, so that a bound can be rounded down."""
        return self.certain and bool((self.cover.weight == np.floor(self.cover.weight)).all())

    @property
    def whole_matrix(self) -> sparse.csr_array:
        """Candidates × classes, of a problem that is held whole."""
        if self.cover.matrix is None:
            raise ValueError("this problem is too large to hold whole")
        return self.cover.matrix

    def apart(self) -> sparse.csr_array:
        """The pairs as a symmetric matrix of candidates."""
        one, other = self.pairs[:, 0], self.pairs[:, 1]
        ends = (np.concatenate([one, other]), np.concatenate([other, one]))
        return sparse.csr_array((np.ones(2 * len(one)), ends), shape=(self.size, self.size))

    def counts(self, chosen: Ints) -> Ints:
        """How many of each group are chosen."""
        group = self.group[chosen]
        return np.bincount(group[group != NO_GROUP], minlength=self.groups)

    def only(self, kept: Ints) -> "Problem":
        """The same problem with fewer candidates; ``kept`` in rising order."""
        place = np.full(self.size, -1)
        place[kept] = np.arange(len(kept))
        pairs = place[self.pairs]
        cover = classes(self.cover.rows(kept), self.cover.weight, self.cover, self.cover.candidates[kept])
        return Problem(
            cover,
            self.group[kept],
            self.chance[kept],
            pairs[(pairs >= 0).all(axis=1)],
            self.groups,
            self.seats,
            self.sessions,
            self.per_group,
        )


def near(persons: int, one: Ints, other: Ints) -> sparse.csr_array:
    """Who stands within one step of whom (persons × persons, 1 where so), everybody near himself."""
    every = np.arange(persons)
    ends = (np.concatenate([one, other, every]), np.concatenate([other, one, every]))
    made = sparse.csr_array((np.ones(len(ends[0])), ends), shape=(persons, persons))
    made.data[:] = 1
    return made


def within(near_by: sparse.csr_array, persons: Ints, steps: int) -> sparse.csr_array:
    """Who stands within so many steps of each of ``persons``."""
    found = near_by[persons]
    for _ in range(steps - 1):
        found = found @ near_by
        found.data[:] = 1
    return found


def cover(people: People, near_by: sparse.csr_array, steps: int) -> Cover:
    """Whom each eligible person reaches in ``steps`` (1 or 2)."""
    candidates = np.flatnonzero(people.eligible)
    lazy = Cover(np.asarray(people.weight), None, near_by, candidates, steps, np.arange(len(people)))
    size = np.diff(near_by.indptr).astype(np.float64)
    entries = size[candidates].sum() if steps == 1 else (near_by[candidates] @ size).sum()
    if entries > WHOLE_UP_TO:
        return lazy
    return classes(within(near_by, candidates, steps), people.weight, lazy, candidates)


def classes(rows: sparse.csr_array, weight: Floats, model: Cover, candidates: Ints) -> Cover:
    """Add up those with the same reachers; those that nobody reaches or that weigh nothing fall away.

    Sets of reachers are compared by two sums of random 63-bit numbers, one a candidate: two different sets agree with
    a probability below 10⁻³⁰.
    """
    columns = rows.tocsc()
    random = np.random.default_rng(0).integers(1, 2**63 - 1, size=(2, rows.shape[0]), dtype=np.int64)
    marks = [np.add.reduceat(np.append(one[columns.indices], 0), columns.indptr[:-1]) for one in random]
    used = np.flatnonzero((np.diff(columns.indptr) > 0) & (weight > 0))
    first, which = _alike([mark[used] for mark in marks])
    total = np.bincount(which, weights=weight[used], minlength=len(first)).astype(np.float64)
    member = np.full(len(weight), -1)
    member[used] = which
    return Cover(total, columns[:, used[first]].tocsr(), model.near, candidates, model.steps, member)


def _alike(marks: list[Ints]) -> tuple[Ints, Ints]:
    """The first of each set of places whose marks are equal, and the set of each place."""
    order = np.lexsort(marks)
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.logical_or.reduce([mark[order][1:] != mark[order][:-1] for mark in marks])
    which = np.empty(len(order), dtype=np.int64)
    which[order] = np.cumsum(new) - 1
    return order[new], which


def problem(
    people: People, made: Cover, apart: Ints, *, seats: int, sessions: int, per_group: int
) -> Problem:
    """Put the problem together; pairs with someone who can't be chosen bind nothing."""
    place = np.full(len(people), -1)
    place[made.candidates] = np.arange(len(made.candidates))
    pairs = place[apart]
    certain = np.ones(len(made.candidates))
    chance = certain if people.attendance is None else people.attendance[made.candidates]
    return Problem(
        made,
        people.group[made.candidates],
        chance,
        pairs[(pairs >= 0).all(axis=1)],
        len(people.groups),
        seats,
        sessions,
        per_group,
    )


__all__ = [
    "NO_GROUP",
    "Bools",
    "Cover",
    "Floats",
    "Ints",
    "Problem",
    "classes",
    "cover",
    "near",
    "problem",
    "within",
]
