"""What the tests of the embedded server share: which programs they run on, and a second process to play with."""

import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from gvi.database.embedded import Server
from gvi.database.embedded.locks import held

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
PATIENCE = 30.0

_COMPANION = """
import sys
from pathlib import Path
from gvi.database.embedded import start
server = start(Path(sys.argv[1]), fast=True)
print(server.port, flush=True)
sys.stdin.readline()
"""


class Companion:
    """Another process that uses the server in a folder until it is told to leave."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _COMPANION, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def port(self) -> int:
        """Wait for the companion's server to be up."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "the companion got no server"
        return int(self.process.stdout.readline())

    def leave(self) -> None:
        """End the process the ordinary way; its atexit releases the server."""
        self.process.communicate("\n", timeout=PATIENCE)
        assert self.process.returncode == 0

    def die(self) -> None:
        """End the process as the kernel does when memory is short: nothing of its own runs any more."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)


def query(server: Server, sql: str) -> list[tuple[object, ...]]:
    """Rows of ``sql`` run by the superuser; empty for statements."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def runs(server: Server) -> bool:
    """Whether any process of the server lives."""
    return held(server.place.busy)


def until(condition: Callable[[], bool]) -> None:
    """Look again and again until ``condition`` holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)
