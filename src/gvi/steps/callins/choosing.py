"""What a choice of messengers would reach: the terms that people set, and the words it is told in.

domain.md, "Choosing messengers"; science.md, *messengers*. A proposal is a basis for those who choose. No figure is
attached to a person: what is told is about the whole list, and persons stand in order of name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gvi.science.conflict_layout import layout
from gvi.science.messengers import ChoiceReach, MessengersResult, evaluate_choice, messengers
from gvi.steps.callins.queries.network import Network
from gvi.steps.callins.states import NomineeState

PROOF_SECONDS = 8.0
"""So long the page may search for a proof; the greedy answer is there meanwhile."""

MOST_DRAWN = 600
"""With more persons the picture says nothing, and only the table is shown."""


@dataclass(frozen=True)
class Terms:
    """Seats in each session, steps, least per group, and how many per cent are expected of each class (or None)."""

    seats: int
    steps: int = 1
    per_group: int = 1
    summons: int | None = None
    invitation: int | None = None

    def attendance(self, network: Network, supervised: Collection[UUID]) -> dict[UUID, float] | None:
        """One value for each class, set by people; None unless both are: then everybody is taken to come."""
        if self.summons is None or self.invitation is None:
            return None
        return {pk: (self.summons if pk in supervised else self.invitation) / 100 for pk in network.eligible}


def propose(
    network: Network, terms: Terms, *, sessions: int, supervised: Collection[UUID], prove: bool
) -> MessengersResult:
    """The choice that reaches most: at once, or proven within ``PROOF_SECONDS``."""
    return messengers(
        network.people_table(terms.attendance(network, supervised)),
        network.ties,
        seats=terms.seats,
        apart=network.apart_table(),
        steps=terms.steps,
        per_group=terms.per_group,
        sessions=sessions,
        time_limit=PROOF_SECONDS,
        prove=prove,
        extras=prove,
    )


def as_decided(
    network: Network, terms: Terms, *, sessions: int, supervised: Collection[UUID]
) -> ChoiceReach | None:
    """What the approved reach as they stand now; None while nobody is approved."""
    rooms: list[list[str]] = [[] for _ in range(sessions)]
    for row in network.nominees:
        if row.row.state == NomineeState.APPROVED and row.root in network.groups:
            rooms[min(row.row.session, sessions) - 1].append(f"{row.root}")
    if not any(rooms):
        return None
    return evaluate_choice(
        network.people_table(terms.attendance(network, supervised)),
        network.ties,
        rooms,
        steps=terms.steps,
        apart=network.apart_table(),
        seats=terms.seats,
        per_group=terms.per_group,
    )


def places(network: Network) -> dict[UUID, int]:
    """A number for each person on this page, so that no id has to be repeated in the picture's data."""
    return {pk: at for at, pk in enumerate(sorted(network.groups))}


def drawing(network: Network) -> dict[str, Any]:
    """Where everybody stands, the same whatever is chosen: people with name, role and group, ties and pairs apart."""
    at = places(network)
    ends = network.ties.select("source", "target").unique().sort("source", "target").rows()
    ties = [(UUID(one), UUID(other)) for one, other in ends]
    ties = [(one, other) for one, other in ties if one in at and other in at]
    stand = layout([f"{pk}" for pk in at], [(f"{one}", f"{other}", "alliance") for one, other in ties])
    nodes = [
        {
            "id": number,
            "label": network.labels[pk].name,
            "words": f"{network.labels[pk].text}, {network.groups[pk]}",
            "x": stand[f"{pk}"][0],
            "y": stand[f"{pk}"][1],
        }
        for pk, number in at.items()
    ]
    return {
        "nodes": nodes,
        "ties": [[at[one], at[other]] for one, other in ties],
        "apart": [[at[one], at[other]] for one, other in network.apart],
    }


def lit(network: Network, reached: Sequence[str], rooms: Sequence[Sequence[str]]) -> Mapping[str, Any]:
    """Who is lit in the picture: the reached, and the chosen of each session."""
    at = places(network)
    return {
        "reached": [at[UUID(pk)] for pk in reached],
        "chosen": [[at[UUID(pk)] for pk in room] for room in rooms],
    }
