"""The room and the member behind an actor who stands in a room; the console stands in none."""

from uuid import UUID

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.refused import NotInThisRoom


def own_room(by: Actor) -> UUID:
    """The room ``by`` stands in."""
    if by.workspace_id is None:
        raise NotInThisRoom
    return by.workspace_id


def own_kind(by: Actor) -> Kind:
    """The kind of the room ``by`` stands in."""
    if by.kind is None:
        raise NotInThisRoom
    return by.kind


def own_member(by: Actor) -> UUID:
    """The member that ``by`` is."""
    if by.member_id is None:
        raise NotInThisRoom
    return by.member_id
