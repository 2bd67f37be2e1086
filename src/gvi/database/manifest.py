"""What a backup says about itself: versions, rows in each table, the end of the seal, and the dump's own hash.

A backup is one tar file of two members, ``manifest.json`` and ``database.dump`` (docs/how-to/back-up.md).
"""

import json
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
UNKEPT = frozenset({"django_session", "gvi_cache", "incidents_stagedrow", "incidents_upload"})

TABLES = """
    select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname
"""
SEAL = "select position, encode(hash, 'hex') from public.log_seal order by position desc limit 1"


class BackupUnreadable(Exception):
    """The file is no backup of ours, or it is damaged."""


@dataclass(frozen=True)
class Manifest:
    """The backup's own account of what it holds. ``sha256`` and ``size`` (bytes) are those of the dump."""

    format: int
    gvi: str
    taken_at: str
    server: int
    program: int
    tables: Mapping[str, int]
    seal_position: int
    seal_hash: str
    public_keys: tuple[str, ...]
    sha256: str
    size: int

    @property
    def server_major(self) -> int:
        """The major version of the server that was copied."""
        return self.server // 10_000

    @property
    def when(self) -> datetime:
        """When the copy was taken."""
        return datetime.fromisoformat(self.taken_at)

    def as_json(self) -> bytes:
        """The text of ``manifest.json``."""
        return json.dumps(asdict(self), indent=2).encode()


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Rows in every table whose rows are kept, as the connection's role sees them."""
    names = [name for (name,) in connection.execute(TABLES).fetchall() if name not in UNKEPT]
    return {name: _count(connection, name) for name in names}


def _count(connection: psycopg.Connection, table: str) -> int:
    query = sql.SQL("select count(*) from public.{}").format(sql.Identifier(table))
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def end_of_seal(connection: psycopg.Connection) -> tuple[int, str]:
    """The last position of the log's chain and its hash; ``(0, "")`` when nothing is sealed."""
    row = connection.execute(SEAL).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def read_manifest(file: Path) -> Manifest:
    """Read the manifest of ``file``; raises ``BackupUnreadable`` with what was expected."""
    try:
        with tarfile.open(file, "r:") as archive:
            member = archive.extractfile(MANIFEST)
            values: dict[str, Any] = json.loads(member.read()) if member else {}
        manifest = Manifest(**{**values, "public_keys": tuple(values.get("public_keys", ()))})
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise BackupUnreadable(f"{file}: not a backup made by gvi backup, or a damaged one.") from error
    if manifest.format != FORMAT:
        raise BackupUnreadable(
            f"{file}: format {manifest.format}; this version of gvi reads format {FORMAT}."
        )
    return manifest
