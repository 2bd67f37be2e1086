"""Put a backup into an empty database: all of it or nothing, and closed to the application until verified.

The database must be of the same or a newer major version. While the copy goes in, ``gvi_app`` may not connect;
an interrupted or faulty restore leaves the database empty, or closed until the next attempt empties it.
"""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from gvi.database.backup import file_hash
from gvi.database.manifest import DUMP, BackupUnreadable, Manifest, count_rows, end_of_seal, read_manifest
from gvi.database.programs import find_programs, surroundings

OCCUPIED = """
    select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'gvi')
"""
OPEN = "select has_database_privilege('gvi_app', current_database(), 'connect')"


class RestoreRefused(Exception):
    """The backup was not restored; the sentence says why. The database holds nothing of it."""


@contextmanager
def restored(migrator_url: str, backup_url: str, file: Path) -> Iterator[Manifest]:
    """Restore ``file``; within the block the copy is in place but closed, and may be verified further.

    Leaving the block opens the database to the application; any exception empties it again.
    """
    manifest = read_manifest(file)
    _refuse_older(migrator_url, manifest)
    _make_empty(migrator_url, file)
    try:
        _fill(migrator_url, file, manifest)
        _compare(backup_url, manifest)
        yield manifest
    except BaseException:
        _clear(migrator_url)
        raise
    _set_open(migrator_url, True)


def _refuse_older(url: str, manifest: Manifest) -> None:
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10_000
    if major < manifest.server_major:
        raise RestoreRefused(
            f"The backup is from PostgreSQL {manifest.server_major}, the server is {major}: "
            "restore into the same or a newer major version."
        )
    if _parts(manifest.gvi) > _parts(version("gvi")):
        raise RestoreRefused(
            f"The backup is from gvi {manifest.gvi}; this is {version('gvi')}. Upgrade gvi first."
        )


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _make_empty(url: str, file: Path) -> None:
    """Refuse a database in use; empty what an interrupted restore left; close it to the application."""
    with psycopg.connect(url) as connection:
        occupied = connection.execute(OCCUPIED).fetchone()
        was_open = connection.execute(OPEN).fetchone()
    if occupied and occupied[0]:
        if was_open and was_open[0]:
            raise RestoreRefused(f"The database is not empty. Restore {file.name} into a new database.")
        _clear(url)
    _set_open(url, False)


def _set_open(url: str, is_open: bool) -> None:
    """Let the application connect, or stop it."""
    verb = sql.SQL(
        "grant connect on database {} to gvi_app" if is_open else "revoke connect on database {} from gvi_app"
    )
    with psycopg.connect(url) as connection:
        connection.execute(verb.format(sql.Identifier(connection.info.dbname)))


def _clear(url: str) -> None:
    """Empty the database."""
    with psycopg.connect(url) as connection:
        connection.execute("drop schema if exists gvi cascade")
        connection.execute("drop schema if exists public cascade")
        connection.execute("create schema public")


def _fill(url: str, file: Path, manifest: Manifest) -> None:
    """The dump, in one transaction; its hash is compared first."""
    with tempfile.TemporaryDirectory(prefix=".gvi-restore-", dir=file.parent) as folder:
        dump = Path(folder) / DUMP
        _unpack(file, dump)
        if file_hash(dump) != manifest.sha256:
            raise BackupUnreadable(f"{file}: the copy is damaged; its hash is not the one it was made with.")
        program = find_programs(max(manifest.program, manifest.server_major)) / "pg_restore"
        command = [
            *(str(program), "--no-owner", "--single-transaction", "--exit-on-error", "--no-password"),
            *("--dbname", "", str(dump)),
        ]
        done = subprocess.run(command, env=surroundings(url), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RestoreRefused(f"pg_restore: {done.stderr.strip()}")


def _unpack(file: Path, dump: Path) -> None:
    with tarfile.open(file, "r:") as archive, dump.open("wb") as target:
        member = archive.extractfile(DUMP)
        if member is None:
            raise BackupUnreadable(f"{file}: no {DUMP} in it.")
        while chunk := member.read(1 << 20):
            target.write(chunk)


def _compare(backup_url: str, manifest: Manifest) -> None:
    """Every table's number of rows and the end of the seal, as the backup role sees them."""
    with psycopg.connect(backup_url) as connection:
        counted, seal = count_rows(connection), end_of_seal(connection)
    wrong = {name for name in {*counted, *manifest.tables} if counted.get(name) != manifest.tables.get(name)}
    if wrong:
        told = ", ".join(f"{n} ({counted.get(n)}, expected {manifest.tables.get(n)})" for n in sorted(wrong))
        raise RestoreRefused(f"Rows differ from the backup's own account: {told}.")
    if seal != (manifest.seal_position, manifest.seal_hash):
        raise RestoreRefused(f"The seal ends at {seal[0]}; the backup says {manifest.seal_position}.")
