"""Finds the PostgreSQL server that the tests use: an address from the environment, or the embedded server."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4


@dataclass(frozen=True)
class Cluster:
    """Where the server is, and the superuser's address (tests make roles and databases with it)."""

    host: str
    port: int
    admin_url: str

    def url(self, role: str, database: str, password: str = "test-only") -> str:  # noqa: S107
        """Address of ``database`` as ``role``."""
        return f"postgresql://{role}:{password}@{self.host}:{self.port}/{database}"


def find_cluster(root: Path) -> Cluster:
    """The server named in ``GVI_TEST_DATABASE_URL``, else the embedded one, started here."""
    address = os.environ.get("GVI_TEST_DATABASE_URL") or _embedded(root)
    parts = urlsplit(address)
    return Cluster(parts.hostname or "127.0.0.1", parts.port or 5432, address)


def _embedded(root: Path) -> str:
    """Start it, one process at a time, in a folder of its own name: an earlier clone may have stood on this path."""
    from gvi.database.embedded import start

    chosen = os.environ.get("GVI_TEST_POSTGRES_BIN")
    cache, kind = root / ".cache", "other" if chosen else "postgres"
    cache.mkdir(exist_ok=True)
    with (cache / "postgres.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        known = sorted(cache.glob(f"{kind}-*"))
        folder = known[0] if known else cache / f"{kind}-{uuid4().hex[:8]}"
        server = start(folder, bindir=Path(chosen) if chosen else None, fast=True)
    return server.url("postgres", "postgres")
