"""``gvi serve`` and ``gvi worker``: the two processes of a production installation (docs/how-to/deploy.md)."""

import os
import sys
from typing import Annotated

import typer

from gvi.cli.refused import CommandRefused


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; a proxy ends TLS before it.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes; about one for each core.")] = 2,
    threads: Annotated[int, typer.Option(help="Threads in each process.")] = 4,
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
    command = server_command(host, port, workers=workers, threads=threads)
    os.execv(command[0], command)  # noqa: S606 - the server takes this process's place, and its signals


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


def server_command(host: str, port: int, *, workers: int, threads: int) -> list[str]:
    """The server as a command of its own.

    A process of its own, because Granian forks its workers: connections to the database that were opened before
    would be shared by them all.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers"),
        *("--no-access-log", "gvi.site.wsgi:application"),
    ]


def worker() -> None:
    """Do background work until stopped: seals the log each minute, and what pages have queued."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from gvi.cli.worker import run_worker
    from gvi.site.boot import check

    check()
    run_worker()
