"""Correct what was told: the receiver reads *upphörd* and what was wrong, also after it has ended (T13).

A suspicion that ends, or a person who was the wrong one, reaches every receiver by itself: ``correct_everywhere``
hears of it from the person's own flow, in the same transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from gvi.trust.disclosures.flows.moving import add_move
from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Ground
from gvi.trust.disclosures.states import Move, Outcome
from gvi.trust.people.corrections import Correction
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right

WRONG: Mapping[Correction, str] = {
    Correction.SUSPICION_DROPPED: "Misstanken mot personen har upphört.",
    Correction.WRONG_PERSON: "Uppgifterna gällde fel person.",
}


def correct(pk: UUID, wrong: str, *, by: Actor, at: datetime) -> Disclosure:
    """The decider's act; ``wrong`` is what the receiver reads."""
    by.require(Right.DECIDE_DISCLOSURE)
    return add_move(pk, Move.CORRECTED, wrong, by=by, at=at)


def correct_everywhere(
    person_id: UUID, correction: Correction, words: str, *, by: Actor, at: datetime
) -> int:
    """Correct everything told about one record of a person; return how many disclosures that was."""
    said = f"{WRONG[correction]} {words}".strip()
    told = _told(person_id, by)
    for pk in told:
        add_move(pk, Move.CORRECTED, said, by=by, at=at)
    return len(told)


def _told(person_id: UUID, by: Actor) -> list[UUID]:
    """What was told about the record and has not been corrected: open, run out and withdrawn alike."""
    corrected = DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move=Move.CORRECTED)
    grounds = Ground.objects.filter(person=person_id).values("disclosure")
    sent = Disclosure.objects.filter(pk__in=grounds, sender=own_room(by), outcome=Outcome.DECIDED)
    return list(sent.exclude(Exists(corrected)).order_by("decided_at", "id").values_list("pk", flat=True))
