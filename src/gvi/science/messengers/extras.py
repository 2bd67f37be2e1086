"""What people want to know beside the answer: reserves, choices as good, one seat more, and without each source.

The proofs share the seconds that are left. Nothing here is a figure about one person.
"""

import time
from dataclasses import replace
from typing import Any

from gvi.science.messengers.alternatives import equally_good, reserves
from gvi.science.messengers.case import Case, Posed, named, reached_by, status_of
from gvi.science.messengers.choice import spared, worth
from gvi.science.messengers.result import OPTIMAL, MessengersResult
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
        without[name] = _without(case, name, answer, left)
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
    more = _best(posed, answer, limits)
    return {
        "status": status_of(more),
        "reached": len(_reached(case, posed, more)),
        "reached_weight": more.worth,
    }


def _without(case: Case, name: str, answer: Answer, limits: Limits) -> dict[str, Any]:
    """The answer when ties known only from one evidence are left out, and what the same choice then reaches."""
    posed = case.posed(without=name)
    best = _best(posed, answer, limits)
    chosen = posed.network.cover.candidates[spared(posed.problem, best.choice).chosen]
    return {
        "status": status_of(best),
        "messengers": list(named(case.people, chosen)),
        "reached": len(_reached(case, posed, best)),
        "reached_weight": best.worth,
        "same_choice_reached": len(_reached(case, posed, answer)),
    }


def _best(posed: Posed, answer: Answer, limits: Limits) -> Answer:
    """The best answer to a problem with the same conditions or more seats, where the one at hand is possible too."""
    began = time.monotonic()
    same = Answer(answer.choice, worth(posed.problem, answer.choice.chosen))
    other = at_once(posed.problem, limits)
    start = same if other is None or other.worth <= same.worth else other
    return proven(posed.problem, start, limits.since(began))


def _reached(case: Case, posed: Posed, answer: Answer) -> tuple[str, ...]:
    cover = posed.network.cover
    return named(case.people, reached_by(cover, cover.candidates[answer.choice.chosen]))
