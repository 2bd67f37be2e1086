"""From a problem to an answer: a choice at once, a bound, the proof where it is asked for, and an honest status."""

import time
from dataclasses import dataclass, replace

import numpy as np

from gvi.science.messengers.attending import prove_expected
from gvi.science.messengers.bounds import Bound, at, relaxed
from gvi.science.messengers.choice import Choice, worth
from gvi.science.messengers.exact import possible, prove
from gvi.science.messengers.greedy import first_gains, grow, swap
from gvi.science.messengers.problem import Floats, Ints, Problem
from gvi.science.messengers.solver import Limits

PRUNED_ABOVE = 20_000
WITHIN = 0.005
EQUAL = 1e-7
QUICK_STEPS = 40


@dataclass(frozen=True)
class Answer:
    """A choice, its worth, and a bound that no choice exceeds. ``choice`` is None when none is possible."""

    choice: Choice | None
    worth: float
    bound: float | None

    @property
    def gap(self) -> float | None:
        """How far the bound lies above the worth, as a share of the worth."""
        if self.choice is None or self.bound is None:
            return None
        return max(self.bound - self.worth, 0.0) / self.worth if self.worth else 0.0


def at_once(problem: Problem, limits: Limits) -> Answer:
    """Greedy and swaps; when greedy misses a minimum, from a choice that HiGHS finds possible."""
    gains = first_gains(problem)
    choice = grow(problem, gains)
    if choice is None:
        start = possible(problem, gains, limits)
        choice = None if start is None else grow(problem, gains, start)
    if choice is None:
        return Answer(None, 0.0, None)
    choice = swap(problem, choice, gains)
    return Answer(choice, worth(problem, choice.chosen), None)


def with_bound(problem: Problem, answer: Answer) -> Answer:
    """The same answer with a bound that costs little; none when the problem is too large to hold whole."""
    if answer.choice is None or problem.cover.matrix is None or problem.size > PRUNED_ABOVE:
        return answer
    bound = rounded(problem, relaxed(problem, answer.worth, QUICK_STEPS).value)
    return replace(answer, bound=max(bound, answer.worth))


def proven(problem: Problem, answer: Answer, limits: Limits) -> Answer:
    """The best answer that can be proven within the limits, else the best found with the bound that is reached."""
    if answer.choice is None:
        return answer
    began = time.monotonic()
    bound = _bound(problem, answer)
    value = rounded(problem, bound.value)
    if value <= answer.worth * (1 + EQUAL):
        return replace(answer, bound=answer.worth)
    step = 1 if problem.whole else EQUAL * answer.worth
    kept = np.flatnonzero(bound.with_each >= answer.worth + step - EQUAL)
    complete = len(kept) <= PRUNED_ABOVE
    if not complete:
        kept = kept[np.argsort(-bound.with_each[kept], kind="stable")[:PRUNED_ABOVE]]
    kept = np.union1d(kept, answer.choice.chosen)
    left = replace(limits, seconds=limits.seconds - (time.monotonic() - began))
    better = _searched(problem.only(kept), kept, answer, left)
    ceiling = better.bound if complete and better.bound is not None else value
    return replace(better, bound=max(min(ceiling, value), better.worth))


def rounded(problem: Problem, bound: float) -> float:
    """A bound on whole numbers is a whole number."""
    return float(np.floor(bound + 1e-6)) if problem.whole else bound


def _bound(problem: Problem, answer: Answer) -> Bound:
    """The relaxed bound; above what is held whole, of the most promising and then carried to everybody."""
    assert answer.choice is not None
    if problem.cover.matrix is not None and problem.size <= PRUNED_ABOVE:
        return relaxed(problem, answer.worth)
    gains = first_gains(problem)
    most = np.argsort(-gains, kind="stable")[:PRUNED_ABOVE]
    few = problem.only(np.union1d(most, answer.choice.chosen))
    pays = relaxed(few, answer.worth).pays
    return at(problem, _carried(problem, few, pays))[0]


def _carried(problem: Problem, few: Problem, pays: Floats) -> Floats:
    """λ of the few candidates' classes shared among the classes of all; whom the few don't reach pays all it weighs."""
    weight, member = problem.cover.weight, few.cover.member
    share = weight / np.append(few.cover.weight, 1.0)[member]
    return np.where(member >= 0, np.append(pays, 0.0)[member] * share, weight)


def _searched(few: Problem, kept: Ints, answer: Answer, limits: Limits) -> Answer:
    """Let HiGHS search among the kept, beginning from the answer."""
    assert answer.choice is not None
    start = Choice(np.searchsorted(kept, answer.choice.chosen), answer.choice.session)
    search = prove if few.certain else prove_expected
    choice, bound = search(few, start, limits)
    value = worth(few, choice.chosen)
    if value <= answer.worth * (1 + EQUAL):
        return replace(answer, bound=max(bound, answer.worth))
    return Answer(Choice(kept[choice.chosen], choice.session), value, max(bound, value))
