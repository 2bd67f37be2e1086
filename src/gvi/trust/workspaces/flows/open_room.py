"""Open a room for one more authority: off until that authority switches it on, with its first administrator.

Only a room's own administrator can invite into it, so a room is made together with one. Whoever sets the
programme may open a room, and the command on the server; neither can read anything in it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import CONSOLE, Actor
from gvi.trust.workspaces.flows.common import day_of
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Grant, Member, Purpose, User, Workspace
from gvi.trust.workspaces.one_time import make_link
from gvi.trust.workspaces.refused import AddressTaken, RoomTaken
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role, roles_of

FIRST_GRANT = timedelta(days=365)
FIRST_ROLES = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.CONTACT_PERSON, Role.EVALUATOR)


@dataclass(frozen=True)
class NewRoom:
    """An authority's room and the first member, who is its administrator and leads its work."""

    kind: Kind
    name: str
    founder: str
    email: str


@dataclass(frozen=True)
class OpenedRoom:
    """The room, its first member, and the secret of the link that lets the member in; shown once."""

    workspace: Workspace
    member: Member
    secret: str


def open_room(room: NewRoom, *, by: Actor, at: datetime) -> OpenedRoom:
    """Make the room; refuses a name or an address that is taken."""
    if by is not CONSOLE:
        by.require(Right.SET_PROGRAMME)
    if Workspace.objects.filter(name__iexact=room.name).exists():
        raise RoomTaken
    if User.objects.filter(email=room.email.lower()).exists():
        raise AddressTaken
    with transaction.atomic():
        workspace = Workspace.objects.create(kind=room.kind, name=room.name)
        member = _first_member(workspace, room, at)
        secret = make_link(member, Purpose.INVITE, by=by, at=at)
        write(Operation.SETTINGS, "workspaces.open_room", by=by, kind="workspace", record=workspace.pk)
    return OpenedRoom(workspace, member, secret)


def _first_member(workspace: Workspace, room: NewRoom, at: datetime) -> Member:
    today = day_of(at)
    member = Member.objects.create(
        user=User.objects.create_user(room.email), workspace=workspace, name=room.founder
    )
    Grant.objects.bulk_create(
        Grant(member=member, role=role, starts=today, ends=today + FIRST_GRANT, approved_at=at)
        for role in FIRST_ROLES
        if role in roles_of(room.kind)
    )
    return member
