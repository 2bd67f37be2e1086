"""The four roles and the database they share, made once by whoever administers the server.

``gvi_owner`` owns and can't sign in; ``gvi_migrator`` becomes the owner; ``gvi_backup`` reads by named
policies; ``gvi_app`` owns nothing and bypasses nothing. Nobody else may connect.
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql

ROLES = ("gvi_migrator", "gvi_backup", "gvi_app")
PLAIN = "nosuperuser nocreatedb nocreaterole nobypassrls noreplication"


def make_roles(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Create the roles, or give them these passwords; ``admin_url`` belongs to a superuser."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _make_role(connection, "gvi_owner", "nologin", "")
        for role in ROLES:
            _make_role(connection, role, "login", passwords[role])
        connection.execute("grant gvi_owner to gvi_migrator")
        connection.execute("alter role gvi_migrator set role gvi_owner")


def _make_role(connection: psycopg.Connection, role: str, login: str, password: str) -> None:
    known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
    verb = "alter" if known else "create"
    statement = sql.SQL(f"{verb} role {{}} {login} {PLAIN}").format(sql.Identifier(role))
    if password:
        statement += sql.SQL(" password {}").format(sql.Literal(password))
    connection.execute(statement)


def make_database(admin_url: str, name: str, template: str = "template0") -> None:
    """Create database ``name``, owned by ``gvi_owner``; only the four roles may connect."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        made = sql.SQL("create database {} owner gvi_owner template {} encoding 'UTF8'")
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("grant connect on database {} to gvi_owner, gvi_migrator, gvi_backup, gvi_app").format(
                sql.Identifier(name)
            )
        )


def database_exists(admin_url: str, name: str) -> bool:
    """Whether the server has a database called ``name``."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name])
        return found.fetchone() is not None
