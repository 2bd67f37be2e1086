"""What the migrations of this version create in plain SQL: triggers, policies and functions.

Read from the code, so that whatever was switched off, dropped or replaced in the database shows.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader

from gvi.database.sql import read_sql

TRIGGER = re.compile(
    r"create\s+(?:constraint\s+)?trigger\s+(\w+)\s[^;]*?\bon\s+(?:public\.)?(\w+)", re.I | re.S
)
POLICY = re.compile(r"create\s+policy\s+(\w+)\s+on\s+(?:public\.)?(\w+)", re.I)
FUNCTION = re.compile(r"create\s+(?:or\s+replace\s+)?function\s+([\w.]+)\s*\(.*?\$\$(.*?)\$\$", re.I | re.S)


@cache
def _sql() -> str:
    return "\n;\n".join(_statements())


def _statements() -> Iterator[str]:
    migrations = MigrationLoader(None).disk_migrations
    for _name, migration in sorted(migrations.items()):
        if migration.__module__.startswith("gvi."):
            for operation in migration.operations:
                if isinstance(operation, RunSQL) and isinstance(operation.sql, str):
                    yield operation.sql
    yield read_sql("history.sql")


def triggers() -> set[tuple[str, str]]:
    """Every trigger as (table, name)."""
    return {(table, name) for name, table in TRIGGER.findall(_sql())}


def policies() -> set[tuple[str, str]]:
    """Every policy of row security as (table, name)."""
    return {(table, name) for name, table in POLICY.findall(_sql())}


def functions() -> dict[str, str]:
    """The body of every function by its name with schema."""
    return {name if "." in name else f"public.{name}": body for name, body in FUNCTION.findall(_sql())}
