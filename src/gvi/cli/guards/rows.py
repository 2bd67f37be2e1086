"""Row security: on and forced for every sealed table, with exactly the policies that the migrations made.

What the helpers of ``gvi.database.sealing`` write is known by its form; the rest stands in ``policies.json`` as
PostgreSQL tells it (``python -m tools.policies`` writes the file from a migrated database).
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import psycopg

from gvi.cli.guards import declared

# Who works where, which rooms are on, which rooms took part in a meeting: shared, and no person in them.
SHARED = frozenset({"workspaces_member", "workspaces_switch", "review_meeting_present"})
APP, PERMISSIVE, RESTRICTIVE = ("gvi_app",), "PERMISSIVE", "RESTRICTIVE"
ROOM = "(workspace_id = ( SELECT gvi.here() AS here))"
PERSON_ROOM = "(workspace_id = ( SELECT gvi.person_room() AS person_room))"
CASES = "(( SELECT gvi.person_room() AS person_room) IS NOT NULL)"

Policy = tuple[str, tuple[str, ...], str, str, str]

TABLES = """
    select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p') and (c.relname = any(%s) or exists (
        select 1 from pg_catalog.pg_attribute a
        where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    ))
    order by c.relname
"""
POLICIES = """
    select tablename, policyname, cmd, roles::text[], coalesce(qual, ''), coalesce(with_check, ''), permissive
    from pg_catalog.pg_policies order by tablename, policyname
"""
KEYS = "select relrowsecurity from pg_catalog.pg_class where oid = 'gvi.ticket_key'::regclass"


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Tables without row security, and policies that are missing, changed or added."""
    sealed = sorted({table for table, _name in declared.policies()})
    for table, on, forced in connection.execute(TABLES, (sealed,)).fetchall():
        if table not in SHARED and not (on and forced):
            yield f"{table}: row security is {'not forced' if on else 'off'}"
    keys = connection.execute(KEYS).fetchone()
    if keys is None or not keys[0]:
        yield "gvi.ticket_key: row security is off"
    yield from _policies(policies_of(connection))


def policies_of(connection: psycopg.Connection) -> dict[tuple[str, str], Policy]:
    """Every policy by table and name, in a form that all versions of PostgreSQL share."""
    return {
        (table, name): (command, tuple(roles), plain(using), plain(check), permissive)
        for table, name, command, roles, using, check, permissive in connection.execute(POLICIES).fetchall()
    }


def _policies(found: Mapping[tuple[str, str], Policy]) -> Iterator[str]:
    for table, name in declared.policies() - set(found):
        yield f"{table}: the policy {name} is missing"
    for table, name in set(found) - declared.policies():
        yield f"{table}: the policy {name} is not ours"
    for (table, name), policy in found.items():
        if (table, name) in declared.policies() and policy != expected(table, name):
            yield f"{table}: the policy {name} has been changed"


def expected(table: str, name: str) -> Policy | None:
    """What the policy should be; ``None`` when nobody has written it down."""
    return _listed().get(name) or known(table, name)


def known(table: str, name: str) -> Policy | None:
    """A policy that one of the helpers has written."""
    forms: dict[str, Policy] = {
        "room": ("ALL", APP, plain(ROOM), plain(ROOM), PERMISSIVE),
        "persons": ("ALL", APP, plain(PERSON_ROOM), plain(PERSON_ROOM), PERMISSIVE),
        "cases": ("ALL", APP, plain(CASES), "", RESTRICTIVE),
        "history": ("INSERT", ("gvi_owner",), "", "true", PERMISSIVE),
        "backup": ("SELECT", ("gvi_backup",), "true", "", PERMISSIVE),
        "owner": ("SELECT", ("gvi_owner",), "true", "", PERMISSIVE),
        "erase": ("ALL", ("gvi_eraser",), "true", "", PERMISSIVE),
    }
    return forms.get(name.removeprefix(f"{table}_"))


@cache
def _listed() -> dict[str, Policy]:
    text = files("gvi.cli.guards").joinpath("policies.json").read_text(encoding="utf-8")
    found: dict[str, list[Any]] = json.loads(text)
    return {name: (row[0], tuple(row[1]), row[2], row[3], row[4]) for name, row in found.items()}


def plain(expression: str) -> str:
    """An expression without the marks that PostgreSQL's versions write differently."""
    return re.sub(r"\)AS\w+\)", "))", "".join(re.sub(r"\bAS\b", "AS", expression).split()))
