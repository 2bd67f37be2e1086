"""Erasure: whatever tells of a person is in its registry, and its functions belong to the role that erases."""

from collections.abc import Iterator

import psycopg

from gvi.cli.guards import declared
from gvi.database.erasing import FUNCTIONS

# Sealed, and without a person: the header of a disclosure, a board's decision, what erasure itself has counted.
NOBODY = frozenset(
    {"disclosures_disclosure", "log_event", "people_erasuredecision", "people_erasureprotocol"}
)
SEALED = """
    select distinct p.tablename from pg_catalog.pg_policies p
    where p.schemaname = 'public' and 'gvi_eraser' = any(p.roles)
"""
POINTING = """
    select c.relname, a.attname from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
        and c.relname <> 'people_person' and not exists (
            select 1 from pg_catalog.pg_attribute h where h.attrelid = c.oid and h.attname = 'pgh_id')
        and (a.attname in ('person', 'person_id') or exists (
            select 1 from pg_catalog.pg_constraint k
            where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'public.people_person'::regclass
                and a.attnum = any(k.conkey) and a.attname <> 'workspace_id'))
"""
REGISTRY = """
    select table_name, column_name, root, history, history_column, matching, unlink, position from gvi.erasable
"""
ROOTS = "select table_name, due, reads, position from gvi.erasable_root"
OWNERS = """
    select p.oid::regprocedure::text, p.proowner::regrole::text from pg_catalog.pg_proc p
    where p.pronamespace = 'gvi'::regnamespace and (p.proname = any(%s)) <> (p.proowner::regrole::text = 'gvi_eraser')
"""


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Tables that erasure forgets, a registry that was changed, and functions that act as somebody else."""
    yield from _forgotten(connection)
    found = set(connection.execute(REGISTRY).fetchall())
    should = {tuple(vars(part).values()) for part in declared.erasables()}
    yield from (f"{row[0]}.{row[1]} is not in the registry of erasure" for row in should - found)
    yield from (
        f"{row[0]}.{row[1]} is in the registry of erasure, and not in the code" for row in found - should
    )
    roots = {(it.table, it.due, ",".join(it.reads), it.position) for it in declared.erasable_roots()}
    for root in set(connection.execute(ROOTS).fetchall()) ^ roots:
        yield f"{root[0]}: when it is erased is not what the code says"
    for function, owner in connection.execute(OWNERS, (list(FUNCTIONS),)).fetchall():
        yield f"{function} belongs to {owner}"


def _forgotten(connection: psycopg.Connection) -> Iterator[str]:
    parts = declared.erasables()
    known = {part.table for part in parts} | {part.history for part in parts}
    for (table,) in connection.execute(SEALED).fetchall():
        if table not in known | NOBODY:
            yield f"{table} is sealed and erasure does not know it"
    columns = {(part.table, part.column) for part in parts}
    for table, column in connection.execute(POINTING).fetchall():
        if (table, column) not in columns:
            yield f"{table}.{column} points at a person and erasure does not know it"
