"""Withdraw a disclosure: at once the receiver reads *upphörd*, without items and without the reason."""

from datetime import datetime
from uuid import UUID

from gvi.trust.disclosures.flows.moving import add_move
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.states import Move
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def withdraw(pk: UUID, reason: str, *, by: Actor, at: datetime) -> Disclosure:
    """The decider's act; ``reason`` stays with the sender."""
    by.require(Right.DECIDE_DISCLOSURE)
    return add_move(pk, Move.WITHDRAWN, reason, by=by, at=at)
