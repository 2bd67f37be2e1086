"""Reading ``postmaster.pid``: how to reach the server, and whether the file is a leftover.

Its lines (PostgreSQL's pidfile.h): process, data folder, start time, port, socket folder, address, shared
memory, state. PostgreSQL itself removes a leftover whose process is gone; but it refuses to start when the
number belongs to another program (the machine was restarted) or to a dead process that nobody has buried
(a container without an init), until somebody looks.
"""

import os
import time
from pathlib import Path

_PID, _PORT, _STATE = 0, 3, 7
_DYING = 2.0  # seconds
_POLL = 0.01


def pid_of(data: Path) -> int | None:
    """The number of the server's first process, or None when the file is missing or unfinished."""
    return _number(data, _PID)


def ready_port(data: Path) -> int | None:
    """The server's port once it says that it takes connections."""
    return _number(data, _PORT) if _line(data, _STATE) == "ready" else None


def is_stopping(data: Path) -> bool:
    """Whether the server says that it is on its way down."""
    return _line(data, _STATE) == "stopping"


def forget_leftovers(home: Path, data: Path) -> None:
    """Remove what a crash left, once its process is known to be dead or another program than this server.

    The caller knows from the busy lock that no server started by this package runs; a process that is just
    dying is waited for. In doubt the files stay and PostgreSQL decides.
    """
    end = time.monotonic() + _DYING
    while (pid := pid_of(data)) is not None and not _is_stranger(pid, data):
        if time.monotonic() > end:
            return
        time.sleep(_POLL)
    for leftover in (data / "postmaster.pid", *home.glob(".s.PGSQL.*")):
        leftover.unlink(missing_ok=True)


def _is_stranger(pid: int, data: Path) -> bool:
    process = Path("/proc") / str(pid)
    try:
        os.kill(pid, 0)
        name, _, rest = process.joinpath("stat").read_text(errors="replace").rpartition(") ")
        if rest.startswith("Z") or not name.endswith(("(postgres", "(postmaster")):
            return True
        return process.joinpath("cwd").readlink() != data
    except ProcessLookupError:
        return True
    except OSError:
        return False


def _number(data: Path, line: int) -> int | None:
    text = _line(data, line)
    return int(text) if text.isdigit() and int(text) > 1 else None


def _line(data: Path, number: int) -> str:
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return ""
    return lines[number].strip() if len(lines) > number else ""
