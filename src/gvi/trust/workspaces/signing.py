"""Signs a row of a sealed room: which room, who, when."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor


class Signature(TypedDict):
    """The fields every sealed row has."""

    workspace_id: UUID
    by: UUID
    at: datetime


def signed(by: Actor, at: datetime) -> Signature:
    """The signature of ``by``; raises ``NotAllowed`` for whoever is in no room."""
    if by.workspace_id is None or by.member_id is None:
        raise NotAllowed("")
    return Signature(workspace_id=by.workspace_id, by=by.member_id, at=at)
