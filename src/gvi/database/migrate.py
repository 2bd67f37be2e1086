"""Bring a database up to date: migrations as the owner, ticket key, privileges, the eraser's own functions.

Called by ``gvi migrate``, ``gvi demo`` and the tests, so that all three stand on the same guards.
"""

from typing import Any

import environ
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from gvi.database.erasing import give_to_eraser
from gvi.database.privileges import apply_privileges
from gvi.database.sql import read_sql
from gvi.database.ticket import TicketKey

ALIAS = "migrator"
KEEP_KEY = """
    insert into gvi.ticket_key (fingerprint, inner_pad, outer_pad) values (%s, %s, %s)
    on conflict (fingerprint) do nothing
"""


def migrate(migrator_url: str, *, verbosity: int = 0) -> list[str]:
    """Migrate the database at ``migrator_url``; return the tables without a line in the list of privileges."""
    _connect(migrator_url)
    try:
        call_command("migrate", database=ALIAS, verbosity=verbosity, interactive=False)
        keep_ticket_key(TicketKey(settings.GVI_TICKET_KEY.encode()))
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(read_sql("history.sql"))
        give_to_eraser(connections[ALIAS])
        return apply_privileges(connections[ALIAS])
    finally:
        connections[ALIAS].close()


def _connect(url: str) -> None:
    """Let the alias mean ``url``; Django would go on with the connection it opened for the last one."""
    if ALIAS in connections.settings:
        connections[ALIAS].close()
        del connections[ALIAS]
    address: dict[str, Any] = {**environ.Env.db_url_config(url), "ENGINE": "django.db.backends.postgresql"}
    connections.settings[ALIAS] = {**connections.settings["default"], "OPTIONS": {}, **address}


def keep_ticket_key(key: TicketKey) -> None:
    """Let the database know the key, in the table that only the owner can read; older keys stop counting."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("delete from gvi.ticket_key where fingerprint <> %s", [key.fingerprint])
        cursor.execute(KEEP_KEY, [key.fingerprint, *key.pads])
