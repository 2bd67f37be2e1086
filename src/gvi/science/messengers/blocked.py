"""Why no choice is possible: the group without enough eligible persons, or the pairs that stand in the way.

When every group has its persons and there are seats enough it is the pairs. A smallest set of groups and of pairs that
can not be met together is found by leaving out one at a time as long as it stays impossible (deletion filter, Chinneck
2008, Feasibility and Infeasibility in Optimization). Then it is tried whether more sessions help.
"""

from dataclasses import replace

import numpy as np

from gvi.science.messengers.exact import possible
from gvi.science.messengers.problem import NO_GROUP, Problem
from gvi.science.messengers.result import Blocking
from gvi.science.messengers.solver import Limits


def blocking(
    problem: Problem, groups: tuple[str, ...], ids: list[str], limits: Limits
) -> tuple[Blocking, ...]:
    """The reasons, each with its group or pair. ``ids`` are those of the candidates."""
    every = problem.counts(np.arange(problem.size))
    short = np.flatnonzero(every < problem.per_group)
    if len(short):
        return tuple(
            Blocking("eligible", group=groups[at], count=int(every[at]), needed=problem.per_group)
            for at in short.tolist()
        )
    sessions = _sessions_that_help(problem, limits)
    seats, needed = problem.seats * problem.sessions, problem.per_group * problem.groups
    if needed > seats:
        return tuple(
            Blocking("seats", group=group, count=seats, needed=needed, sessions=sessions) for group in groups
        )
    return _in_the_way(problem, groups, ids, sessions, limits)


def _sessions_that_help(problem: Problem, limits: Limits) -> int | None:
    more = replace(problem, sessions=problem.sessions + 1)
    return more.sessions if _can(more, limits) else None


def _can(problem: Problem, limits: Limits) -> bool:
    return possible(problem, np.zeros(problem.size), limits) is not None


def _in_the_way(
    problem: Problem, groups: tuple[str, ...], ids: list[str], sessions: int | None, limits: Limits
) -> tuple[Blocking, ...]:
    """The least groups that can't sit together, and the pairs between their eligible that hinder it."""
    hard = list(range(problem.groups))
    for group in range(problem.groups):
        fewer = [one for one in hard if one != group]
        if not _can(_of_groups(problem, fewer), limits):
            hard = fewer
    few = _of_groups(problem, hard)
    pairs = few.pairs
    for pair in few.pairs.tolist():
        fewer_pairs = pairs[(pairs != pair).any(axis=1)]
        if not _can(replace(few, pairs=fewer_pairs), limits):
            pairs = fewer_pairs
    reasons = [Blocking("together", group=groups[one], sessions=sessions) for one in hard]
    meet = [Blocking("meet", pair=(ids[one], ids[other]), sessions=sessions) for one, other in pairs.tolist()]
    return (*reasons, *meet)


def _of_groups(problem: Problem, kept: list[int]) -> Problem:
    """The problem with the minima of some groups only, and the pairs between their members."""
    number = np.full(problem.groups + 1, NO_GROUP)
    number[kept] = np.arange(len(kept))
    group = number[problem.group]
    pairs = problem.pairs[(group[problem.pairs] != NO_GROUP).all(axis=1)]
    return replace(problem, group=group, groups=len(kept), pairs=pairs)
