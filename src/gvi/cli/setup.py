"""``gvi setup``: found the programme of an empty installation, with its first room and first administrator."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import console


def setup(
    programme: Annotated[str, typer.Option(prompt="Programme", help="The programme's name.")],
    municipality: Annotated[str, typer.Option(prompt="Municipality", help="The city's municipality.")],
    kind: Annotated[str, typer.Option(prompt="Kind of the first authority", help="police, municipality …")],
    room: Annotated[str, typer.Option(prompt="Name of the first authority", help="The room's name.")],
    name: Annotated[str, typer.Option(prompt="First administrator's name", help="A member's name.")],
    email: Annotated[str, typer.Option(prompt="First administrator's e-mail", help="To sign in with.")],
    helpline: Annotated[str, typer.Option(help="The helpline's number.")] = "",
    address: Annotated[str, typer.Option(help="The site's own address.")] = "https://gvi.example",
) -> None:
    """Found the programme. Asks for what no option gives, and prints the first administrator's one-time link."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from django.urls import reverse

    from gvi.trust.workspaces.flows.found_programme import found_programme
    from gvi.trust.workspaces.flows.open_room import NewRoom
    from gvi.trust.workspaces.kinds import Kind

    if kind not in Kind.values:
        raise CommandRefused(f"--kind {kind}: expected one of {', '.join(Kind.values)}.")
    first = NewRoom(Kind(kind), room, name, email)
    founded = found_programme(programme, municipality, first, helpline=helpline, at=datetime.now(UTC))
    link = reverse("account_welcome", args=[founded.secret])
    console.print(f"{programme} is founded. {name} signs in for the first time here, once:", markup=False)
    console.print(f"{address.rstrip('/')}{link}", markup=False)
