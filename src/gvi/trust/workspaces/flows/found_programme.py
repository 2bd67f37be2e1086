"""Found the programme of an empty installation: its row, its first room, and the first administrator.

Called once, by the command on the server, since nobody can sign in yet. The link lets the first member in, who
then opens the other authorities' rooms.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import CONSOLE, Actor
from gvi.trust.workspaces.flows.open_room import NewRoom, OpenedRoom, open_room
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.refused import AlreadyFounded


@dataclass(frozen=True)
class Founding:
    """The programme, and its first room with the one-time link's secret."""

    programme: Programme
    first: OpenedRoom

    @property
    def secret(self) -> str:
        """The secret of the first member's link: ``reverse("account_welcome", args=[secret])``."""
        return self.first.secret


def found_programme(
    name: str, municipality: str, first: NewRoom, *, helpline: str = "", by: Actor = CONSOLE, at: datetime
) -> Founding:
    """Make the programme and its first room; refuses a database that has a programme already."""
    if by is not CONSOLE:
        raise NotAllowed("")
    if Programme.objects.exists():
        raise AlreadyFounded
    with transaction.atomic():
        programme = Programme.objects.create(name=name, municipality=municipality, helpline=helpline)
        opened = open_room(first, by=by, at=at)
        write(Operation.SETTINGS, "workspaces.found_programme", by=by, kind="programme")
    return Founding(programme, opened)


def stamp_fictional(name: str, municipality: str, *, helpline: str = "") -> Programme:
    """Make the programme of an invented city. Possible only before any member exists, and never undone."""
    return Programme.objects.create(name=name, municipality=municipality, helpline=helpline, fictional=True)
