"""How the embedded server is set: sized for a small machine, and no word of a person in its log.

A page asks many small questions at once: one core for each, no compiling first, and a disk without a moving head.
Given on the command line at every start, so that a new version of the product brings its own settings. The
log keeps what the server does, not what is asked of it: an SQL error would quote the row that caused it, and
the application reports its errors itself.
"""

import os
from pathlib import Path

_SOCKET_NAME = "/.s.PGSQL.65535"
_LONGEST_SOCKET = 103  # bytes: the smallest limit among the systems PostgreSQL runs on (107 on Linux)

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "logging_collector": "off",
}
LASTING = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
PASSING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def options(home: Path, port: int, *, fast: bool) -> list[str]:
    """Arguments for ``postgres``; ``fast`` gives up safety against power cuts and is for tests only."""
    chosen = {
        **SETTINGS,
        **(PASSING if fast else LASTING),
        "port": str(port),
        "unix_socket_directories": _socket_folder(home),
        "unix_socket_permissions": "0700",
    }
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]


def _socket_folder(home: Path) -> str:
    """The home folder, quoted as a list of one; empty (no socket) when the path is too long for one."""
    if len(os.fsencode(home)) + len(_SOCKET_NAME) > _LONGEST_SOCKET:
        return ""
    quoted = str(home).replace('"', '""')
    return f'"{quoted}"'
