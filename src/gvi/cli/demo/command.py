"""``gvi demo [--fresh] [--size 1|10|100]``: database, city, worker, server and browser with one command."""

import os
import signal
import subprocess
import threading
import time
import webbrowser
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Annotated

import psycopg
import typer

from gvi.cli.demo.built import is_older, stamp
from gvi.cli.screen import console
from gvi.cli.serving import server_command

HOST = "127.0.0.1"
PATIENCE = 10  # seconds; one signal each, since a second one can catch Granian in the middle of the first


def _directory(size: int) -> Path:
    home = Path(os.environ.get("GVI_DEMO_DATA", Path.home() / ".local" / "share" / "gvi"))
    return home / f"demo-{size}"


def _fill(size: int, migrator_url: str, folder: Path) -> None:
    """Write the invented city, unless it is there already, and two authorities' own extracts beside it."""
    from django.utils import timezone

    from gvi.city.persons import extracts
    from gvi.cli.demo.city import load_city
    from gvi.trust.log.seal import seal
    from gvi.trust.workspaces.models import Programme

    if Programme.objects.exists():
        return
    with console.status(f"Building Björkhamn ({size} times a normal city) …"):
        began = time.monotonic()
        _hurry()
        today = timezone.localdate()
        city = load_city(size, at=datetime.now(UTC), today=today, migrator_url=migrator_url)
        seal(whole=True)
        files = [extract.write(folder) for extract in extracts(city)]
        _settle(migrator_url)
    console.print(f"Björkhamn: {city.incidents.height} incidents in {time.monotonic() - began:.0f} s.")
    console.print("Two imperfect extracts with invented persons, to read in under Personer:")
    for file in files:
        console.print(f"  {file}", soft_wrap=True)
    console.print(
        "  Some rows are meant to be wrong: the page lists them, and a file is read in when they are mended."
    )


def _hurry() -> None:
    """Don't wait for the disk after each of the many acts: a city that is cut short is built anew."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit to off")


def _settle(migrator_url: str) -> None:
    """Let the database look through what it was given, so that the first page is as quick as the tenth."""
    with psycopg.connect(migrator_url, autocommit=True) as owner:
        owner.execute("vacuum (analyze)")


def _open_when_ready(port: int, path: str) -> None:
    for _ in range(200):
        time.sleep(0.1)
        try:
            connection = HTTPConnection(HOST, port, timeout=1)
            connection.request("GET", path)
            connection.getresponse()
        except OSError:
            continue
        webbrowser.open(f"http://{HOST}:{port}{path}")
        return


def _serve(port: int) -> None:
    """The server, until Ctrl+C; a process of its own, so that no connection to the database is shared."""
    server = subprocess.Popen(server_command(HOST, port, workers=2, threads=4))
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    with suppress(KeyboardInterrupt):
        server.wait()
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Build the city anew.")] = False,
    size: Annotated[int, typer.Option(help="1, 10 or 100 times a normal city.")] = 1,
    port: Annotated[int, typer.Option(help="Port on this computer.")] = 8765,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Show the invented city of Björkhamn in the browser. Example: gvi demo --fresh --size 10"""
    if size not in {1, 10, 100}:
        raise typer.BadParameter(f"{size}: expected 1, 10 or 100", param_hint="--size")
    from gvi.cli.database import ensure_database
    from gvi.database.embedded import erase

    directory = _directory(size)
    if fresh or is_older(directory):
        erase(directory)
    stamp(directory)
    database = ensure_database(directory=directory, settings="gvi.site.settings.demo")
    _fill(size, database.migrator_url, directory)
    from gvi.cli.worker import run_worker

    threading.Thread(target=run_worker, kwargs={"signals": False}, daemon=True).start()
    console.print(f"Open http://{HOST}:{port}/ and choose a role (välj en roll). Stop with Ctrl+C.")
    if browser:
        threading.Thread(target=_open_when_ready, args=(port, "/"), daemon=True).start()
    _serve(port)
