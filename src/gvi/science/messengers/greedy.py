"""The first good choice: lazily greedy, then swaps as long as any single one helps.

What a candidate adds can only shrink as others are chosen, so an old figure is an upper bound and only the best few
are worked out anew (Minoux 1978, Accelerated greedy algorithms). When the seats that are left are as many as the
groups lack, only those groups are looked at. Swaps are all tried at once, by one sparse product.
"""

import numpy as np
from scipy import sparse

from gvi.science.messengers.choice import (
    NOBODY,
    Choice,
    Missed,
    clashes,
    lacking,
    may_leave,
    missed,
    of_group_in_need,
    open_to,
)
from gvi.science.messengers.problem import Bools, Floats, Problem

FIRST_LOOK = 64
LEAST_GAIN = 1e-9
MOST_SWAPS = 1_000


def first_gains(problem: Problem) -> Floats:
    """What each candidate reaches alone."""
    return problem.chance * problem.cover.dot(problem.cover.weight)


def grow(problem: Problem, gains: Floats, start: Choice = NOBODY) -> Choice | None:
    """Fill the seats greedily. ``gains`` are upper bounds; None when the groups can't all be met this way."""
    most, apart, choice = gains.copy(), problem.apart(), start
    while len(choice) < problem.seats * problem.sessions:
        may = open_to(problem, choice, apart)
        lack = lacking(problem, choice)
        able: Bools = np.asarray(may.any(axis=1))
        if lack.sum() >= problem.seats * problem.sessions - len(choice):
            able &= of_group_in_need(problem, lack)
        one = _best(problem, missed(problem, choice), most, able)
        if one is None:
            break
        choice = choice.adding(one, int(np.argmax(may[one])))
    return None if lacking(problem, choice).any() else choice


def _best(problem: Problem, now: Missed, most: Floats, able: Bools) -> int | None:
    """The one that adds most, the first among equals; ``most`` is brought up to date for those looked at."""
    value = problem.cover.weight * now.left
    shown = np.where(able, most, -1.0)
    look, seen = FIRST_LOOK, np.empty(0, dtype=np.int64)
    while True:
        if look < problem.size:
            top = np.argpartition(-shown, look)[: look + 1]
            bar = shown[top].min()
            top = top[shown[top] >= 0]
        else:
            top, bar = np.flatnonzero(able), -1.0
        new = np.setdiff1d(top, seen)
        most[new] = problem.chance[new] * problem.cover.dot(value, new)
        seen = np.union1d(seen, new)
        if len(seen):
            best = seen[np.argmax(most[seen])]
            if most[best] > bar or look >= problem.size:
                return int(best)
        elif look >= problem.size:
            return None
        look *= 4


def swap(problem: Problem, matrix: sparse.csr_array, choice: Choice) -> Choice:
    """Fill free seats and swap one for one, best first, until nothing helps."""
    apart = problem.apart()
    for _ in range(MOST_SWAPS):
        better = _swapped(problem, choice, apart, matrix)
        if better is None:
            return choice
        choice = better
    return choice


def _swapped(
    problem: Problem, choice: Choice, apart: sparse.csr_array, matrix: sparse.csr_array
) -> Choice | None:
    """The choice after the best swap, or with one more when a seat is free; None when nothing helps."""
    now = missed(problem, choice)
    adds = problem.chance * (matrix @ (problem.cover.weight * now.left))
    may = open_to(problem, choice, apart)
    adding = np.where(may.any(axis=1), adds, -1)
    if adding.max(initial=-1) > LEAST_GAIN:
        best = int(np.argmax(adding))
        return choice.adding(best, int(np.argmax(may[best])))
    gain = np.where(may_replace(problem, choice, apart), replaced(problem, matrix, adds, now), -np.inf)
    if not gain.size or gain.max() <= LEAST_GAIN:
        return None
    who, whom = np.unravel_index(np.argmax(gain), gain.shape)
    chosen = choice.chosen.copy()
    chosen[whom] = who
    return Choice(chosen, choice.session)


def replaced(problem: Problem, matrix: sparse.csr_array, adds: Floats, now: Missed) -> Floats:
    """What is won when each candidate takes the place of each of the chosen (candidates × chosen)."""
    lost = np.asarray(now.lost.sum(axis=1)).ravel()
    regained = problem.chance[:, None] * (matrix @ now.lost.T.tocsc()).toarray()
    return np.asarray(adds[:, None] + regained - lost)


def may_replace(problem: Problem, choice: Choice, apart: sparse.csr_array) -> Bools:
    """Who may take whose place, in the same session, with every minimum kept (candidates × chosen)."""
    clash = clashes(problem, choice, apart)[:, choice.session] - apart[:, choice.chosen].toarray()
    same = problem.group[:, None] == problem.group[choice.chosen]
    may: Bools = (clash == 0) & (same | may_leave(problem, choice))
    may[choice.chosen] = False
    return may
