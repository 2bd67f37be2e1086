"""What people want to know beside the answer: reserves, choices as good, one seat more, and without each source.

The proofs share the seconds that are left. Nothing here is a figure about one person.
"""

import time
from dataclasses import replace
from typing import Any

import numpy as np

from gvi.science.messengers.alternatives import equally_good, reserves
from gvi.science.messengers.case import Case, Posed, named, reached_by, status_of
from gvi.science.messengers.choice import spared
from gvi.science.messengers.result import INFEASIBLE, OPTIMAL, MessengersResult
from gvi.science.messengers.solver import Limits
from gvi.science.messengers.solving import Answer, at_once, proven


def with_extras(
    case: Case, posed: Posed, answer: Answer, found: MessengersResult, limits: Limits, *, prove: bool
) -> MessengersResult:
    """Add them to what was found: reserves always, the rest where a proof is asked for.

    Choices as good are sought when the answer is proven and everyone surely comes.
    """
    began = time.monotonic()
    found = replace(found, reserves=_reserves(case, posed, answer))
    if not prove:
        return found
    if found.status == OPTIMAL and posed.problem.certain:
        found = _with_alternatives(case, posed, answer, found, limits.since(began, 0.3))
    found = replace(found, one_more_seat=_one_more_seat(case, answer, limits.since(began, 0.5)))
    sources = case.ties.sources()
    without = {}
    for done, name in enumerate(sources):
        left = limits.since(began, 1 / (len(sources) - done))
        without[name] = _without(case, name, found.messengers, left)
    return replace(found, without_evidence=without)


def _reserves(case: Case, posed: Posed, answer: Answer) -> dict[str, tuple[str, ...]]:
    choice, candidates = spared(posed.problem, answer.choice), posed.network.cover.candidates
    ids = case.people.ids.gather(candidates[choice.chosen]).to_list()
    instead = (named(case.people, candidates[one]) for one in reserves(posed.problem, choice))
    return dict(sorted(zip(ids, instead, strict=True)))


def _with_alternatives(
    case: Case, posed: Posed, answer: Answer, found: MessengersResult, limits: Limits
) -> MessengersResult:
    said = equally_good(posed.problem, answer, limits)
    candidates = posed.network.cover.candidates
    sets = sorted(named(case.people, candidates[choice.chosen]) for choice in said.choices)
    return replace(
        found,
        alternatives=tuple(one for one in sets if one != found.messengers),
        equally_good={"count": len(sets), "complete": said.complete, "limit": said.limit},
    )


def _one_more_seat(case: Case, answer: Answer, limits: Limits) -> dict[str, Any]:
    """What is reached with one seat more in each session."""
    posed = case.posed(more_seats=1)
    more = proven(posed.problem, _at_least(answer, at_once(posed.problem, limits)), limits)
    chosen = posed.network.cover.candidates[more.choice.chosen]
    reached = int(reached_by(posed.network.cover, chosen).sum())
    return {"status": status_of(more), "reached": reached, "reached_weight": more.worth}


def _at_least(answer: Answer, other: Answer | None) -> Answer:
    return answer if other is None or other.worth < answer.worth else other


def _without(case: Case, name: str, chosen: tuple[str, ...], limits: Limits) -> dict[str, Any]:
    """The answer when ties known only from one evidence are left out, and what the same choice then reaches."""
    posed = case.posed(without=name)
    network, people = posed.network.cover, case.people
    answer = at_once(posed.problem, limits)
    places = np.flatnonzero(people.ids.is_in(chosen).to_numpy())
    same = int(reached_by(network, places).sum())
    if answer is None:
        return {
            "status": INFEASIBLE,
            "messengers": [],
            "reached": 0,
            "reached_weight": 0.0,
            "same_choice_reached": same,
        }
    answer = proven(posed.problem, answer, limits)
    best = network.candidates[spared(posed.problem, answer.choice).chosen]
    return {
        "status": status_of(answer),
        "messengers": list(named(people, best)),
        "reached": int(reached_by(network, best).sum()),
        "reached_weight": answer.worth,
        "same_choice_reached": same,
    }
