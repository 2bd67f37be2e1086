"""Add to a decision what happened afterwards: the row itself is never changed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.flows.common import sent_by
from gvi.trust.disclosures.models import Disclosure, DisclosureMove
from gvi.trust.disclosures.refusals import AlreadyEnded, Missing, OnlyUrgent
from gvi.trust.disclosures.states import ENDING, Form, Move, Outcome
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room

VERBS = {
    Move.COMPLETED: "disclosures.complete",
    Move.WITHDRAWN: "disclosures.withdraw",
    Move.CORRECTED: "disclosures.correct",
}


def add_move(pk: UUID, move: Move, text: str, *, by: Actor, at: datetime) -> Disclosure:
    """Add ``move`` with its words to a disclosure that the actor's room has decided."""
    if not text.strip():
        raise Missing("text")
    with transaction.atomic():
        sent = sent_by(by, pk)
        _check(sent, move)
        DisclosureMove.objects.create(
            workspace_id=own_room(by), disclosure=sent, move=move, text=text.strip(), by=own_member(by), at=at
        )
        write(Operation.CHANGE, VERBS[move], by=by, kind="disclosure", record=pk)
    return sent


def _check(sent: Disclosure, move: Move) -> None:
    done = set(DisclosureMove.objects.filter(disclosure=sent).values_list("move", flat=True))
    if sent.outcome != Outcome.DECIDED:
        raise AlreadyEnded
    if move is Move.COMPLETED and (sent.form != Form.URGENT or move in done):
        raise OnlyUrgent
    if move in ENDING and {move, Move.CORRECTED} & done:
        raise AlreadyEnded
