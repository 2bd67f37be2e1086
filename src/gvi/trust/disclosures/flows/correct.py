"""Correct what was told: the receiver reads *upphörd* and what was wrong, also after it has ended (T13).

A suspicion that ends, a person who was the wrong one and a membership that has ended reach every receiver by
themselves: ``correct_everywhere`` hears of it from the flow that ends it, in the same transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from gvi.trust.disclosures.flows.moving import add_move
from gvi.trust.disclosures.models import Disclosure, DisclosureMove, Ground
from gvi.trust.disclosures.queries.memberships import open_about_membership
from gvi.trust.disclosures.states import Move, Outcome
from gvi.trust.people.corrections import Correction
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.rights import Right

WRONG: Mapping[Correction, str] = {
    Correction.SUSPICION_DROPPED: "Misstanken mot personen har upphört.",
    Correction.WRONG_PERSON: "Uppgifterna gällde fel person.",
    Correction.MEMBERSHIP_ENDED: "Personen bedöms inte längre höra till gruppen.",
}


def correct(pk: UUID, wrong: str, *, by: Actor, at: datetime) -> Disclosure:
    """The decider's act; ``wrong`` is what the receiver reads."""
    by.require(Right.DECIDE_DISCLOSURE)
    return add_move(pk, Move.CORRECTED, wrong, by=by, at=at)


def correct_everywhere(
    person_id: UUID,
    correction: Correction,
    words: str,
    *,
    by: Actor,
    at: datetime,
    record: UUID | None = None,
) -> int:
    """Correct everything told about one record of a person; return how many disclosures that was.

    With ``record``, a membership, only the open ones that tell of it.
    """
    said = f"{WRONG[correction]} {words}".strip()
    found = open_about_membership(record, by=by, day=localdate(at)) if record else _told(person_id, by)
    told = list(found.order_by("decided_at", "id").values_list("pk", flat=True))
    for pk in told:
        add_move(pk, Move.CORRECTED, said, by=by, at=at)
    return len(told)


def _told(person_id: UUID, by: Actor) -> QuerySet[Disclosure]:
    """What was told about the record and has not been corrected: open, run out and withdrawn alike."""
    corrected = DisclosureMove.objects.filter(disclosure=OuterRef("pk"), move=Move.CORRECTED)
    grounds = Ground.objects.filter(person=person_id).values("disclosure")
    sent = Disclosure.objects.filter(pk__in=grounds, sender=own_room(by), outcome=Outcome.DECIDED)
    return sent.exclude(Exists(corrected))
