"""Reading ``postmaster.pid``: how to reach the server, and whether the file is a leftover.

Its lines (PostgreSQL's pidfile.h): process, data folder, start time, port, socket folder, address, shared
memory, state. PostgreSQL itself removes a leftover whose process is gone; but it refuses to start when the
number belongs to another program (the machine was restarted) or to a dead process that nobody has buried
(a container without an init), until somebody looks.
"""

from pathlib import Path

_PID, _PORT, _STATE = 0, 3, 7


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
    """Remove what a crash left if /proc shows that its process is dead or another program than this server.

    The caller knows from the busy lock that no server started by this package runs. Where /proc does not
    tell (other systems, closed containers) the files stay and PostgreSQL decides.
    """
    pid = pid_of(data)
    if pid is not None and _is_stranger(Path("/proc") / str(pid), data):
        (data / "postmaster.pid").unlink(missing_ok=True)
    if not (data / "postmaster.pid").exists():
        for leftover in home.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)


def _is_stranger(process: Path, data: Path) -> bool:
    try:
        name, _, rest = process.joinpath("stat").read_text(errors="replace").rpartition(") ")
        if rest.startswith("Z") or not name.endswith(("(postgres", "(postmaster")):
            return True
        return process.joinpath("cwd").readlink() != data
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
