"""The proof: the problem as a mixed-integer programme, with the best known choice handed over to HiGHS.

One binary variable an eligible person, one continuous variable a class of persons with the same eligible reachers; a
class with a single reacher is counted with that person. Pairs apart bind by cliques. With several sessions only persons
apart from somebody need a variable a session: the others fill the seats that are left.
"""

from dataclasses import replace

import numpy as np
from scipy import sparse

from gvi.science.messengers.choice import Choice
from gvi.science.messengers.cliques import cliques
from gvi.science.messengers.problem import NO_GROUP, Floats, Ints, Problem
from gvi.science.messengers.solver import Limits, Programme, Rows, maximise, stacked

LEAST_SECONDS = 10.0
"""What a question of whether any choice is possible may take at least."""


def binding(problem: Problem) -> list[Rows]:
    """The rows of seats, minimum per group, and who must not meet. The first columns are the candidates.

    With several sessions a block of columns for each session follows, one for each of ``apart_from_somebody``.
    """
    every = sparse.csr_array(np.ones((1, problem.size)))
    parts = [Rows(every, np.zeros(1), np.array([float(problem.seats * problem.sessions)]))]
    inside = np.flatnonzero(problem.group != NO_GROUP)
    if problem.groups and problem.per_group:
        ends = (problem.group[inside], inside)
        member = sparse.csr_array((np.ones(len(inside)), ends), shape=(problem.groups, problem.size))
        least = np.full(problem.groups, float(problem.per_group))
        parts.append(Rows(member, least, np.full(problem.groups, np.inf)))
    if len(problem.pairs):
        parts += [_cliques_once(problem)] if problem.sessions == 1 else _in_sessions(problem)
    return parts


def apart_from_somebody(problem: Problem) -> Ints:
    """The candidates who must not meet somebody, when there are several sessions to part them."""
    return np.unique(problem.pairs) if problem.sessions > 1 else np.empty(0, dtype=np.int64)


def _cliques_once(problem: Problem) -> Rows:
    matrix = cliques(problem)
    return Rows(matrix, np.zeros(matrix.shape[0]), np.ones(matrix.shape[0]))


def _in_sessions(problem: Problem) -> list[Rows]:
    bound, sessions = apart_from_somebody(problem), problem.sessions
    count, width = len(bound), problem.size
    place = np.full(width, -1)
    place[bound] = np.arange(count)
    chosen = sparse.csr_array((-np.ones(count), (np.arange(count), bound)), shape=(count, width))
    same = sparse.hstack([chosen, *[sparse.eye_array(count)] * sessions], format="csr")
    row = np.repeat(np.arange(len(problem.pairs)), 2)
    meet = sparse.csr_array(
        (np.ones(len(row)), (row, place[problem.pairs].ravel())), shape=(len(problem.pairs), count)
    )
    everyone = sparse.csr_array(np.ones((1, count)))
    each = sparse.kron(sparse.eye_array(sessions), sparse.vstack([everyone, meet]), format="csr")
    rooms = sparse.hstack([sparse.csr_array((each.shape[0], width)), each], format="csr")
    most = np.tile(np.append(float(problem.seats), np.ones(len(problem.pairs))), sessions)
    nought = np.zeros(count)
    return [Rows(same, nought, nought), Rows(rooms, np.zeros(len(most)), most)]


def columns(problem: Problem) -> int:
    """How many columns a choice takes: the candidates, and the sessions of those who must be parted."""
    return problem.size + problem.sessions * len(apart_from_somebody(problem))


def coverage(problem: Problem) -> Programme:
    """The programme when everyone surely comes; the columns of classes stand last."""
    reach = sparse.csc_array(problem.whole_matrix)
    weight, reachers = problem.cover.weight, np.diff(reach.indptr)
    single, several = np.flatnonzero(reachers == 1), np.flatnonzero(reachers > 1)
    first = columns(problem)
    own = np.bincount(
        reach.indices[reach.indptr[single]], weights=weight[single], minlength=first
    )  # of whom they depend on alone
    width = first + len(several)
    between = sparse.csr_array((len(several), first - problem.size))
    reached = sparse.csr_array(
        sparse.hstack([reach[:, several].T, between, -sparse.eye_array(len(several))], format="csr")
    )
    rows = [*binding(problem), Rows(reached, np.zeros(len(several)), np.full(len(several), np.inf))]
    return Programme(
        cost=np.concatenate([own, weight[several]]),
        upper=np.ones(width),
        whole=np.arange(width) < first,
        rows=stacked(rows, width),
    )


def beginning(problem: Problem, choice: Choice, width: int) -> Floats:
    """A choice as values for ``width`` columns; those of classes, which stand last, are left at nought."""
    values = np.zeros(width)
    values[choice.chosen] = 1
    bound = apart_from_somebody(problem)
    place = np.full(problem.size, -1)
    place[bound] = np.arange(len(bound))
    parted = place[choice.chosen] >= 0
    values[problem.size + choice.session[parted] * len(bound) + place[choice.chosen[parted]]] = 1
    return values


def seated(problem: Problem, values: Floats) -> Choice:
    """The choice that values of the columns say; whoever may meet anyone takes the first free seat."""
    chosen = np.flatnonzero(values[: problem.size] > 0.5)
    session = np.full(len(chosen), -1)
    bound = apart_from_somebody(problem)
    rooms = values[problem.size : columns(problem)].reshape(problem.sessions, -1) if len(bound) else None
    if rooms is not None:
        parted = np.isin(chosen, bound)
        session[parted] = np.argmax(rooms[:, np.searchsorted(bound, chosen[parted])], axis=0)
    taken = np.bincount(session[session >= 0], minlength=problem.sessions)
    free = np.repeat(np.arange(problem.sessions), problem.seats - taken)
    session[session < 0] = free[: int((session < 0).sum())]
    return Choice(chosen, session)


def prove(problem: Problem, start: Choice, limits: Limits) -> tuple[Choice, float]:
    """The best choice found where everyone surely comes, and the bound on every choice."""
    programme = coverage(problem)
    begin = beginning(problem, start, len(programme.cost))
    if several := len(begin) - columns(problem):
        begin[-several:] = np.minimum(programme.rows.matrix[-several:] @ begin, 1)
    found = maximise(programme, limits, begin)
    return start if found.values is None else seated(problem, found.values), found.bound


def possible(problem: Problem, gains: Floats, limits: Limits) -> Choice | None:
    """A choice that meets every minimum, preferring those who reach many alone; None when there is none.

    Raises ValueError when the time is too short to tell.
    """
    if not problem.size:
        return None
    width = columns(problem)
    programme = Programme(
        cost=np.append(gains, np.zeros(width - problem.size)),
        upper=np.ones(width),
        whole=np.ones(width, dtype=np.bool_),
        rows=stacked(binding(problem), width),
    )
    found = maximise(programme, replace(limits, nodes=None, seconds=max(limits.seconds, LEAST_SECONDS)))
    if found.values is None and found.status != "infeasible":
        raise ValueError("time_limit: expected more seconds, no choice that keeps every condition was found")
    return None if found.values is None else seated(problem, found.values)
