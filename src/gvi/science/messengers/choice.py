"""A choice under way: who is chosen into which session, what it is worth, and who may still come in.

The worth is Σ w (1 − Π (1 − p)) over the chosen who reach a person. Where everyone surely comes (p = 1) that is the
weight of those reached.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from gvi.science.messengers.problem import NO_GROUP, Bools, Floats, Ints, Problem


@dataclass(frozen=True)
class Choice:
    """``chosen`` candidates and the ``session`` of each."""

    chosen: Ints
    session: Ints

    def __len__(self) -> int:
        return len(self.chosen)

    def adding(self, one: int, session: int) -> "Choice":
        """The choice with one more."""
        return Choice(np.append(self.chosen, one), np.append(self.session, session))

    def without(self, kept: Bools) -> "Choice":
        """The choice with some of its members only."""
        return Choice(self.chosen[kept], self.session[kept])


NOBODY = Choice(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


@dataclass(frozen=True)
class Missed:
    """How sure it is that each class is missed, and how that changes when one of the chosen is taken away.

    ``left`` is Π (1 − p) by class. ``lost`` has, for each of the chosen (a row) and class, the weight that is missed
    for want of just that person.
    """

    left: Floats
    lost: sparse.csr_array


def missed(problem: Problem, choice: Choice) -> Missed:
    """Work out what the choice misses."""
    rows = problem.cover.rows(choice.chosen)
    weight, at = problem.cover.weight, rows.indices.astype(np.int64)
    chance = np.repeat(problem.chance[choice.chosen], np.diff(rows.indptr))
    sure = chance == 1
    surely, unsure = _stays_away(at, chance, len(weight))
    left = np.where(surely > 0, 0.0, unsure)
    alone = np.where(surely[at] == sure, unsure[at] / np.where(sure, 1, 1 - chance), 0.0)
    lost = sparse.csr_array((weight[at] * (alone - left[at]), at, rows.indptr), shape=rows.shape)
    lost.eliminate_zeros()
    return Missed(left, lost)


def left_by(rows: sparse.csr_array, chance: Floats) -> Floats:
    """Π (1 − p) by class, for chosen whose rows and chances these are."""
    of_each = np.repeat(chance, np.diff(rows.indptr))
    surely, unsure = _stays_away(rows.indices.astype(np.int64), of_each, rows.shape[1])
    return np.where(surely > 0, 0.0, unsure)


def _stays_away(at: Ints, chance: Floats, classes: int) -> tuple[Ints, Floats]:
    """By class: how many surely come, and the chance that all the others stay away."""
    sure = chance == 1
    unsure = np.bincount(at[~sure], np.log1p(-chance[~sure]), minlength=classes)
    return np.bincount(at[sure], minlength=classes), np.exp(unsure)


def worth(problem: Problem, chosen: Ints) -> float:
    """What a choice is worth: the weight expected to be reached."""
    left = left_by(problem.cover.rows(chosen), problem.chance[chosen])
    return float(problem.cover.weight @ (1 - left))


def open_to(problem: Problem, choice: Choice, apart: sparse.csr_array) -> Bools:
    """Which candidates may join which session (candidates × sessions): a seat is free and nobody apart sits there."""
    free = np.bincount(choice.session, minlength=problem.sessions) < problem.seats
    may: Bools = (clashes(problem, choice, apart) == 0) & free
    may[choice.chosen] = False
    return may


def clashes(problem: Problem, choice: Choice, apart: sparse.csr_array) -> Floats:
    """How many in each session each candidate is apart from (candidates × sessions)."""
    seated = sparse.csr_array(
        (np.ones(len(choice)), (choice.chosen, choice.session)), shape=(problem.size, problem.sessions)
    )
    return np.asarray((apart @ seated).toarray())


def lacking(problem: Problem, choice: Choice) -> Ints:
    """How many each group still lacks."""
    return np.maximum(problem.per_group - problem.counts(choice.chosen), 0)


def keeps(problem: Problem, choice: Choice) -> bool:
    """Whether the choice keeps every constraint."""
    within_seats = (np.bincount(choice.session, minlength=problem.sessions) <= problem.seats).all()
    once = len(np.unique(choice.chosen)) == len(choice)
    clash = clashes(problem, choice, problem.apart())[choice.chosen, choice.session]
    return bool(within_seats and once and not clash.any() and not lacking(problem, choice).any())


def of_group_in_need(problem: Problem, lack: Ints) -> Bools:
    """Which candidates belong to a group that lacks someone."""
    inside = problem.group != NO_GROUP
    needed = np.zeros(problem.size, dtype=np.bool_)
    needed[inside] = lack[problem.group[inside]] > 0
    return needed


def may_leave(problem: Problem, choice: Choice) -> Bools:
    """Which of the chosen may leave without their group falling under its minimum."""
    group = problem.group[choice.chosen]
    counts = np.append(problem.counts(choice.chosen), 0)
    may: Bools = (group == NO_GROUP) | (counts[group] > problem.per_group)
    return may


def spared(problem: Problem, choice: Choice) -> Choice:
    """The choice without those whom nobody needs: taking them away loses nothing and leaves every group its minimum."""
    while True:
        lost = np.asarray(missed(problem, choice).lost.sum(axis=1)).ravel()
        idle = (lost <= 0) & may_leave(problem, choice)
        if not idle.any():
            return choice
        kept = np.ones(len(choice), dtype=np.bool_)
        kept[np.flatnonzero(idle)[-1]] = False
        choice = choice.without(kept)
