"""Where people sit: a suggestion that keeps pairs apart far from each other and groups in conflict out of reach.

A pure rule, the same for the same people: seats are filled in order, then two change places, or one moves to an empty
seat, as long as that keeps somebody further from whom they should not sit by. No seat says anything of a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

Place = tuple[int, int]
"""Row and place in the row, from one."""

FAR, NEAR = 3, 1
"""Seats between a pair apart that are wanted, and steps within which groups in conflict sit too near."""

APART, CONFLICT = 100, 10
"""How much it matters that two who must not meet, or of groups in conflict, sit far from each other."""

ROUNDS = 40


@dataclass(frozen=True)
class Guests:
    """Who is to be seated, each in a group; pairs who must not meet; pairs of groups in conflict."""

    groups: Mapping[UUID, UUID]
    apart: frozenset[frozenset[UUID]]
    conflicts: frozenset[frozenset[UUID]]

    def weight(self, one: UUID, other: UUID) -> int:
        """How much it matters that the two sit far from each other."""
        if frozenset((one, other)) in self.apart:
            return APART
        return CONFLICT if frozenset((self.groups[one], self.groups[other])) in self.conflicts else 0

    def least(self, one: UUID, other: UUID) -> int:
        """The steps within which the two sit too near; none for whoever may sit by each other."""
        weight = self.weight(one, other)
        return (FAR if weight == APART else NEAR) if weight else 0


def distance(one: Place, other: Place) -> int:
    """Steps between two seats, rows and places alike."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def suggest(guests: Guests, rows: int, places: int) -> dict[UUID, Place]:
    """A seat for each of ``guests`` among ``rows`` of ``places``; raises ValueError when there are too few.

    >>> one, other, group = UUID(int=1), UUID(int=2), UUID(int=3)
    >>> enemies = Guests({one: group, other: group}, frozenset({frozenset({one, other})}), frozenset())
    >>> seats = suggest(enemies, 1, 6)
    >>> distance(seats[one], seats[other]) > FAR
    True
    """
    every = [(row, place) for row in range(1, rows + 1) for place in range(1, places + 1)]
    if len(every) < len(guests.groups):
        raise ValueError(f"expected at least {len(guests.groups)} seats, got {len(every)}")
    plan = Plan(every, sorted(guests.groups), guests)
    for _ in range(ROUNDS):
        if not plan.better():
            break
    return plan.seats()


class Plan:
    """Seats filled in order, and how near each sits to whom they should not sit by."""

    def __init__(self, every: Sequence[Place], people: Sequence[UUID], guests: Guests) -> None:
        self.every = every
        self.seated: list[UUID | None] = [*people, *[None] * (len(every) - len(people))]
        self.at = {person: number for number, person in enumerate(people)}
        self.shy = {
            one: [
                (other, weight) for other in people if other != one and (weight := guests.weight(one, other))
            ]
            for one in people
        }

    def seats(self) -> dict[UUID, Place]:
        """Where each sits now."""
        return {person: self.every[number] for person, number in self.at.items()}

    def better(self) -> bool:
        """Let two change places wherever that helps; whether any did."""
        changed = False
        for one, other in combinations(range(len(self.seated)), 2):
            moved = [
                person for person in (self.seated[one], self.seated[other]) if person and self.shy[person]
            ]
            if not moved:
                continue
            before = self._strain(moved)
            self._change(one, other)
            if self._strain(moved) < before - 1e-9:
                changed = True
            else:
                self._change(one, other)
        return changed

    def _strain(self, moved: Iterable[UUID]) -> float:
        return sum(
            weight / distance(self.every[self.at[person]], self.every[self.at[other]]) ** 2
            for person in moved
            for other, weight in self.shy[person]
        )

    def _change(self, one: int, other: int) -> None:
        self.seated[one], self.seated[other] = self.seated[other], self.seated[one]
        for number in (one, other):
            if person := self.seated[number]:
                self.at[person] = number


def too_near(guests: Guests, seats: Mapping[UUID, Place]) -> list[tuple[UUID, UUID]]:
    """Pairs who sit nearer than they should: a pair apart within ``FAR``, groups in conflict within ``NEAR``."""
    return [
        (one, other)
        for one, other in combinations(sorted(seats), 2)
        if distance(seats[one], seats[other]) <= guests.least(one, other)
    ]
