"""An honest bound without HiGHS, and who can't be part of a better choice (Lagrangian relaxation, Fisher 1981).

Let each class c pay λ(c) ≥ 0 to those who reach it, and each clique k of persons apart cost μ(k) ≥ 0. No choice in S
sessions is worth more than Σ h(λ(c)) + S Σ μ(k) + the most that a choice can make of its scores, which are
a(j) Σ λ(c) over the classes reached less Σ μ(k) over the cliques. With certainty a = 1 and h = w − λ; with attendance
a = −ln(1 − p) and h = w − λ − λ ln(w/λ). The inner choice keeps seats and minima only. λ and μ are improved by
deflected subgradient steps. A candidate whose presence would push the bound below the best known choice is left out of
the proof.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from gvi.science.messengers.cliques import cliques
from gvi.science.messengers.problem import NO_GROUP, Bools, Floats, Ints, Problem

STEPS = 500
PATIENCE = 15
DEFLECTED = 0.7
SHORTEST = 1e-3
MOST_SURE = 1e-6
"""p = 1 is counted as p = 1 − 10⁻⁶ in logarithms; the bound is raised by as much of the whole weight."""


@dataclass(frozen=True)
class Prices:
    """λ of the classes and μ of the cliques."""

    pays: Floats
    costs: Floats


@dataclass(frozen=True)
class Bound:
    """``value`` holds for every choice, ``with_each`` for every choice with that candidate; the prices that show it."""

    value: float
    with_each: Floats
    prices: Prices
    inside: Bools


def pull(problem: Problem) -> Floats:
    """a: how much each candidate adds to the linear part of what reaches a class."""
    if problem.certain:
        return np.ones(problem.size)
    return -np.log(np.maximum(1 - problem.chance, MOST_SURE))


def slack(problem: Problem) -> float:
    """What ``pull`` may understate the worth by."""
    if problem.certain or (problem.chance <= 1 - MOST_SURE).all():
        return 0.0
    return MOST_SURE * float(problem.cover.weight.sum())


def relaxed(problem: Problem, reach: sparse.csr_array, best: float, steps: int = STEPS) -> Bound:
    """The best bound that ``steps`` steps find; ``best`` is the worth of a known choice."""
    parted = cliques(problem)
    reachers = reach.T.tocsr()
    reachers.data = pull(problem)[reachers.indices]
    weight = problem.cover.weight
    prices = Prices(weight / np.maximum(np.diff(reachers.indptr), 1) ** 0.5, np.zeros(parted.shape[0]))
    least = at(problem, prices, parted)
    stride, waited, moving = 1.0, 0, _still(prices)
    for _ in range(steps):
        bound = at(problem, prices, parted)
        if bound.value < least.value - 1e-9:
            least, waited = bound, 0
        else:
            waited += 1
        if waited >= PATIENCE:
            bound, stride, waited, moving = least, stride / 2, 0, _still(prices)
        slope = _slope(problem, bound, reachers, parted)
        moving = Prices(slope.pays + DEFLECTED * moving.pays, slope.costs + DEFLECTED * moving.costs)
        length = float(moving.pays @ moving.pays + moving.costs @ moving.costs)
        if length == 0 or stride < SHORTEST or least.value <= best:
            break
        step = stride * max(bound.value - best, SHORTEST) / length
        prices = Prices(
            np.clip(bound.prices.pays - step * moving.pays, 0, weight),
            np.maximum(bound.prices.costs - step * moving.costs, 0),
        )
    return least


def at(problem: Problem, prices: Prices, parted: sparse.csr_array) -> Bound:
    """The bound that one set of prices gives."""
    weight, pays = problem.cover.weight, prices.pays
    kept = weight - pays
    if not problem.certain:
        kept = kept - pays * np.log(weight / np.maximum(pays, 1e-300))
    scores = pull(problem) * problem.cover.dot(pays) - parted.T @ prices.costs
    inside, instead = _inner(problem, scores)
    value = float(kept.sum() + slack(problem) + problem.sessions * prices.costs.sum() + scores[inside].sum())
    return Bound(value, np.where(inside, value, value + scores - instead), prices, inside)


def _still(prices: Prices) -> Prices:
    return Prices(np.zeros_like(prices.pays), np.zeros_like(prices.costs))


def _slope(problem: Problem, bound: Bound, reachers: sparse.csr_array, parted: sparse.csr_array) -> Prices:
    """Which way the bound rises, where the prices may still move."""
    weight, pays = problem.cover.weight, bound.prices.pays
    inside = bound.inside.astype(np.float64)
    wanted = np.ones(len(pays)) if problem.certain else np.log(weight / np.maximum(pays, 1e-12 * weight))
    more = reachers @ inside - wanted
    stuck = ((pays <= 0) & (more > 0)) | ((pays >= weight) & (more < 0))
    room = problem.sessions - parted @ inside
    return Prices(np.where(stuck, 0, more), np.where((bound.prices.costs <= 0) & (room > 0), 0, room))


def _inner(problem: Problem, scores: Floats) -> tuple[Bools, Floats]:
    """The best choice by scores that keeps seats and minima, and the score that each would have to replace."""
    total = min(problem.seats * problem.sessions, problem.size)
    forced = _least_of_groups(problem, scores)
    inside = np.zeros(problem.size, dtype=np.bool_)
    inside[forced] = True
    rest = np.where(inside, -np.inf, scores)
    more = total - len(forced)
    free = 0.0  # a seat may stay empty
    if more > 0:
        best = np.argpartition(-rest, more - 1)[:more]
        best = best[rest[best] > 0]
        inside[best] = True
        free = float(rest[best].min()) if len(best) == more else 0.0
    of_group = np.full(problem.groups + 1, np.inf)
    np.minimum.at(of_group, problem.group[forced], scores[forced])
    of_group[NO_GROUP] = np.inf
    return inside, np.minimum(free if more > 0 else np.inf, of_group[problem.group])


def _least_of_groups(problem: Problem, scores: Floats) -> Ints:
    """The best of each group, as many as it must have."""
    if not problem.per_group or not problem.groups:
        return np.empty(0, dtype=np.int64)
    order = np.lexsort((-scores, problem.group))
    group = problem.group[order]
    rank = np.arange(len(order)) - np.searchsorted(group, group)
    best: Ints = order[(rank < problem.per_group) & (group != NO_GROUP)]
    return best
