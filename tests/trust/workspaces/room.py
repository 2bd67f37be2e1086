"""A room with the people its settings need: two administrators, a coordinator who approves, and a colleague."""

from dataclasses import dataclass
from datetime import UTC, datetime

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace


@dataclass(frozen=True)
class Staff:
    """The people of one room."""

    room: Workspace
    administrator: Player
    second: Player
    coordinator: Player
    analyst: Player


def make_staff(kind: Kind = Kind.POLICE) -> Staff:
    """A room and its people."""
    room = make_workspace(kind)
    return Staff(
        room,
        make_player(room, Role.ADMINISTRATOR, name="Ada Administratör"),
        make_player(room, Role.ADMINISTRATOR, name="Bo Administratör"),
        make_player(room, Role.COORDINATOR, name="Cilla Samordnare"),
        make_player(room, Role.ANALYST, name="Disa Analytiker"),
    )


def now() -> datetime:
    """The test's own time: the cast's grants are made as of today."""
    return datetime.now(UTC)
