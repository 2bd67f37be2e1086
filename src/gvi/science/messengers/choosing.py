"""The whole way: tables in, a choice out, with what it reaches and how sure that is."""

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gvi.science.messengers.blocked import blocking
from gvi.science.messengers.choice import Choice, spared
from gvi.science.messengers.problem import Cover, Problem, cover, near, problem
from gvi.science.messengers.reading import (
    Bools,
    Ints,
    People,
    Ties,
    read_apart,
    read_people,
    read_ties,
)
from gvi.science.messengers.result import FEASIBLE, INFEASIBLE, NEARLY, OPTIMAL, GroupReach, MessengersResult
from gvi.science.messengers.solver import Limits
from gvi.science.messengers.solving import EQUAL, WITHIN, Answer, at_once, proven, with_bound


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
    limits = Limits(time_limit, node_limit, seed)
    persons = read_people(people)
    network = network_of(persons, read_ties(ties, persons), min_weight, steps)
    posed = problem(
        persons,
        network.cover,
        read_apart(apart, persons),
        seats=seats,
        sessions=sessions,
        per_group=per_group,
    )
    began = time.monotonic()
    answer = at_once(posed, limits)
    if answer.choice is None:
        return _impossible(persons, network, posed, limits)
    if prove:
        answer = proven(posed, answer, replace(limits, seconds=time_limit - (time.monotonic() - began)))
    else:
        answer = with_bound(posed, answer)
    return _told(persons, network, posed, answer, prove=prove)


@dataclass(frozen=True)
class Network:
    """Who stands near whom, whom each eligible person reaches, how many ties there are, and in how many steps."""

    cover: Cover
    ties: int


def network_of(
    people: People, ties: Ties, min_weight: float, steps: int, without: str | None = None
) -> Network:
    """Put the network together: everybody in ``people``, the ties between them that weigh enough."""
    near_by = near(len(people), *ties.pairs(min_weight, without))
    return Network(cover(people, near_by, steps), (near_by.nnz - len(people)) // 2)


def _told(
    people: People, network: Network, posed: Problem, answer: Answer, *, prove: bool
) -> MessengersResult:
    assert answer.choice is not None
    choice = spared(posed, answer.choice)
    chosen = network.cover.candidates[choice.chosen]
    reached = reached_by(network.cover, chosen)
    return MessengersResult(
        status=_status(answer) if prove else FEASIBLE,
        steps=network.cover.steps,
        bound=answer.bound,
        gap=answer.gap,
        reached_weight=answer.worth,
        members=len(people),
        ties=network.ties,
        expected=not posed.certain,
        messengers_by_session=_sessions(people, posed, choice, chosen),
        reached_ids=named(people, reached),
        by_group=by_group(people, reached, chosen),
        unreachable=named(people, ~reached_by(network.cover, network.cover.candidates)),
    )


def _status(answer: Answer) -> str:
    if answer.gap is None:
        return FEASIBLE
    if answer.gap <= EQUAL:
        return OPTIMAL
    return NEARLY if answer.gap <= WITHIN else FEASIBLE


def _sessions(people: People, posed: Problem, choice: Choice, chosen: Ints) -> tuple[tuple[str, ...], ...]:
    """The ids of each session, the session with the first id first."""
    rooms = [named(people, chosen[choice.session == session]) for session in range(posed.sessions)]
    return tuple(sorted(rooms, key=lambda room: (not room, room)))


def named(people: People, places: Ints | Bools) -> tuple[str, ...]:
    """Ids of places, in order."""
    at = np.flatnonzero(places) if places.dtype == np.bool_ else np.sort(places)
    return tuple(people.ids.gather(at).to_list())


def reached_by(network: Cover, chosen: Ints) -> Bools:
    """Who is within reach of one of the chosen (places of persons)."""
    inside = np.zeros(network.near.shape[0])
    inside[chosen] = 1
    for _ in range(network.steps):
        inside = network.near @ inside
    reached: Bools = inside > 0
    return reached


def by_group(people: People, reached: Bools, chosen: Ints) -> tuple[GroupReach, ...]:
    """Members, reached and messengers of each group, those in no group last when there are any."""
    size = len(people.groups) + 1
    counted = [
        np.bincount(people.group[places] % size, minlength=size)
        for places in (np.arange(len(people)), np.flatnonzero(reached), chosen)
    ]
    rows = [
        GroupReach(name, *(int(count[at]) for count in counted))
        for at, name in enumerate([*people.groups, None])
    ]
    return tuple(row for row in rows if row.members)


def _impossible(people: People, network: Network, posed: Problem, limits: Limits) -> MessengersResult:
    names = [people.ids[int(at)] for at in network.cover.candidates] if len(posed.pairs) else []
    return MessengersResult(
        status=INFEASIBLE,
        steps=network.cover.steps,
        bound=None,
        gap=None,
        reached_weight=0.0,
        members=len(people),
        ties=network.ties,
        expected=not posed.certain,
        messengers_by_session=(),
        reached_ids=(),
        by_group=by_group(people, np.zeros(len(people), dtype=np.bool_), np.empty(0, dtype=np.int64)),
        unreachable=named(people, ~reached_by(network.cover, network.cover.candidates)),
        blocking=blocking(posed, people.groups, names, limits),
    )


def check(seats: int, steps: int, per_group: int, sessions: int) -> None:
    """Raise ValueError for a number that can not be."""
    for name, value, least in (("seats", seats, 1), ("per_group", per_group, 0), ("sessions", sessions, 1)):
        if value < least:
            raise ValueError(f"{name}: expected at least {least}, got {value}")
    if steps not in (1, 2):
        raise ValueError(f"steps: expected 1 or 2, got {steps}")
