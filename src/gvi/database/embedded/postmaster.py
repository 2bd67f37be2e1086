"""The running server: start it once, wait until it answers, and stop it.

Whether it runs is asked of the kernel: ``postgres`` and all its children hold the busy lock from birth, so
the answer is right after a crash too, when process numbers and files left behind are not.
"""

import os
import time

from gvi.database.embedded.binaries import Binaries
from gvi.database.embedded.errors import ServerError
from gvi.database.embedded.locks import grab, held
from gvi.database.embedded.options import options
from gvi.database.embedded.pidfile import forget_leftovers, is_stopping, pid_of, ready_port
from gvi.database.embedded.place import Place
from gvi.database.embedded.ports import answers, candidates, remember

PATIENCE = 120.0  # seconds: recovery after a crash replays the log before the server answers
_POLL = 0.02
_TAIL = 2000
# The shell leaves at once: the server is nobody's child, dies with no terminal and is reaped by the system.
_DETACH = '"$@" </dev/null >>"$0" 2>&1 &'


def settled_port(place: Place, wanted: int | None = None) -> int | None:
    """Wait until the server answers (on the ``wanted`` port, if given) and return its port.

    None once no process of it lives; ``ServerError`` if it lives but does not answer.
    """
    end = time.monotonic() + PATIENCE
    while held(place.busy):
        port = ready_port(place.data)
        if port is not None and wanted in (None, port) and answers(port):
            return port
        if time.monotonic() > end:
            raise ServerError(f"PostgreSQL in {place.home} does not answer. Its log ends:\n{_said(place)}")
        time.sleep(_POLL)
    return None


def launch(place: Place, binaries: Binaries, *, fast: bool) -> int:
    """Start the server, which must not be running, and return its port once it answers."""
    forget_leftovers(place.home, place.data)
    for port in candidates(place.directory):
        _spawn(place, binaries, port, fast=fast)
        if settled_port(place, port) is not None:
            remember(place.directory, port)
            return port
        if "Address already in use" not in _said(place):
            break
    raise ServerError(f"PostgreSQL in {place.home} did not start. Its log ends:\n{_said(place)}")


def shut_down(place: Place) -> None:
    """Stop the server, if it runs: open transactions are rolled back, everything acknowledged is kept."""
    end = time.monotonic() + PATIENCE
    while held(place.busy):
        pid = pid_of(place.data)
        if pid is not None and not is_stopping(place.data):
            place.account.run(["/bin/sh", "-c", 'kill -INT "$0" || true', str(pid)])
        if time.monotonic() > end:
            raise ServerError(f"PostgreSQL in {place.home} (process {pid}) does not stop. See {place.log}.")
        time.sleep(_POLL)


def _spawn(place: Place, binaries: Binaries, port: int, *, fast: bool) -> None:
    busy = grab(place.busy)
    if busy is None:
        raise ServerError(f"Another process is at work in {place.home}. Wait for it to end and try again.")
    if place.log.exists():
        place.log.replace(place.log.with_name("log.before"))
    arguments = ["-D", str(place.data), *options(place.home, port, fast=fast)]
    shell = ["/bin/sh", "-c", _DETACH, str(place.log)]
    try:
        place.account.run([*shell, str(binaries.program("postgres")), *arguments], keep=[busy])
    finally:
        os.close(busy)


def _said(place: Place) -> str:
    """The end of the server's log."""
    return place.log.read_text(errors="replace")[-_TAIL:].strip() if place.log.exists() else "(no log)"
