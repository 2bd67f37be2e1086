"""Privileges: the application may do with each table exactly what the list says, the eraser what the registry calls
for, and nobody else anything.
"""

import re
from collections.abc import Iterator, Mapping

import psycopg

from gvi.cli.guards import declared
from gvi.database.erasing import KEEPING
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
    union all select 'gvi_eraser may create in schema ' || s from unnest(array['public', 'gvi']) s
        where has_schema_privilege('gvi_eraser', s, 'create')
    union all select r || ' may read the ticket keys' from unnest(array['gvi_app', 'gvi_eraser']) r
        where has_table_privilege(r, 'gvi.ticket_key', 'select, insert, update, delete')
    union all select r || ' may write ' || t from unnest(array['gvi_app', 'gvi_eraser', 'gvi_backup']) r,
        unnest(array['gvi.erasable', 'gvi.erasable_root']) t
        where has_table_privilege(r, t, 'insert, update, delete, truncate')
    union all select 'anybody may connect' from pg_catalog.pg_database d,
        aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        where d.datname = current_database() and a.grantee = 0 and a.privilege_type = 'CONNECT'
"""

Grant = tuple[str, str]


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Every privilege too many or too few."""
    held: dict[str, dict[str, set[Grant]]] = {"gvi_app": {}, "gvi_eraser": {}}
    for table, role, privilege, column in connection.execute(GRANTS).fetchall():
        if role in held:
            held[role].setdefault(table, set()).add((privilege, column))
        elif (role, privilege) != ("gvi_backup", "SELECT"):
            yield f"{role} has {_words({(privilege, column)})} on {table}"
    names = {name for (name,) in connection.execute(NAMES).fetchall()}
    yield from (f"{table} is not in the list of privileges" for table in names - set(TABLES))
    yield from _compare("gvi_app", {name: expected(TABLES.get(name, "")) for name in names}, held["gvi_app"])
    yield from _compare("gvi_eraser", eraser(names), held["gvi_eraser"])
    for (what,) in connection.execute(ELSEWHERE).fetchall():
        yield what


def eraser(names: set[str]) -> dict[str, set[Grant]]:
    """What the registry of erasure calls for, by table."""
    may = {name: expected(KEEPING.get(name, "")) for name in names}
    for part in declared.erasables():
        change = f"update ({part.column})" if part.unlink else "delete"
        may.setdefault(part.table, set()).update(expected(f"select, {change}"))
        if part.history:
            may.setdefault(part.history, set()).update(expected("select, delete"))
    for root in declared.erasable_roots():
        for name in root.reads:
            may.setdefault(name, set()).update(expected("select"))
    return may


def _compare(role: str, should: Mapping[str, set[Grant]], held: Mapping[str, set[Grant]]) -> Iterator[str]:
    for table in {*should, *held}:
        has, may = held.get(table, set()), should.get(table, set())
        if has - may:
            yield f"{role} has {_words(has - may)} on {table}; the list does not give it"
        if may - has:
            yield f"{role} lacks {_words(may - has)} on {table}"


def expected(text: str) -> set[Grant]:
    """A line of the list as pairs of privilege and column (an empty column means the whole table)."""
    grants: set[Grant] = set()
    for privilege, columns in PART.findall(text):
        names = [name.strip() for name in columns.split(",")] if columns else [""]
        grants |= {(privilege.upper(), name) for name in names}
    return grants


def _words(grants: set[Grant]) -> str:
    return ", ".join(f"{p.lower()} ({c})" if c else p.lower() for p, c in sorted(grants))
