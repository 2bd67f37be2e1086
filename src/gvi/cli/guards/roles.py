"""Roles: none may bypass anything, none owns what it uses, and each connection is who it should be."""

from collections.abc import Iterator

import psycopg

from gvi.database.roles import SILENT

POWERS = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
ROLES = """
    select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication
    from pg_catalog.pg_roles
    where rolname in ('gvi_owner', 'gvi_eraser', 'gvi_migrator', 'gvi_backup', 'gvi_app')
"""
MEMBERS = """
    select m.rolname, r.rolname from pg_catalog.pg_auth_members a
    join pg_catalog.pg_roles m on m.oid = a.member join pg_catalog.pg_roles r on r.oid = a.roleid
    where m.rolname = any(%s)
"""
ERASER = """
    select m.rolname, r.rolname from pg_catalog.pg_auth_members a
    join pg_catalog.pg_roles m on m.oid = a.member join pg_catalog.pg_roles r on r.oid = a.roleid
    where m.rolname = 'gvi_eraser' or (r.rolname = 'gvi_eraser' and m.rolname <> 'gvi_owner')
"""
OWNED = """
    select c.oid::regclass::text from pg_catalog.pg_class c where c.relowner = %(role)s::regrole
    union all select p.oid::regprocedure::text from pg_catalog.pg_proc p where p.proowner = %(role)s::regrole
    union all select n.nspname from pg_catalog.pg_namespace n where n.nspowner = %(role)s::regrole
    union all select d.datname from pg_catalog.pg_database d where d.datdba = %(role)s::regrole
"""


def powers(connection: psycopg.Connection) -> Iterator[str]:
    """Powers that one of the roles has and ought not to have."""
    for name, may_login, *held in connection.execute(ROLES).fetchall():
        yield from (f"{name} has {p.removeprefix('rol')}" for p, on in zip(POWERS, held, strict=True) if on)
        if name in SILENT and may_login:
            yield f"{name} may sign in"
    for member, group in connection.execute(ERASER).fetchall():
        yield f"{member} is a member of {group}"


def look(connection: psycopg.Connection, role: str) -> Iterator[str]:
    """What is wrong with ``role``, which this connection should be: another name, ownership, membership."""
    who = connection.execute("select current_user").fetchone()
    if who is None or who[0] != role:
        yield f"the address meant for {role} signs in as {who[0] if who else 'nobody'}"
    for (owned,) in connection.execute(OWNED, {"role": role}).fetchall():
        yield f"{role} owns {owned}"
    for member, group in connection.execute(MEMBERS, ([role],)).fetchall():
        yield f"{member} is a member of {group}"
