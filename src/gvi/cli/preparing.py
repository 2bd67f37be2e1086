"""``gvi migrate``, ``gvi check`` and ``gvi database prepare``: make a database ready, and see that it is."""

import json
import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.cli.guards import Finding

database = typer.Typer(no_args_is_help=True)
LOGINS = {
    "gvi_app": "DATABASE_URL",
    "gvi_migrator": "DATABASE_MIGRATOR_URL",
    "gvi_backup": "DATABASE_BACKUP_URL",
}


def migrate() -> None:
    """Bring the database up to date: tables, guards, privileges and the ticket key. Needs DATABASE_MIGRATOR_URL."""
    from gvi.cli.database import ensure_database

    found = ensure_database()
    from gvi.database.migrate import migrate as migrate_now

    unknown = migrate_now(found.need("DATABASE_MIGRATOR_URL"), verbosity=1)
    if unknown:
        raise CommandRefused(f"Tables that the list of privileges does not know: {', '.join(unknown)}.")
    console.print("The database is up to date.", style="green")


def check(as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False) -> None:
    """Is every guard on? Names what is not, and ends with 1. Needs DATABASE_BACKUP_URL."""
    from gvi.cli.database import ensure_database

    found = ensure_database()
    from gvi.cli.guards import check as check_guards

    findings = check_guards(found.app_url, found.need("DATABASE_BACKUP_URL"))
    if as_json:
        console.print_json(json.dumps([finding.as_dict() for finding in findings]))
    else:
        _table(findings)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def _table(findings: "list[Finding]") -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("Guard", "", "What is not as it should be", box=None, header_style="bold")
    for finding in findings:
        mark = "[green]on[/green]" if finding.ok else "[red]OFF[/red]"
        table.add_row(finding.guard, mark, escape("\n".join(finding.faults)))
    console.print(table)


@database.command()
def prepare(
    admin_url: Annotated[
        str, typer.Option(help="Address of a superuser; without it the SQL is printed.")
    ] = "",
    name: Annotated[str, typer.Option(help="Name of the database.")] = "gvi",
    host: Annotated[str, typer.Option(help="Host (and port) as the programme sees it.")] = "127.0.0.1:5432",
) -> None:
    """Make the four roles and the database, with new passwords, and print the addresses for the settings."""
    from gvi.database import roles

    passwords = {role: secrets.token_urlsafe(24) for role in LOGINS}
    if admin_url:
        roles.make_roles(admin_url, passwords)
        if not roles.database_exists(admin_url, name):
            roles.make_database(admin_url, name)
    else:
        for statement in (*roles.role_statements(passwords), *roles.database_statements(name)):
            console.print(f"{statement.as_string(None)};", markup=False)
        console.print()
    for role, variable in LOGINS.items():
        console.print(f"{variable}=postgresql://{role}:{passwords[role]}@{host}/{name}", markup=False)
