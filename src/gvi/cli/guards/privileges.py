"""Privileges: the application may do with each table exactly what the list says, and nobody else anything."""

import re
from collections.abc import Iterator, Mapping

import psycopg

from gvi.database.privileges import TABLES

PART = re.compile(r"(\w+)(?:\s*\(([^)]*)\))?")
GRANTS = """
    select c.relname, case when a.grantee = 0 then 'public' else a.grantee::regrole::text end, a.privilege_type, ''
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
        aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and a.grantee <> c.relowner
    union all
    select c.relname, case when a.grantee = 0 then 'public' else a.grantee::regrole::text end, a.privilege_type,
        t.attname
    from pg_catalog.pg_attribute t join pg_catalog.pg_class c on c.oid = t.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a
    where n.nspname = 'public' and a.grantee <> c.relowner
"""
NAMES = """
    select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
"""
ELSEWHERE = """
    select 'gvi_app may create in schema ' || s from unnest(array['public', 'gvi']) s
        where has_schema_privilege('gvi_app', s, 'create')
    union all select 'gvi_app may create schemas' where has_database_privilege('gvi_app', current_database(), 'create')
    union all select 'gvi_app may read the ticket keys'
        where has_table_privilege('gvi_app', 'gvi.ticket_key', 'select, insert, update, delete')
    union all select 'anybody may connect' from pg_catalog.pg_database d,
        aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        where d.datname = current_database() and a.grantee = 0 and a.privilege_type = 'CONNECT'
"""

Grant = tuple[str, str]


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Every privilege too many or too few."""
    held: dict[str, set[Grant]] = {}
    for table, role, privilege, column in connection.execute(GRANTS).fetchall():
        if role == "gvi_app":
            held.setdefault(table, set()).add((privilege, column))
        elif (role, privilege) != ("gvi_backup", "SELECT"):
            yield f"{role} has {_words({(privilege, column)})} on {table}"
    names = {name for (name,) in connection.execute(NAMES).fetchall()}
    yield from _compare(names, held)
    for (what,) in connection.execute(ELSEWHERE).fetchall():
        yield what


def _compare(names: set[str], held: Mapping[str, set[Grant]]) -> Iterator[str]:
    for table in names:
        if table not in TABLES:
            yield f"{table} is not in the list of privileges"
        has, should = held.get(table, set()), expected(TABLES.get(table, ""))
        if has - should:
            yield f"gvi_app has {_words(has - should)} on {table}; the list does not give it"
        if should - has:
            yield f"gvi_app lacks {_words(should - has)} on {table}"


def expected(text: str) -> set[Grant]:
    """A line of the list as pairs of privilege and column (an empty column means the whole table)."""
    grants: set[Grant] = set()
    for privilege, columns in PART.findall(text):
        names = [name.strip() for name in columns.split(",")] if columns else [""]
        grants |= {(privilege.upper(), name) for name in names}
    return grants


def _words(grants: set[Grant]) -> str:
    return ", ".join(f"{p.lower()} ({c})" if c else p.lower() for p, c in sorted(grants))
