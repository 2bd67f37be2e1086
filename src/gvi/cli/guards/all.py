"""Every guard in turn, each looked at even if an earlier one is off."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg

from gvi.cli.guards import erasure, functions, privileges, roles, rows, running, triggers
from gvi.cli.guards.finding import Finding, finding


def check(app_url: str, backup_url: str) -> list[Finding]:
    """Look at every guard of the database at these addresses; Django is set up for the same one."""
    at = datetime.now(UTC)
    with (
        psycopg.connect(app_url, autocommit=True) as app,
        psycopg.connect(backup_url, autocommit=True) as reader,
    ):
        return [
            finding("roles", _roles(app, reader)),
            finding("row security", rows.look(reader)),
            finding("triggers", triggers.look(reader)),
            finding("functions", functions.look(reader)),
            finding("privileges", privileges.look(reader)),
            finding("erasure", erasure.look(reader)),
            finding("room tickets", running.ticket(app)),
            finding("seal", running.seal(reader, at)),
            finding("anchor", running.anchor(reader, at)),
            finding("log review", running.log_review(reader, at)),
            finding("worker", running.worker(app, at)),
            finding("retention job", running.retention(reader, at)),
            finding("tombstones", running.tombstones(reader)),
            finding("fictional stamp", running.stamp(app)),
        ]


def _roles(app: psycopg.Connection, reader: psycopg.Connection) -> Iterator[str]:
    yield from roles.powers(app)
    yield from roles.look(app, "gvi_app")
    yield from roles.look(reader, "gvi_backup")
