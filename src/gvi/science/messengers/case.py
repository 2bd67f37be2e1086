"""One case: the tables as they were read and what is asked of them; from it problems are posed, and answers told."""

from dataclasses import dataclass

import numpy as np

from gvi.science.messengers.problem import Cover, Problem, cover, near, problem
from gvi.science.messengers.reading import Bools, Floats, Ints, People, Ties
from gvi.science.messengers.result import FEASIBLE, NEARLY, OPTIMAL, GroupReach
from gvi.science.messengers.solver import Limits
from gvi.science.messengers.solving import EQUAL, WITHIN, Answer


@dataclass(frozen=True)
class Asked:
    """What is asked: seats in each session, sessions, minimum per group, steps, and the least weight of a tie."""

    seats: int
    sessions: int
    per_group: int
    steps: int
    min_weight: float


@dataclass(frozen=True)
class Network:
    """Whom each eligible person reaches, and how many ties there are."""

    cover: Cover
    ties: int


@dataclass(frozen=True)
class Posed:
    """A network and the problem on it."""

    network: Network
    problem: Problem


@dataclass(frozen=True)
class Case:
    """Persons, ties, pairs apart, what is asked, and how long it may take."""

    people: People
    ties: Ties
    apart: Ints
    asked: Asked
    limits: Limits

    def posed(self, *, without: str | None = None, more_seats: int = 0) -> Posed:
        """The problem, with the rows of one evidence left out or with more seats in each session if asked."""
        asked = self.asked
        network = network_of(self.people, self.ties, asked.min_weight, asked.steps, without)
        return Posed(
            network,
            problem(
                self.people,
                network.cover,
                self.apart,
                seats=asked.seats + more_seats,
                sessions=asked.sessions,
                per_group=asked.per_group,
            ),
        )


def network_of(
    people: People, ties: Ties, min_weight: float, steps: int, without: str | None = None
) -> Network:
    """Put the network together: everybody in ``people``, the ties between them that weigh enough."""
    near_by = near(len(people), *ties.pairs(min_weight, without))
    return Network(cover(people, near_by, steps), (near_by.nnz - len(people)) // 2)


def status_of(answer: Answer) -> str:
    """Whether the answer is proven."""
    if answer.gap is None:
        return FEASIBLE
    if answer.gap <= EQUAL:
        return OPTIMAL
    return NEARLY if answer.gap <= WITHIN else FEASIBLE


def named(people: People, places: Ints | Bools) -> tuple[str, ...]:
    """Ids of places, in order."""
    at = np.flatnonzero(places) if places.dtype == np.bool_ else np.sort(places)
    return tuple(people.ids.gather(at).to_list())


def reached_by(network: Cover, chosen: Ints) -> Bools:
    """Who is within reach of one of the chosen (places of persons)."""
    inside: Floats = np.zeros(network.near.shape[0])
    inside[chosen] = 1
    for _ in range(network.steps):
        inside = np.asarray(network.near @ inside)
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
