"""The roles and the database they share, made once by whoever administers the server.

``gvi_owner`` owns and can't sign in; ``gvi_eraser`` can't either, and is what the one function that erases acts as
(``sql/erasure.sql``); ``gvi_migrator`` becomes the owner; ``gvi_backup`` reads by named
policies; ``gvi_app`` owns nothing and bypasses nothing. Nobody else may connect.
"""

from collections.abc import Iterable, Iterator, Mapping

import psycopg
from psycopg import sql

ROLES = ("gvi_migrator", "gvi_backup", "gvi_app")
SILENT = ("gvi_owner", "gvi_eraser")
PLAIN = "nosuperuser nocreatedb nocreaterole nobypassrls noreplication"
LONGEST_WAIT = (
    "5s"  # for a lock: a page answers "try again" rather than hang when a table is held (trust.md, T18)
)


def role_statements(passwords: Mapping[str, str]) -> Iterator[sql.Composed]:
    """The SQL that creates the roles, or gives roles that exist these passwords."""
    for role in (*SILENT, *ROLES):
        made = "do $$ begin create role {}; exception when duplicate_object then null; end $$"
        yield sql.SQL(made).format(sql.Identifier(role))
    for role in SILENT:
        yield sql.SQL(f"alter role {{}} nologin {PLAIN}").format(sql.Identifier(role))
    for role in ROLES:
        change = f"alter role {{}} login {PLAIN} password {{}}"
        yield sql.SQL(change).format(sql.Identifier(role), sql.Literal(passwords[role]))
    yield sql.SQL("grant gvi_eraser to gvi_owner").format()
    yield sql.SQL("grant gvi_owner to gvi_migrator").format()
    yield sql.SQL("alter role gvi_migrator set role gvi_owner").format()
    yield sql.SQL("alter role gvi_app set lock_timeout = {}").format(sql.Literal(LONGEST_WAIT))
    # Row security makes small queries look dear; compiling them takes longer than running them.
    yield sql.SQL("alter role gvi_app set jit = off").format()


def database_statements(name: str, template: str = "template0") -> Iterator[sql.Composed]:
    """The SQL that creates database ``name``, owned by ``gvi_owner``; only the four roles may connect."""
    database = sql.Identifier(name)
    made = sql.SQL("create database {} owner gvi_owner template {} encoding 'UTF8'")
    yield made.format(database, sql.Identifier(template))
    yield sql.SQL("revoke all on database {} from public").format(database)
    roles = sql.SQL(", ").join(sql.Identifier(role) for role in ("gvi_owner", *ROLES))
    yield sql.SQL("grant connect on database {} to {}").format(database, roles)


def make_roles(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Create the roles, or give them these passwords; ``admin_url`` belongs to a superuser."""
    _run(admin_url, role_statements(passwords))


def make_database(admin_url: str, name: str, template: str = "template0") -> None:
    """Create database ``name``, owned by ``gvi_owner``; only the four roles may connect."""
    _run(admin_url, database_statements(name, template))


def _run(admin_url: str, statements: Iterable[sql.Composed]) -> None:
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def database_exists(admin_url: str, name: str) -> bool:
    """Whether the server has a database called ``name``."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name])
        return found.fetchone() is not None
