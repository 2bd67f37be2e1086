"""Acknowledge a received disclosure: somebody in the room has it, and the sender sees that it arrived."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gvi.trust.disclosures.models import DisclosureMove
from gvi.trust.disclosures.received.queries import Received, find_received
from gvi.trust.disclosures.received.refusals import AlreadyReceived, Ended
from gvi.trust.disclosures.states import Move
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def receive(pk: UUID, *, by: Actor, at: datetime) -> Received:
    """Acknowledge the disclosure ``pk``; raises ``Ended`` or ``AlreadyReceived``."""
    by.require(Right.READ_RECEIVED)
    found = find_received(by, pk)
    if not found.is_open:
        raise Ended
    if not found.is_new:
        raise AlreadyReceived
    with transaction.atomic():
        _add(found, by, at)
        write(Operation.COLLECT, "disclosures.receive", by=by, kind="disclosure", record=pk)
    return found


def _add(found: Received, by: Actor, at: datetime) -> None:
    """The database sets hand and time anew, and lets only one of two who hurry through."""
    try:
        with transaction.atomic():
            DisclosureMove.objects.create(
                workspace_id=own_room(by),
                disclosure_id=found.id,
                move=Move.RECEIVED,
                by=own_member(by),
                at=at,
            )
    except IntegrityError as error:
        raise AlreadyReceived from error
