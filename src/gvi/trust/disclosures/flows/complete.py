"""Complete an urgent oral disclosure with the written test: within 24 hours, else it shows red until it is done."""

from datetime import datetime
from uuid import UUID

from gvi.trust.disclosures.flows.moving import add_move
from gvi.trust.disclosures.models import Disclosure
from gvi.trust.disclosures.states import Move
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def complete(pk: UUID, test: str, *, by: Actor, at: datetime) -> Disclosure:
    """The decider writes the necessity and the test that had to wait."""
    by.require(Right.DECIDE_DISCLOSURE)
    return add_move(pk, Move.COMPLETED, test, by=by, at=at)
