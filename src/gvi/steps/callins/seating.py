"""Where people sit: a suggestion that keeps pairs apart far from each other and groups in conflict out of reach.

A pure rule, the same for the same people: seats are filled in order, then two change places, or one moves to an empty
seat, as long as that keeps somebody further from whom they should not sit by. No seat says anything of a person.
"""

from collections.abc import Collection, Mapping, Sequence
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
    ordered: list[UUID | None] = [*sorted(guests.groups)]
    seated = ordered + [None] * (len(every) - len(ordered))
    for _ in range(ROUNDS):
        if not _better(seated, every, guests):
            break
    return {person: every[at] for at, person in enumerate(seated) if person is not None}


def _better(seated: list[UUID | None], every: Sequence[Place], guests: Guests) -> bool:
    """Let two change places wherever that helps; whether any did."""
    changed = False
    for one, other in combinations(range(len(seated)), 2):
        if seated[one] is seated[other]:
            continue
        before = _strain(seated, every, guests, (one, other))
        seated[one], seated[other] = seated[other], seated[one]
        if _strain(seated, every, guests, (one, other)) < before - 1e-9:
            changed = True
        else:
            seated[one], seated[other] = seated[other], seated[one]
    return changed


def _strain(
    seated: Sequence[UUID | None], every: Sequence[Place], guests: Guests, at: Collection[int]
) -> float:
    """How near those at ``at`` sit to whom they should not sit by."""
    total = 0.0
    for mine in at:
        person = seated[mine]
        if person is None:
            continue
        for place, other in enumerate(seated):
            if other is not None and other != person and (weight := guests.weight(person, other)):
                total += weight / distance(every[mine], every[place]) ** 2
    return total


def too_near(guests: Guests, seats: Mapping[UUID, Place]) -> list[tuple[UUID, UUID]]:
    """Pairs who sit nearer than they should: a pair apart within ``FAR``, groups in conflict within ``NEAR``."""
    return [
        (one, other)
        for one, other in combinations(sorted(seats), 2)
        if distance(seats[one], seats[other]) <= guests.least(one, other)
    ]
