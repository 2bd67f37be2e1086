"""An honest bound without HiGHS, and who can't be part of a better choice (Lagrangian relaxation).

Let each class c pay λ(c) to those who reach it. For any λ ≥ 0 no choice is worth more than
Σ h(λ(c)) + max over choices of Σ a(j) Σ over c reached by j of λ(c), where with certainty a = 1 and h = (w − λ)⁺, and
with attendance a = −ln(1 − p) and h = w − λ − λ ln(w/λ). The inner choice keeps seats and minima and forgets the pairs
apart. λ is improved by subgradient steps. A candidate whose presence would push the bound below the best known choice
is left out of the proof.
"""

from dataclasses import dataclass

import numpy as np

from gvi.science.messengers.problem import NO_GROUP, Bools, Floats, Ints, Problem

STEPS = 200
PATIENCE = 12
MOST_SURE = 1e-6
"""p = 1 is counted as p = 1 − 10⁻⁶ in logarithms; the bound is raised by as much of the whole weight."""


@dataclass(frozen=True)
class Bound:
    """``value`` holds for every choice; ``with_each`` for every choice with that candidate. ``pays`` is λ by class."""

    value: float
    with_each: Floats
    pays: Floats


def pull(problem: Problem) -> Floats:
    """a: how much each candidate adds to the linear part of what reaches a class."""
    if problem.certain:
        return np.ones(problem.size)
    return -np.log(np.maximum(1 - problem.chance, MOST_SURE))


def relaxed(problem: Problem, best: float, steps: int = STEPS) -> Bound:
    """The best bound that ``steps`` subgradient steps find, beginning from equal shares; ``best`` is a known worth."""
    weight = problem.cover.weight
    reach = problem.cover.matrix
    force = pull(problem)
    pays = weight / np.maximum(np.bincount(reach.indices, minlength=len(weight)) ** 0.5, 1)
    least, stride, waited = at(problem, pays)[0], 1.0, 0
    for _ in range(steps):
        bound, inside = at(problem, pays)
        if bound.value < least.value - 1e-9:
            least, waited = bound, 0
        else:
            waited += 1
        if waited >= PATIENCE:
            stride, waited, pays = stride / 2, 0, least.pays
            continue
        arriving = reach.T @ (force * inside)
        slope = arriving - _wanted(problem, bound.pays)
        length = float(slope @ slope)
        if length == 0 or stride < 1e-3 or least.value <= best:
            break
        pays = np.clip(bound.pays - stride * max(bound.value - best, 1e-6) / length * slope, 0, weight)
    return least


def at(problem: Problem, pays: Floats) -> tuple[Bound, Bools]:
    """The bound that one λ gives, and the inner choice."""
    weight = problem.cover.weight
    if problem.certain:
        kept = float((weight - pays).sum())
    else:
        safe = np.maximum(pays, 1e-300)
        kept = float((weight - pays - pays * np.log(weight / safe)).sum() + MOST_SURE * weight.sum())
    scores = pull(problem) * problem.cover.dot(pays)
    inside, replaced = _inner(problem, scores)
    value = kept + float(scores[inside].sum())
    return Bound(value, np.where(inside, value, value + scores - replaced), pays), inside


def _wanted(problem: Problem, pays: Floats) -> Floats:
    """How much should arrive at each class for λ to be right."""
    if problem.certain:
        return np.ones(len(pays))
    return np.log(problem.cover.weight / np.maximum(pays, 1e-12 * problem.cover.weight))


def _inner(problem: Problem, scores: Floats) -> tuple[Bools, Floats]:
    """The best choice by scores that keeps seats and minima, and the score that each would have to replace."""
    total = min(problem.seats * problem.sessions, problem.size)
    forced = _least_of_groups(problem, scores)
    inside = np.zeros(problem.size, dtype=np.bool_)
    inside[forced] = True
    rest = np.where(inside, -np.inf, scores)
    more = max(total - len(forced), 0)
    if more:
        inside[np.argsort(-rest, kind="stable")[:more]] = True
    free = float(rest[inside].min(initial=np.inf, where=rest[inside] > -np.inf))
    of_group = np.full(problem.groups + 1, np.inf)
    np.minimum.at(of_group, problem.group[forced], scores[forced])
    of_group[NO_GROUP] = np.inf
    return inside, np.minimum(free, of_group[problem.group])


def _least_of_groups(problem: Problem, scores: Floats) -> Ints:
    """The best of each group, as many as it must have."""
    if not problem.per_group or not problem.groups:
        return np.empty(0, dtype=np.int64)
    order = np.lexsort((-scores, problem.group))
    group = problem.group[order]
    rank = np.arange(len(order)) - np.searchsorted(group, group)
    return order[(rank < problem.per_group) & (group != NO_GROUP)]
