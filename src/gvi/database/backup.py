"""Copy the whole database into one file, as ``gvi_backup``: by named policies, in one snapshot.

The ticket keys and the open sessions are left out; whoever restores gets new ones. The file appears whole or
not at all, readable by its owner only.
"""

import hashlib
import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from gvi.database.manifest import DUMP, FORMAT, MANIFEST, UNKEPT, Manifest, count_rows, end_of_seal
from gvi.database.programs import find_programs, program_major, surroundings

CHUNK = 1 << 20
UNREADABLE = """
    select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relrowsecurity and not exists (
        select 1 from pg_catalog.pg_policies p
        where p.schemaname = 'public' and p.tablename = c.relname and 'gvi_backup' = any(p.roles) and p.qual = 'true')
"""


class BackupFailed(Exception):
    """The copy could not be made; the sentence says why. No file is left."""


def back_up(backup_url: str, file: Path, *, public_keys: Iterable[str] = ()) -> Manifest:
    """Copy the database at ``backup_url`` into ``file`` and return what was copied.

    ``public_keys`` are those that have signed the log; they travel with the copy so that it can be verified.
    """
    if file.exists():
        raise BackupFailed(f"{file} exists already; choose another name.")
    with tempfile.TemporaryDirectory(prefix=".gvi-backup-", dir=file.parent) as folder:
        dump = Path(folder) / DUMP
        manifest = _dump(backup_url, dump, tuple(public_keys))
        _pack(Path(folder) / file.name, dump, manifest).rename(file)
    return manifest


def _dump(backup_url: str, dump: Path, public_keys: tuple[str, ...]) -> Manifest:
    """Count and dump in one snapshot, so that the counts hold however much is written meanwhile."""
    with psycopg.connect(backup_url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _refuse_unreadable(connection)
        server = connection.info.server_version
        programs = find_programs(server // 10_000)
        snapshot = connection.execute("select pg_export_snapshot()").fetchone()
        tables, (position, hash_) = count_rows(connection), end_of_seal(connection)
        _run_dump(programs, backup_url, dump, snapshot[0] if snapshot else "")
    return Manifest(
        format=FORMAT,
        gvi=version("gvi"),
        taken_at=datetime.now(UTC).isoformat(),
        server=server,
        program=program_major(programs),
        tables=tables,
        seal_position=position,
        seal_hash=hash_,
        public_keys=public_keys,
        sha256=file_hash(dump),
        size=dump.stat().st_size,
    )


def _refuse_unreadable(connection: psycopg.Connection) -> None:
    """A sealed table without its policy for backups would be copied empty: refuse rather than lose it."""
    hidden = [name for (name,) in connection.execute(UNREADABLE).fetchall()]
    if hidden:
        raise BackupFailed(
            f"The backup role can't read {', '.join(hidden)}: gvi check says which policy is missing."
        )


def _run_dump(programs: Path, url: str, dump: Path, snapshot: str) -> None:
    command = [
        *(str(programs / "pg_dump"), "--format=custom", "--enable-row-security", f"--snapshot={snapshot}"),
        *("--no-owner", "--no-password", "--exclude-table-data=gvi.ticket_key", f"--file={dump}"),
        *(f"--exclude-table-data=public.{table}" for table in sorted(UNKEPT)),
    ]
    done = subprocess.run(command, env=surroundings(url), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailed(f"pg_dump: {done.stderr.strip()}")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(target: Path, dump: Path, manifest: Manifest) -> Path:
    """One tar file, safely on disk."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:") as archive:
            text = manifest.as_json()
            member = tarfile.TarInfo(MANIFEST)
            member.size, member.mtime = len(text), int(manifest.when.timestamp())
            archive.addfile(member, io.BytesIO(text))
            archive.add(dump, DUMP, filter=_plain)
        file.flush()
        os.fsync(file.fileno())
    return target


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No user names of the machine in the file."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
