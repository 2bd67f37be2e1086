"""Triggers: all that the migrations and the history of rows made are there, and none is switched off."""

from collections.abc import Iterator

import pgtrigger
import psycopg

from gvi.cli.guards import declared

FOUND = """
    select c.relname, t.tgname, t.tgenabled from pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and not t.tgisinternal
"""
ON = ("O", "A")


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Triggers that are missing, switched off, or not as the code says."""
    found = {(table, name): state for table, name, state in connection.execute(FOUND).fetchall()}
    for table, name in declared.triggers() - set(found):
        yield f"{table}: the trigger {name} is missing"
    for (table, name), state in found.items():
        if (state.decode() if isinstance(state, bytes) else state) not in ON:
            yield f"{table}: the trigger {name} is switched off"
    yield from _history()


def _history() -> Iterator[str]:
    """The triggers of django-pghistory, which know their own state."""
    for model, trigger in pgtrigger.registered():
        status, _enabled = trigger.get_installation_status(model)
        if status != "INSTALLED":
            yield f"{model._meta.db_table}: the history trigger {trigger.name} is {status.lower()}"
