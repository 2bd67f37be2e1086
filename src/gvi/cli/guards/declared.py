"""What the migrations of this version create in plain SQL: triggers, policies, functions and who may call them.

Read from the code, so that whatever was switched off, dropped or replaced in the database shows.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from gvi.database.erasing import Part, Register, RegisterRoot
from gvi.database.sql import read_sql

TRIGGER = re.compile(
    r"create\s+(?:constraint\s+)?trigger\s+(\w+)\s[^;]*?\bon\s+(?:public\.)?(\w+)", re.I | re.S
)
POLICY = re.compile(r"create\s+policy\s+(\w+)\s+on\s+(?:public\.)?(\w+)", re.I)
FUNCTION = re.compile(r"create\s+(?:or\s+replace\s+)?function\s+([\w.]+)\s*\(.*?\$\$(.*?)\$\$", re.I | re.S)
GRANT = re.compile(r"grant\s+execute\s+on\s+function\s+([^;]*?)\s+to\s+([\w,\s]+);", re.I | re.S)


@cache
def _operations() -> tuple[Operation, ...]:
    migrations = sorted(MigrationLoader(None).disk_migrations.items())
    ours = (migration for _name, migration in migrations if migration.__module__.startswith("gvi."))
    return tuple(operation for migration in ours for operation in migration.operations)


@cache
def _sql() -> str:
    return "\n;\n".join(_statements())


def _statements() -> Iterator[str]:
    for operation in _operations():
        if isinstance(operation, RunSQL) and isinstance(operation.sql, str):
            yield operation.sql
    yield read_sql("history.sql")


def erasables() -> list[Part]:
    """Every line of the registry of erasure."""
    return [operation.part for operation in _operations() if isinstance(operation, Register)]


def erasable_roots() -> list[RegisterRoot]:
    """Every table whose rows are erased by dates of their own."""
    return [operation for operation in _operations() if isinstance(operation, RegisterRoot)]


def triggers() -> set[tuple[str, str]]:
    """Every trigger as (table, name)."""
    return {(table, name) for name, table in TRIGGER.findall(_sql())}


def policies() -> set[tuple[str, str]]:
    """Every policy of row security as (table, name)."""
    return {(table, name) for name, table in POLICY.findall(_sql())}


def functions() -> dict[str, str]:
    """The body of every function by its name with schema."""
    return {name if "." in name else f"public.{name}": body for name, body in FUNCTION.findall(_sql())}


def callers() -> dict[str, set[str]]:
    """The roles that may call a function, by its name with schema."""
    found: dict[str, set[str]] = {}
    for listed, roles in GRANT.findall(_sql()):
        for name in re.findall(r"gvi\.\w+(?=\s*\()", listed):
            found.setdefault(name, set()).update(re.findall(r"\w+", roles))
    return found
