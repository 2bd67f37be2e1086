"""Other choices as good, and who could take a seat that falls empty.

Two choices are equally good when they are worth the same. Only minimal ones are told: sets of whom nobody can be
spared. They are first sought by swaps that cost nothing, from one to the next; then HiGHS is asked for one more that
contains none of those found, until there is none or the limit is reached. It is asked for as few persons as possible,
so that what it gives is minimal.
"""

import time
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from gvi.science.messengers.choice import Choice, missed, spared
from gvi.science.messengers.exact import coverage, seated
from gvi.science.messengers.greedy import first_gains, may_replace, replaced
from gvi.science.messengers.problem import Floats, Ints, Problem
from gvi.science.messengers.reading import Bools
from gvi.science.messengers.solver import Limits, Programme, Rows, maximise, stacked
from gvi.science.messengers.solving import EQUAL, PRUNED_ABOVE, Answer, Few, few_of

MOST, RESERVES = 20, 3


@dataclass(frozen=True)
class Alternatives:
    """Minimal choices as good as the answer, itself first; whether they are all, when not cut at ``limit``."""

    choices: tuple[Choice, ...]
    complete: bool
    limit: int = MOST


def equally_good(problem: Problem, answer: Answer, limits: Limits) -> Alternatives:
    """Seek choices that are worth as much as an answer that is proven, where everyone surely comes."""
    few = _as_good(problem, answer)
    first = spared(few.problem, few.inside(answer.choice))
    found = _by_swaps(few.problem, first)
    complete = not len(first)  # nobody is the smallest of all sets
    began = time.monotonic()
    while not complete and len(found) < MOST and (left := limits.seconds - (time.monotonic() - began)) > 0:
        more, complete = _one_more(few.problem, found, answer.worth, replace(limits, seconds=left))
        if more is None:
            break
        found.append(more)
    return Alternatives(tuple(few.outside(one) for one in found), complete)


def reserves(problem: Problem, choice: Choice) -> tuple[Ints, ...]:
    """For each of the chosen up to three candidates who keep every condition and lose least in that place."""
    few = few_of(problem, first_gains(problem), choice.chosen)
    inside = few.inside(choice)
    may, gain = _replacing(few.problem, inside)
    gain = np.where(may, gain, -np.inf)
    best = np.argsort(-gain, axis=0, kind="stable")[:RESERVES]
    return tuple(
        np.sort(few.kept[[who for who in best[:, whom] if may[who, whom]]]) for whom in range(len(choice))
    )


def _as_good(problem: Problem, answer: Answer) -> Few:
    """The candidates who can be part of a choice as good."""
    if answer.with_each is None:
        return few_of(problem, first_gains(problem), answer.choice.chosen)
    possible = np.flatnonzero(answer.with_each >= answer.worth - EQUAL)
    if len(possible) > PRUNED_ABOVE:
        return few_of(problem, answer.with_each, answer.choice.chosen)
    kept = np.union1d(possible, answer.choice.chosen)
    return Few(problem.only(kept), kept)


def _replacing(problem: Problem, choice: Choice) -> tuple[Bools, Floats]:
    now, matrix = missed(problem, choice), problem.whole_matrix
    adds = problem.chance * (matrix @ (problem.cover.weight * now.left))
    return may_replace(problem, choice, problem.apart()), replaced(problem, matrix, adds, now)


def _by_swaps(problem: Problem, first: Choice) -> list[Choice]:
    """Those that are reached from the first by swaps that cost nothing, nearest first."""
    found, seen, at = [first], {frozenset(first.chosen.tolist())}, 0
    while at < len(found) and len(found) < MOST:
        now = found[at]
        may, gain = _replacing(problem, now)
        for who, whom in np.argwhere(may & (np.abs(gain) <= EQUAL)).tolist():
            chosen = now.chosen.copy()
            chosen[whom] = who
            other = spared(problem, Choice(chosen, now.session))
            members = frozenset(other.chosen.tolist())
            if members not in seen:
                seen.add(members)
                found.append(other)
            if len(found) == MOST:
                break
        at += 1
    return found


def _one_more(
    problem: Problem, found: list[Choice], worth: float, limits: Limits
) -> tuple[Choice | None, bool]:
    """A smallest choice as good that contains none of those found; None and whether that is proven."""
    programme = coverage(problem)
    width = len(programme.cost)
    as_good = Rows(sparse.csr_array(programme.cost[None, :]), np.array([worth - EQUAL]), np.array([np.inf]))
    new = [_not_all_of(one, problem.size) for one in found]
    fewest = Programme(
        cost=np.where(np.arange(width) < problem.size, -1.0, 0.0),
        upper=programme.upper,
        whole=programme.whole,
        rows=stacked([programme.rows, as_good, *new], width),
    )
    said = maximise(fewest, limits)
    if said.values is None:
        return None, said.status == "infeasible"
    return spared(problem, seated(problem, said.values)), False


def _not_all_of(choice: Choice, size: int) -> Rows:
    row = np.zeros((1, size))
    row[0, choice.chosen] = 1
    return Rows(sparse.csr_array(row), np.array([-np.inf]), np.array([len(choice) - 1.0]))
