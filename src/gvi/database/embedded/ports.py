"""Ports on this machine: find free ones, remember the latest, and see whether somebody answers."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

LOCALHOST = "127.0.0.1"
_FILE = "port"
_TRIES = 5
# PostgreSQL's SSLRequest: length and code. The server answers one letter before any password is asked for.
_ASK_FOR_TLS = struct.pack("!ii", 8, 80877103)
_NO = b"N"


def answers(port: int) -> bool:
    """Whether a PostgreSQL server without TLS answers on ``port`` of this machine.

    A connection alone proves nothing: the system accepts it for a server that has just been killed.
    """
    try:
        with socket.create_connection((LOCALHOST, port), timeout=1) as connection:
            connection.sendall(_ASK_FOR_TLS)
            return connection.recv(1) == _NO
    except OSError:
        return False


def candidates(directory: Path) -> Iterator[int]:
    """The port of the latest start if it is free, so that old addresses work again; then free ones."""
    file = directory / _FILE
    kept = file.read_text(encoding="ascii") if file.exists() else ""
    for wanted in (int(kept) if kept.isdigit() else 0, *[0] * _TRIES):
        port = _free(wanted)
        if port is not None:
            yield port


def remember(directory: Path, port: int) -> None:
    """Keep ``port`` as the first choice for the next start."""
    (directory / _FILE).write_text(str(port), encoding="ascii")


def _free(port: int) -> int | None:
    """``port`` if nobody listens on it, or any free one for 0; None if it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except (OSError, OverflowError):
            return None
        return int(probe.getsockname()[1])
