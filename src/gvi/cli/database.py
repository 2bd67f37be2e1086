"""Find the database that a command works on: addresses from the environment, or an embedded server.

An embedded one gets its roles, database, secrets and migrations at first use; a server of one's own is made
ready by ``gvi database prepare`` and ``gvi migrate``, and never without being asked.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gvi.cli.refused import CommandRefused
from gvi.database.embedded import Server, start
from gvi.database.embedded.secrets_file import write_private
from gvi.database.roles import database_exists, make_database, make_roles

NAME = "gvi"
DEMO, PRODUCTION = "gvi.site.settings.demo", "gvi.site.settings.production"
KEPT = "environment.json"
ANCHOR = "anchor.jsonl"


@dataclass(frozen=True)
class Database:
    """The three addresses of a database, each for one role, and the embedded server if there is one."""

    app_url: str
    migrator_url: str
    backup_url: str
    server: Server | None = None

    @property
    def embedded(self) -> bool:
        """Whether the server is the embedded one."""
        return self.server is not None

    def need(self, variable: str) -> str:
        """The address in ``variable`` (``DATABASE_MIGRATOR_URL`` or ``DATABASE_BACKUP_URL``), or a refusal."""
        url = self.migrator_url if variable == "DATABASE_MIGRATOR_URL" else self.backup_url
        if not url:
            raise CommandRefused(
                f"{variable} is not set; this command needs it (docs/reference/settings.md)."
            )
        return url


def ensure_database(*, directory: Path | None = None, settings: str = "") -> Database:
    """Find the database as ``find_database`` does; an embedded one is also brought up to date."""
    found = find_database(directory=directory, settings=settings)
    if found.server is not None:
        with _alone(found.server.place.directory):
            _migrate_if_needed(found)
    return found


def find_database(*, directory: Path | None = None, settings: str = "") -> Database:
    """Find the database, set up Django for it, and return its addresses.

    A ``directory`` means the embedded server there, whatever the environment says. Without one,
    ``DATABASE_URL`` decides; failing that the embedded server in ``GVI_DATA`` is used. ``settings`` names the
    settings module; by default what is set, else demo settings on an embedded server and production otherwise.
    """
    address = os.environ.get("DATABASE_URL", "") if directory is None else ""
    if address:
        _set_up_django(settings, PRODUCTION)
        backup = os.environ.get("DATABASE_BACKUP_URL", "")
        return Database(address, os.environ.get("DATABASE_MIGRATOR_URL", ""), backup)
    return _embedded(directory or default_directory(), settings)


def default_directory() -> Path:
    """Where the embedded server lies when nobody says: the demo's own place."""
    chosen = os.environ.get("GVI_DATA")
    return Path(chosen) if chosen else Path.home() / ".local" / "share" / "gvi" / "demo-1"


def _embedded(directory: Path, settings: str) -> Database:
    server = start(directory)
    app, migrator, backup = (server.url(f"gvi_{role}", NAME) for role in ("app", "migrator", "backup"))
    found = Database(app, migrator, backup, server)
    with _alone(server.place.directory):
        _make_first_time(server)
        os.environ.update(_environment(server, found))
    _set_up_django(settings, DEMO)
    return found


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    with (directory / "prepare.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make_first_time(server: Server) -> None:
    """Roles and database, once. An anchor of an earlier database would deny the new log: it is put aside."""
    directory = server.place.directory
    admin = server.url("postgres", "postgres")
    if not database_exists(admin, NAME):
        make_roles(admin, server.secrets.passwords)
        make_database(admin, NAME)
        if (directory / ANCHOR).exists():
            (directory / ANCHOR).replace(directory / f"{ANCHOR}.before")


def _environment(server: Server, found: Database) -> dict[str, str]:
    """What the settings read: addresses, keys and files of the server's directory."""
    directory = server.place.directory
    return {
        **_kept_secrets(directory),
        "GVI_TICKET_KEY": server.secrets.ticket_key,
        "GVI_SEAL_KEY": str(directory / "seal.key"),
        "GVI_ANCHOR": str(directory / ANCHOR),
        "DATABASE_URL": found.app_url,
        "DATABASE_MIGRATOR_URL": found.migrator_url,
        "DATABASE_BACKUP_URL": found.backup_url,
    }


def _kept_secrets(directory: Path) -> dict[str, str]:
    """The site's own secrets, made once and kept beside the data, readable by their owner only."""
    path = directory / KEPT
    if not path.exists():
        from cryptography.fernet import Fernet

        made = {"SECRET_KEY": secrets.token_urlsafe(50), "GVI_TOTP_KEY": Fernet.generate_key().decode()}
        write_private(path, json.dumps(made, indent=2))
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _set_up_django(chosen: str, default: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = chosen or os.environ.get("DJANGO_SETTINGS_MODULE", default)
    import django

    django.setup()


def _migrate_if_needed(found: Database) -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from gvi.database.migrate import migrate

    if found.server is not None:
        make_roles(found.server.url("postgres", "postgres"), found.server.secrets.passwords)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        migrate(found.migrator_url)
    connection.close()
