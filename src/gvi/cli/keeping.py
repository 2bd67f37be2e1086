"""``gvi backup`` and ``gvi restore`` (docs/how-to/back-up.md)."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.database.manifest import Manifest


EVER = timedelta(days=36_500)  # an event that nobody has sealed yet is no fault of the copy


def backup(file: Annotated[Path, typer.Argument(help="The file to make.")]) -> None:
    """Copy the whole database into FILE, readable by its owner only. Needs DATABASE_BACKUP_URL."""
    from gvi.cli.database import ensure_database

    found = ensure_database()
    from gvi.database.backup import back_up

    with console.status("Copying …"):
        manifest = back_up(found.need("DATABASE_BACKUP_URL"), file, public_keys=_public_keys())
    console.print(f"{file}: {_account(manifest)}", markup=False)


def restore(file: Annotated[Path, typer.Argument(help="A file made by gvi backup.", exists=True)]) -> None:
    """Put FILE into an empty database of the same or a newer major version; verified before it opens."""
    from gvi.cli.database import find_database

    found = find_database()
    from gvi.database.migrate import migrate
    from gvi.database.restore import restored

    migrator, reader = found.need("DATABASE_MIGRATOR_URL"), found.need("DATABASE_BACKUP_URL")
    with console.status("Restoring …"), restored(migrator, reader, file) as manifest:
        verify_copy(reader, manifest)
        migrate(migrator)
        erased = _erase_again(migrator)
    console.print(f"Restored and verified: {_account(manifest)}", markup=False)
    _tell_erased(erased, manifest)
    for name in _keep_keys(manifest.public_keys):
        console.print(
            f"Key {name} came with the copy. Compare it with the one kept beside the anchor.", markup=False
        )


def _tombstones() -> Path | None:
    from django.conf import settings

    from gvi.database.tombstones import tombstone_file

    return tombstone_file(settings.GVI_TOMBSTONES, settings.GVI_ANCHOR)


def _erase_again(migrator_url: str) -> int | None:
    """What had been erased after the copy was taken is erased again; ``None`` without a file that tells."""
    from gvi.database.tombstones import replay

    path = _tombstones()
    return replay(migrator_url, path) if path is not None and path.is_file() else None


def _tell_erased(erased: int | None, manifest: "Manifest") -> None:
    if erased is not None:
        console.print(f"Erased again, by the tombstones in {_tombstones()}: {erased} records.", markup=False)
        return
    where = _tombstones() or "GVI_TOMBSTONES is not set"
    console.print(
        f"WITHOUT TOMBSTONES ({where}): whatever was erased since {manifest.when:%Y-%m-%d %H:%M} UTC is back. "
        "Find the file and restore again, or erase it by hand before anybody signs in (docs/how-to/erase.md).",
        style="red",
        markup=False,
    )


def _account(manifest: "Manifest") -> str:
    rows, tables = sum(manifest.tables.values()), len(manifest.tables)
    return f"{rows} rows in {tables} tables, the log sealed to position {manifest.seal_position}."


def _public_keys() -> list[str]:
    from django.conf import settings

    from gvi.trust.log.signing import public_file

    if not settings.GVI_SEAL_KEY:
        return []
    listed = public_file(Path(settings.GVI_SEAL_KEY))
    return listed.read_text(encoding="ascii").split() if listed.exists() else []


def _keep_keys(lines: Iterable[str]) -> list[str]:
    """Keep the keys that signed the restored log, so that it can be verified from now on; return the new ones."""
    from django.conf import settings

    from gvi.trust.log.signing import add_public, public_file

    return add_public(public_file(Path(settings.GVI_SEAL_KEY)), lines) if settings.GVI_SEAL_KEY else []


def verify_copy(backup_url: str, manifest: "Manifest") -> None:
    """Recompute the whole chain of the restored log and check every signature; refuse a copy with a fault."""
    from base64 import b64decode

    import psycopg
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from gvi.trust.log.signing import fingerprint_of
    from gvi.trust.log.verify import verify

    listed = [b64decode(line) for line in {*manifest.public_keys, *_public_keys()}]
    keys = {fingerprint_of(raw): Ed25519PublicKey.from_public_bytes(raw) for raw in listed}
    with psycopg.connect(backup_url) as connection:
        connection.read_only = True
        report = verify(connection, keys=keys, at=manifest.when, fresh=EVER)
    if report.fault is not None:
        fault = report.fault
        raise CommandRefused(
            f"Nothing was restored. The log of the copy, position {fault.position}: {fault.what}."
        )
