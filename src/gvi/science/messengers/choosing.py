"""The whole way: tables in, a choice out, with what it reaches and how sure that is."""

import time
from typing import Any

import numpy as np

from gvi.science.messengers.blocked import blocking
from gvi.science.messengers.case import Asked, Case, Posed, by_group, named, reached_by, status_of
from gvi.science.messengers.choice import Choice, spared
from gvi.science.messengers.extras import with_extras
from gvi.science.messengers.problem import Problem
from gvi.science.messengers.reading import Ints, People, read_apart, read_people, read_ties
from gvi.science.messengers.result import FEASIBLE, INFEASIBLE, MessengersResult
from gvi.science.messengers.solver import Limits
from gvi.science.messengers.solving import Answer, at_once, proven, with_bound


def messengers(
    people: Any,
    ties: Any,
    *,
    seats: int,
    apart: Any = None,
    steps: int = 1,
    per_group: int = 1,
    sessions: int = 1,
    min_weight: float = 0,
    time_limit: float = 30.0,
    seed: int = 1,
    prove: bool = True,
    node_limit: int | None = None,
    extras: bool = True,
) -> MessengersResult:
    """Choose who to call in so that the message reaches as many as possible (Wheeler, McLean, Becker & Worden 2019).

    ``people`` has person_id, group_id (empty: in no group), eligible[, weight][, attendance]; ``ties`` source,
    target[, weight][, kind][, evidence]; ``apart`` a, b. A person is reached who stands within ``steps`` ties (1 or 2)
    of someone chosen, the chosen too. Paths run through persons in ``people`` only: a tie with anybody else is left
    out. A pair's rows add up, and ties under ``min_weight`` are left out. Each of the ``sessions`` has ``seats``;
    nobody sits in two, pairs ``apart`` never sit in one, and every group has at least ``per_group`` in all sessions
    together.

    With attendance p the worth of a choice is Σ w (1 − Π (1 − p)) over the chosen who reach each person, a chosen
    person counted by the same formula; that they come independently is assumed.

    ``prove=False`` gives greedy and swaps at once, status feasible. Else HiGHS goes on until the answer is proven, or
    ``time_limit`` seconds or ``node_limit`` nodes are spent. The same seed gives the same answer unless the clock cut
    it short. Raises ``ColumnMissing``, ``CellRefused`` and ValueError; none says a person's value.
    """
    check(seats, steps, per_group, sessions)
    persons = read_people(people)
    case = Case(
        persons,
        read_ties(ties, persons),
        read_apart(apart, persons),
        Asked(seats, sessions, per_group, steps, min_weight),
        Limits(time_limit, node_limit, seed),
    )
    posed = case.posed()
    began = time.monotonic()
    answer = at_once(posed.problem, case.limits)
    if answer is None:
        return _impossible(case, posed)
    left = case.limits.since(began)
    answer = proven(posed.problem, answer, left) if prove else with_bound(posed.problem, answer)
    found = _told(case, posed, answer, prove=prove)
    return with_extras(case, posed, answer, found, case.limits.since(began), prove=prove) if extras else found


def _told(case: Case, posed: Posed, answer: Answer, *, prove: bool) -> MessengersResult:
    people, network = case.people, posed.network
    choice = spared(posed.problem, answer.choice)
    chosen = network.cover.candidates[choice.chosen]
    reached = reached_by(network.cover, chosen)
    return MessengersResult(
        status=status_of(answer) if prove else FEASIBLE,
        steps=case.asked.steps,
        bound=answer.bound,
        gap=answer.gap,
        reached_weight=answer.worth,
        members=len(people),
        ties=network.ties,
        expected=not posed.problem.certain,
        messengers_by_session=_sessions(people, posed.problem, choice, chosen),
        reached_ids=named(people, reached),
        by_group=by_group(people, reached, chosen),
        unreachable=named(people, ~reached_by(network.cover, network.cover.candidates)),
    )


def _sessions(people: People, posed: Problem, choice: Choice, chosen: Ints) -> tuple[tuple[str, ...], ...]:
    """The ids of each session, the session with the first id first."""
    rooms = [named(people, chosen[choice.session == session]) for session in range(posed.sessions)]
    return tuple(sorted(rooms, key=lambda room: (not room, room)))


def _impossible(case: Case, posed: Posed) -> MessengersResult:
    people, network = case.people, posed.network
    names = people.ids.gather(network.cover.candidates).to_list() if len(posed.problem.pairs) else []
    nobody = np.empty(0, dtype=np.int64)
    return MessengersResult(
        status=INFEASIBLE,
        steps=case.asked.steps,
        bound=None,
        gap=None,
        reached_weight=0.0,
        members=len(people),
        ties=network.ties,
        expected=not posed.problem.certain,
        messengers_by_session=(),
        reached_ids=(),
        by_group=by_group(people, reached_by(network.cover, nobody), nobody),
        unreachable=named(people, ~reached_by(network.cover, network.cover.candidates)),
        blocking=blocking(posed.problem, people.groups, names, case.limits),
    )


def check(seats: int, steps: int, per_group: int, sessions: int) -> None:
    """Raise ValueError for a number that can not be."""
    for name, value, least in (("seats", seats, 1), ("per_group", per_group, 0), ("sessions", sessions, 1)):
        if value < least:
            raise ValueError(f"{name}: expected at least {least}, got {value}")
    if steps not in (1, 2):
        raise ValueError(f"steps: expected 1 or 2, got {steps}")
