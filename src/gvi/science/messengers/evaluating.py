"""A choice that people made: what it reaches, and which conditions it breaks. People decide; this only tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from gvi.science.messengers import words
from gvi.science.messengers.case import by_group, named, network_of, reached_by
from gvi.science.messengers.choice import left_by
from gvi.science.messengers.choosing import check
from gvi.science.messengers.problem import within
from gvi.science.messengers.reading import (
    Ints,
    People,
    read_apart,
    read_chosen,
    read_people,
    read_ties,
)
from gvi.science.messengers.result import GroupReach


@dataclass(frozen=True, slots=True)
class Broken:
    """A condition that a choice breaks: ``condition`` of words.BROKEN, and the group or the persons it is about."""

    condition: str
    group: str | None = None
    persons: tuple[str, ...] = ()

    def sentence(self, lang: str = "sv") -> str:
        """Say which condition, without saying who."""
        return words.BROKEN[lang][self.condition].format(group=self.group)


@dataclass(frozen=True, slots=True)
class ChoiceReach:
    """What a choice reaches: ids within reach, by group, who nobody eligible reaches, and what it breaks."""

    chosen: tuple[str, ...]
    members: int
    reached_ids: tuple[str, ...]
    reached_weight: float
    by_group: tuple[GroupReach, ...]
    unreachable: tuple[str, ...]
    broken: tuple[Broken, ...]

    @property
    def reached(self) -> int:
        """How many persons are within reach, the chosen among them."""
        return len(self.reached_ids)

    @property
    def share(self) -> float:
        """The reached as a share of all persons."""
        return self.reached / self.members if self.members else 0.0


def evaluate_choice(
    people: Any,
    ties: Any,
    chosen: Iterable[Iterable[str]] | Iterable[str],
    *,
    steps: int = 1,
    min_weight: float = 0,
    apart: Any = None,
    seats: int | None = None,
    per_group: int = 1,
) -> ChoiceReach:
    """Tell what a choice made by people reaches; tables, steps and weights as in ``messengers``.

    ``chosen`` are ids, or with several sessions the ids of each. Broken conditions are told, never refused: somebody
    not eligible, a group with fewer than ``per_group``, more than ``seats`` in a session (None: not asked), two of a
    session who are ``apart``, somebody in two sessions. Raises as ``messengers``, and for an id that is not among the
    people.
    """
    check(seats or 1, steps, per_group, 1)
    persons = read_people(people)
    network = network_of(persons, read_ties(ties, persons), min_weight, steps)
    rooms = [read_chosen(room, persons) for room in _rooms(chosen)]
    seated = np.concatenate([*rooms, np.empty(0, dtype=np.int64)])
    every = np.unique(seated)
    reached = reached_by(network.cover, every)
    rows = by_group(persons, reached, every)
    broken = [
        *(
            Broken("eligible", persons=named(persons, one[None]))
            for one in every
            if not persons.eligible[one]
        ),
        *(Broken("group", group=row.group_id) for row in rows if row.group_id and row.messengers < per_group),
        *(Broken("seats") for room in rooms if seats is not None and len(room) > seats),
        *(_twice(persons, seated)),
        *(one for room in rooms for one in _meeting(persons, room, read_apart(apart, persons))),
    ]
    return ChoiceReach(
        chosen=named(persons, every),
        members=len(persons),
        reached_ids=named(persons, reached),
        reached_weight=_worth(persons, within(network.cover.near, every, steps), every),
        by_group=rows,
        unreachable=named(persons, ~reached_by(network.cover, network.cover.candidates)),
        broken=tuple(broken),
    )


def _worth(people: People, rows: sparse.csr_array, chosen: Ints) -> float:
    chance = np.ones(len(people)) if people.attendance is None else people.attendance
    return float(people.weight @ (1 - left_by(rows, chance[chosen])))


def _rooms(chosen: Iterable[Iterable[str]] | Iterable[str]) -> list[list[str]]:
    given = list(chosen)
    if all(isinstance(one, str) for one in given):
        return [[str(one) for one in given]]
    return [[str(one) for one in room] for room in given]


def _twice(people: People, seated: Ints) -> list[Broken]:
    places, times = np.unique(seated, return_counts=True)
    return [Broken("twice", persons=named(people, one[None])) for one in places[times > 1]]


def _meeting(people: People, room: Ints, apart: Ints) -> list[Broken]:
    meet = apart[np.isin(apart, room).all(axis=1)]
    return [Broken("apart", persons=named(people, pair)) for pair in meet]
