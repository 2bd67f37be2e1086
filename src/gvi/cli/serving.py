"""``gvi serve`` and ``gvi worker``: the two processes of a production installation (docs/how-to/deploy.md)."""

import os
from typing import Annotated

import typer

from gvi.cli.refused import CommandRefused


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; a proxy ends TLS before it.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes; about one for each core.")] = 2,
    threads: Annotated[int, typer.Option(help="Threads in each process.")] = 8,
) -> None:
    """Serve the programme's pages. Needs DATABASE_URL; refuses the embedded server and the demo's settings."""
    if not os.environ.get("DATABASE_URL"):
        raise CommandRefused(
            "gvi serve needs a server of your own: set DATABASE_URL. For a look around: gvi demo."
        )
    from gvi.cli.database import ensure_database

    ensure_database()
    refuse_demo()
    _collect_static()
    _granian(host, port, workers, threads)


def refuse_demo() -> None:
    """Refuse the demo's settings, and whatever else must not start."""
    from django.conf import settings

    from gvi.site.boot import check

    if settings.GVI_FICTIONAL:
        raise CommandRefused("gvi serve refuses the demo's settings: anyone may choose a role there.")
    check()


def _collect_static() -> None:
    """Put the static files, with their fingerprints, where the server finds them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def _granian(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "gvi.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_access=False,
        respawn_failed_workers=True,
    )
    server.serve()


def worker() -> None:
    """Do background work until stopped: seals the log each minute, and what pages have queued."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from gvi.cli.worker import run_worker
    from gvi.site.boot import check

    check()
    run_worker()
