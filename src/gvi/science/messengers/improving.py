"""Better choices from a good one: take a few away, fill up greedily with a little chance, keep what is no worse.

Ruin and recreate (Schrimpf et al. 2000, J. Comput. Phys. 159, 139), going on from choices slightly below the best. What
each candidate would add is kept up to date as persons come and go, so that a round costs under a millisecond. Chance
comes from a seed, and the number of rounds is fixed: the same seed gives the same choice.
"""

import numpy as np
from scipy import sparse

from gvi.science.messengers.choice import Choice
from gvi.science.messengers.problem import Floats, Ints, Problem

FEWEST, MOST = 2, 7
CHANCE = 0.2
BELOW = 0.004
LEAST = 1e-9


class Seating:
    """Who sits where, and what every candidate would add; changed one person at a time.

    ``session`` of each candidate (-1: not chosen), ``free`` seats of each session, ``held`` persons of each group.
    """

    def __init__(self, problem: Problem, matrix: sparse.csr_array, choice: Choice) -> None:
        self.problem, self.reach, self.reachers = problem, matrix, sparse.csc_array(matrix)
        self.apart = problem.apart()
        classes = matrix.shape[1]
        self.surely, self.unsure, self.left = np.zeros(classes), np.zeros(classes), np.ones(classes)
        self.adds = problem.chance * (matrix @ problem.cover.weight)
        self.clash = np.zeros((problem.size, problem.sessions))
        self.session = np.full(problem.size, -1)
        self.free = np.full(problem.sessions, problem.seats)
        self.held = np.zeros(problem.groups + 1, dtype=np.int64)
        self.worth = 0.0
        self.become(choice)

    def choice(self) -> Choice:
        """Who is chosen now, and where."""
        chosen = np.flatnonzero(self.session >= 0)
        return Choice(chosen, self.session[chosen])

    def become(self, choice: Choice) -> None:
        """Change to another choice."""
        wanted = np.full(self.problem.size, -1)
        wanted[choice.chosen] = choice.session
        changed = np.flatnonzero(wanted != self.session)
        for one in changed[self.session[changed] >= 0].tolist():
            self.leave(one)
        for one in changed[wanted[changed] >= 0].tolist():
            self.sit(one, int(wanted[one]))

    def sit(self, one: int, session: int) -> None:
        """Let someone come in."""
        self.session[one] = session
        self._move(one, session, 1)

    def leave(self, one: int) -> None:
        """Let someone go."""
        session, self.session[one] = int(self.session[one]), -1
        self._move(one, session, -1)

    def fill(self, taste: Floats) -> bool:
        """Fill the seats greedily by what each adds times ``taste``; whether every group has its minimum."""
        problem = self.problem
        while self.free.any():
            may = (self.clash == 0) & (self.free > 0)
            able = may.any(axis=1) & (self.session < 0)
            lack = self.lacking()
            if lack.sum() >= self.free.sum():
                able &= lack[problem.group] > 0
            value = np.where(able, self.adds * taste, -1.0)
            one = int(np.argmax(value))
            if value[one] < 0:
                break
            self.sit(one, int(np.argmax(may[one])))
        return not self.lacking().any()

    def lacking(self) -> Ints:
        """How many each group lacks; last, those in no group, who lack none."""
        lack = np.maximum(self.problem.per_group - self.held, 0)
        lack[-1] = 0
        return lack

    def _move(self, one: int, session: int, sign: int) -> None:
        chance, apart = self.problem.chance[one], self.apart
        at = _row(self.reach, one)
        if chance == 1:
            self.surely[at] += sign
        else:
            self.unsure[at] += sign * np.log1p(-chance)
        left = np.where(self.surely[at] > 0, 0.0, np.exp(self.unsure[at]))
        changed = self.problem.cover.weight[at] * (left - self.left[at])
        self.left[at] = left
        self.worth -= float(changed.sum())
        self._spread(at[changed != 0], changed[changed != 0])
        self.clash[_row(apart, one), session] += sign
        self.free[session] -= sign
        self.held[self.problem.group[one]] += sign

    def _spread(self, classes: Ints, changed: Floats) -> None:
        """Tell everybody who reaches these classes what they now are worth."""
        start = self.reachers.indptr[classes].astype(np.int64)
        count = self.reachers.indptr[classes + 1] - start
        first = np.cumsum(count) - count
        entries = np.repeat(start - first, count) + np.arange(int(count.sum()))
        who = self.reachers.indices[entries]
        self.adds += self.problem.chance * np.bincount(who, np.repeat(changed, count), self.problem.size)


def improve(problem: Problem, matrix: sparse.csr_array, choice: Choice, *, rounds: int, seed: int) -> Choice:
    """Go through so many rounds; the best choice met. Every choice it is called with or gives keeps all conditions."""
    random = np.random.default_rng(seed)
    seating = Seating(problem, matrix, choice)
    best, most, now = choice, seating.worth, choice
    for _ in range(rounds if len(choice) else 0):
        for one in _taken_away(now, matrix, random).tolist():
            seating.leave(one)
        met = seating.fill(1 + CHANCE * random.random(problem.size))
        if not met or seating.worth < most * (1 - BELOW):
            seating.become(now)
            continue
        now = seating.choice()
        if seating.worth > most + LEAST:
            best, most = now, seating.worth
    return best


def _taken_away(choice: Choice, matrix: sparse.csr_array, random: np.random.Generator) -> Ints:
    """A few of the chosen: anybody, or, every other time, those who reach the same persons as one of them."""
    count = min(int(random.integers(FEWEST, MOST)), len(choice))
    if random.random() < 0.5:
        return random.choice(choice.chosen, size=count, replace=False)
    rows = matrix[choice.chosen]
    shared = rows @ rows[[int(random.integers(len(choice)))]].T
    order = np.argsort(-shared.toarray().ravel() - random.random(len(choice)), kind="stable")
    return choice.chosen[order[:count]]


def _row(matrix: sparse.csr_array, one: int) -> Ints:
    return np.asarray(matrix.indices[matrix.indptr[one] : matrix.indptr[one + 1]])
