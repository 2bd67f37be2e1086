"""From a problem to an answer: a choice at once, a bound, the proof where it is asked for, and an honest status."""

import time
from dataclasses import dataclass, replace

import numpy as np

from gvi.science.messengers.attending import prove_expected
from gvi.science.messengers.bounds import Bound, Prices, at, relaxed
from gvi.science.messengers.choice import Choice, worth
from gvi.science.messengers.cliques import cliques
from gvi.science.messengers.exact import possible, prove
from gvi.science.messengers.greedy import first_gains, grow, swap
from gvi.science.messengers.improving import improve
from gvi.science.messengers.problem import Floats, Ints, Problem
from gvi.science.messengers.solver import Limits

PRUNED_ABOVE, SMALL = 20_000, 60
EQUAL, WITHIN, NOTHING = 1e-7, 0.005, 1e-5
ROUNDS_AT_ONCE, ROUNDS = 60, 200
STEPS_AT_ONCE = 40


@dataclass(frozen=True)
class Answer:
    """A choice, its worth, and a bound that no choice exceeds (None: not known).

    ``with_each`` is a bound on the choices with each candidate, when it was worked out.
    """

    choice: Choice
    worth: float
    bound: float | None = None
    with_each: Floats | None = None

    @property
    def gap(self) -> float | None:
        """How far the bound lies above the worth, as a share of the worth; None when that can not be said."""
        if self.bound is None:
            return None
        above = max(self.bound - self.worth, 0.0)
        if self.worth <= 0:
            return None if above > NOTHING else 0.0
        return above / self.worth


@dataclass(frozen=True)
class Few:
    """The problem with the most promising candidates only, held whole; ``kept`` are their numbers in the whole."""

    problem: Problem
    kept: Ints

    def inside(self, choice: Choice) -> Choice:
        """A choice of the whole problem in the numbers of the few."""
        return Choice(np.searchsorted(self.kept, choice.chosen), choice.session)

    def outside(self, choice: Choice) -> Choice:
        """A choice of the few in the numbers of the whole problem."""
        return Choice(self.kept[choice.chosen], choice.session)


def few_of(problem: Problem, promise: Floats, besides: Ints) -> Few:
    """The candidates of most promise, and some besides; all when they are few already."""
    if problem.size <= PRUNED_ABOVE and problem.cover.matrix is not None:
        return Few(problem, np.arange(problem.size))
    kept = np.union1d(np.argsort(-promise, kind="stable")[:PRUNED_ABOVE], besides)
    return Few(problem.only(kept), kept)


def at_once(problem: Problem, limits: Limits) -> Answer | None:
    """Greedy, swaps and a few rounds of improving; None when no choice is possible.

    When greedy misses a minimum it goes on from a choice that HiGHS finds possible.
    """
    gains = first_gains(problem)
    choice = grow(problem, gains)
    if choice is None:
        start = possible(problem, gains, limits)
        choice = None if start is None else grow(problem, gains, start)
    if choice is None:
        return None
    few = few_of(problem, gains, choice.chosen)
    return Answer(*_improved(problem, few, choice, ROUNDS_AT_ONCE, limits.seed))


def _improved(problem: Problem, few: Few, choice: Choice, rounds: int, seed: int) -> tuple[Choice, float]:
    matrix = few.problem.whole_matrix
    inside = swap(few.problem, matrix, few.inside(choice))
    inside = swap(few.problem, matrix, improve(few.problem, matrix, inside, rounds=rounds, seed=seed))
    return few.outside(inside), worth(few.problem, inside.chosen)


def with_bound(problem: Problem, answer: Answer) -> Answer:
    """The same answer with a bound that costs little; none when the problem is too large to hold whole."""
    matrix = problem.cover.matrix
    if matrix is None or problem.size > PRUNED_ABOVE:
        return answer
    bound = rounded(problem, relaxed(problem, matrix, answer.worth, STEPS_AT_ONCE).value)
    return replace(answer, bound=max(bound, answer.worth))


def proven(problem: Problem, answer: Answer, limits: Limits) -> Answer:
    """The best answer that can be proven within the limits, else the best found with the bound that is reached."""
    began = time.monotonic()
    few = few_of(problem, first_gains(problem), answer.choice.chosen)
    bound = _bound(problem, few, answer)
    if _reaches(problem, bound, answer):
        return replace(answer, bound=answer.worth, with_each=bound.with_each)
    if problem.size > SMALL:
        answer = Answer(*_improved(problem, few, answer.choice, ROUNDS, limits.seed))
    answer = replace(answer, with_each=bound.with_each)
    if _reaches(problem, bound, answer):
        return replace(answer, bound=answer.worth)
    kept, complete = _still_possible(problem, bound, answer)
    left = replace(limits, seconds=limits.seconds - (time.monotonic() - began))
    better = _searched(Few(problem.only(kept), kept), answer, left)
    ceiling = better.bound if complete and better.bound is not None else bound.value
    ceiling = min(rounded(problem, ceiling), rounded(problem, bound.value))
    return replace(better, bound=max(ceiling, better.worth))


def _reaches(problem: Problem, bound: Bound, answer: Answer) -> bool:
    return rounded(problem, bound.value) <= answer.worth * (1 + EQUAL)


def _still_possible(problem: Problem, bound: Bound, answer: Answer) -> tuple[Ints, bool]:
    """Who may be part of a better choice, the answer's own besides; and whether that is all of them."""
    step = 1 if problem.whole else EQUAL * answer.worth
    kept = np.flatnonzero(bound.with_each >= answer.worth + step - EQUAL)
    complete = len(kept) <= PRUNED_ABOVE
    if not complete:
        kept = kept[np.argsort(-bound.with_each[kept], kind="stable")[:PRUNED_ABOVE]]
    return np.union1d(kept, answer.choice.chosen), complete


def rounded(problem: Problem, bound: float) -> float:
    """A bound on whole numbers is a whole number."""
    return float(np.floor(bound + 1e-6)) if problem.whole and np.isfinite(bound) else bound


def _bound(problem: Problem, few: Few, answer: Answer) -> Bound:
    """The relaxed bound; where only few are held whole it is theirs that is carried to everybody."""
    bound = relaxed(few.problem, few.problem.whole_matrix, answer.worth)
    if few.problem is problem:
        return bound
    pays = _carried(problem, few, bound.prices.pays)
    parted = cliques(problem)
    return at(problem, Prices(pays, np.zeros(parted.shape[0])), parted)


def _carried(problem: Problem, few: Few, pays: Floats) -> Floats:
    """λ of the few candidates' classes shared among the classes of all; whom the few don't reach pays all it weighs."""
    weight, member = problem.cover.weight, few.problem.cover.member
    share = weight / np.append(few.problem.cover.weight, 1.0)[member]
    return np.where(member >= 0, np.append(pays, 0.0)[member] * share, weight)


def _searched(few: Few, answer: Answer, limits: Limits) -> Answer:
    """Let HiGHS search among the few, beginning from the answer."""
    search = prove if few.problem.certain else prove_expected
    choice, bound = search(few.problem, few.inside(answer.choice), limits)
    value = worth(few.problem, choice.chosen)
    if value <= answer.worth * (1 + EQUAL):
        return replace(answer, bound=bound)
    return replace(answer, choice=few.outside(choice), worth=value, bound=bound)
