"""Row security: on and forced for every table of a room, with exactly the policies that the migrations made."""

import re
from collections.abc import Iterator

import psycopg

from gvi.cli.guards import declared

# Who works where, which rooms are on, which rooms took part in a meeting: shared, and no person in them.
SHARED = frozenset({"workspaces_member", "workspaces_switch", "review_meeting_present"})
ROOM = "(workspace_id = ( SELECT gvi.here() AS here))"
WHO = "( SELECT gvi.ticket_workspace() AS ticket_workspace)"
MEMBER = "( SELECT gvi.ticket_member() AS ticket_member)"
WATCHER = "(workspace_id = ( SELECT gvi.log_watch_room() AS log_watch_room))"
REVIEWER = "(workspace_id = ( SELECT gvi.log_review_room() AS log_review_room))"
ADVISER = "(workspace_id = ( SELECT gvi.log_advice_room() AS log_advice_room))"

REVIEWS = ("log_logreview", "log_logreviewitem", "log_logreviewadvice")

Policy = tuple[str, tuple[str, ...], str, str]
LOG: dict[str, Policy] = {
    "log_event_add": (
        *("INSERT", ("gvi_app",), ""),
        f"((NOT (workspace_id IS DISTINCT FROM {WHO})) AND (NOT (member_id IS DISTINCT FROM {MEMBER})))",
    ),
    "log_event_read": (
        *("SELECT", ("gvi_app",)),
        f"((workspace_id = {WHO}) OR ((workspace_id IS NULL) AND ({WHO} IS NOT NULL)))",
        "",
    ),
    "log_event_seal": ("SELECT", ("gvi_owner",), "true", ""),
    **{f"{table}_read": ("SELECT", ("gvi_app",), WATCHER, "") for table in REVIEWS},
    **{f"{table}_owner": ("SELECT", ("gvi_owner",), "true", "") for table in REVIEWS},
    **{f"{table}_begin": ("INSERT", ("gvi_app",), "", REVIEWER) for table in REVIEWS[:2]},
    **{f"{table}_sign": ("UPDATE", ("gvi_app",), REVIEWER, REVIEWER) for table in REVIEWS[:2]},
    "log_logreviewadvice_begin": ("INSERT", ("gvi_app",), "", ADVISER),
}

TABLES = """
    select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relkind in ('r', 'p') order by c.relname
"""
POLICIES = """
    select tablename, policyname, cmd, roles::text[], coalesce(qual, ''), coalesce(with_check, ''), permissive
    from pg_catalog.pg_policies order by tablename, policyname
"""
KEYS = "select relrowsecurity from pg_catalog.pg_class where oid = 'gvi.ticket_key'::regclass"


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Tables without row security, and policies that are missing, changed or added."""
    for table, on, forced in connection.execute(TABLES).fetchall():
        if table not in SHARED and not (on and forced):
            yield f"{table}: row security is {'not forced' if on else 'off'}"
    keys = connection.execute(KEYS).fetchone()
    if keys is None or not keys[0]:
        yield "gvi.ticket_key: row security is off"
    yield from _policies(connection)


def _policies(connection: psycopg.Connection) -> Iterator[str]:
    found = {}
    for table, name, command, roles, using, check, _permissive in connection.execute(POLICIES).fetchall():
        found[table, name] = (command, tuple(roles), _plain(using), _plain(check))
    for table, name in declared.policies() - set(found):
        yield f"{table}: the policy {name} is missing"
    for table, name in set(found) - declared.policies():
        yield f"{table}: the policy {name} is not ours"
    for (table, name), policy in found.items():
        if policy != _expected(table, name, policy):
            yield f"{table}: the policy {name} has been changed"


def _expected(table: str, name: str, found: Policy) -> Policy:
    if name in LOG:
        command, roles, using, check = LOG[name]
        return command, roles, _plain(using), _plain(check)
    if name == f"{table}_room":
        return "ALL", ("gvi_app",), _plain(ROOM), _plain(ROOM)
    if name == f"{table}_history":
        return "INSERT", ("gvi_owner",), "", "true"
    if name == f"{table}_backup":
        return "SELECT", ("gvi_backup",), "true", ""
    return found


def _plain(expression: str) -> str:
    """An expression without the marks that PostgreSQL's versions write differently."""
    return re.sub(r"AS(here|ticket_workspace|ticket_member|log_\w+_room)\b", "", "".join(expression.split()))
