"""``gvi retention run`` (docs/how-to/erase.md)."""

from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.trust.people.erasure import Report

app = typer.Typer(no_args_is_help=True)


@app.callback()
def retention() -> None:
    """Set apart and erase."""


@app.command()
def run(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would leave, and erase nothing.")
    ] = False,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="The days that the log knows nothing of have passed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Set apart and erase what is due today, by the database's clock; counts by kind of room and table, no person."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from datetime import UTC, datetime

    from gvi.trust.people.erasure import run as run_now

    with console.status("Erasing …"):
        report = run_now(datetime.now(UTC), dry_run, clock_is_right=clock_is_right)
    if as_json:
        import json

        console.print_json(json.dumps(report.as_dict()))
    else:
        _print(report)


def _print(report: "Report") -> None:
    from rich.table import Table

    would = "would be " if report.dry_run else ""
    table = Table("Room", "Table", "Rows", box=None, header_style="bold")
    for rooms in report.kinds:
        table.add_row(rooms.kind, f"set apart: persons {would}", str(rooms.set_apart))
        for name, rows in sorted(rooms.rows.items()):
            table.add_row(rooms.kind, name, str(rows))
    if report.kinds:
        console.print(table)
    console.print(
        f"{report.day}: {report.set_apart} persons {would}set apart, {report.erased} records {would}erased."
    )
    if report.behind:
        console.print(
            f"Erased up to {report.horizon}, {report.behind} days behind: the log knows nothing of some days since the "
            "last run. If the clock is right, run again with --clock-is-right.",
            style="red",
        )
    if report.filed is None and not report.dry_run:
        console.print("No file of tombstones: set GVI_TOMBSTONES (docs/reference/settings.md).", style="red")
