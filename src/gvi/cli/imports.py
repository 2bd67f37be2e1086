"""``gvi import incidents``: the police's feed or the city's own sheet, checked, counted and published."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import console, errors

if TYPE_CHECKING:
    from gvi.steps.incidents.importing.outcome import Outcome
    from gvi.steps.incidents.reading import Refused
    from gvi.trust.workspaces.actor import Actor

app = typer.Typer(no_args_is_help=True)
SHOWN = 10
HEADINGS = ("file", "sheet", "row", "column", "value", "expected")


@app.callback()
def group() -> None:
    """Read files in."""


@app.command()
def incidents(
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    format: Annotated[str, typer.Option(help="polisen, csv, xlsx or parquet.")],
    mapping: Annotated[Path | None, typer.Option(help="Which column is what (JSON or TOML).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, change nothing.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the refused rows to this CSV file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The account as JSON on standard output.")] = False,
    member: Annotated[str, typer.Option("--as", help="E-mail of the member who imports.")] = "",
) -> None:
    """Import incidents. Example: gvi import incidents sheet.xlsx --format xlsx --dry-run --report refused.csv"""
    from gvi.cli.database import ensure_database

    if report and not report.parent.is_dir():
        raise CommandRefused(f"--report {report}: expected a file in a folder that exists")
    ensure_database()
    from django.utils import timezone

    from gvi.steps.incidents.flows.import_incidents import import_incidents
    from gvi.steps.incidents.reading import FileRefused, load_mapping

    try:
        chosen = load_mapping(mapping) if mapping else None
        with _bar(quiet=as_json) as bar:
            task = bar.add_task(file.name, total=1.0)
            outcome = import_incidents(
                file,
                format,
                chosen,
                by=_actor(member),
                at=datetime.now(UTC),
                today=timezone.localdate(),
                dry_run=dry_run,
                progress=lambda share: bar.update(task, completed=share),
            )
    except FileRefused as error:
        raise CommandRefused(
            _place(error.file, error.where, error.row) + _expected(error.expected)
        ) from error
    if report:
        write_report(report, outcome.refused)
    if as_json:
        print(json.dumps(outcome.as_json(_english), ensure_ascii=False, indent=2))
    else:
        tell(outcome, report)


def _english(text: str) -> str:
    from django.utils.translation import gettext, override

    with override("en"):
        return gettext(text)


def _expected(text: str) -> str:
    return f": expected {_english(text)}"


def _place(file: str, where: str, row: int | None) -> str:
    return ", ".join(part for part in (file, where, f"row {row}" if row else "") if part)


def _bar(*, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(
        *columns,
        TimeRemainingColumn(),
        console=errors,
        disable=quiet or not errors.is_terminal,
        transient=True,
    )


def _actor(email: str) -> "Actor":
    from django.utils import timezone

    from gvi.trust.workspaces.actor import CONSOLE, load_actor
    from gvi.trust.workspaces.models import User

    if not email:
        return CONSOLE
    user = User.objects.filter(email=email.lower()).first()
    actor = load_actor(user, day=timezone.localdate()) if user else None
    if actor is None:
        raise CommandRefused(
            f"--as {email}: no member with a current role, expected a member's e-mail address"
        )
    return actor


def write_report(path: Path, refused: "list[Refused]") -> None:
    """Write one line for each refused row."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(HEADINGS)
        for one in refused:
            rows.writerow([one.file, one.sheet, one.row, one.column, one.value, _english(one.expected)])


def tell(outcome: "Outcome", report: Path | None) -> None:
    """Say the account in words."""
    verb = "would be" if outcome.dry_run else "are"
    console.print(
        f"{outcome.rows:,} rows: {outcome.new:,} {verb} new, {outcome.changed:,} changed, {outcome.same:,} same."
    )
    for name, counts in (("Kept", outcome.kept), ("Skipped", outcome.skipped), ("Unknown", outcome.unknown)):
        if counts:
            shown = ", ".join(f"{word} {times:,}" for word, times in counts.most_common(SHOWN))
            more = f" and {len(counts) - SHOWN} more types" if len(counts) > SHOWN else ""
            console.print(f"{name} {counts.total():,}: {shown}{more}", markup=False)
    if outcome.refused_rows:
        console.print(f"Refused {outcome.refused_rows:,}:", style="red")
        for one in outcome.refused[:SHOWN]:
            value = f" {one.value!r}" if one.value else ""
            place = _place(one.file, one.sheet, one.row)
            console.print(f"  {place}, {one.column}{value}{_expected(one.expected)}", markup=False)
        if outcome.refused_rows > SHOWN and not report:
            console.print("  … all of them with --report FILE")
    if outcome.warned_rows:
        console.print(f"Look at {outcome.warned_rows:,} rows that may point at a person or a group:")
        for doubt in outcome.warned[:SHOWN]:
            place = _place(doubt.file, doubt.sheet, doubt.row)
            console.print(f"  {place}, {doubt.column}: {_english(str(doubt.what.label))}", markup=False)
        if outcome.warned_rows > SHOWN:
            console.print("  … the first 10,000 of them with --json")
