"""``gvi log seal``, ``gvi log verify`` and ``gvi log key`` (docs/how-to/verify-the-log.md)."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.screen import console, errors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gvi.trust.log.canonical import SealedHead
    from gvi.trust.log.verify import Report

app = typer.Typer(no_args_is_help=True)


@app.command()
def seal(
    everything: Annotated[bool, typer.Option("--all", help="Also events more than a day old.")] = False,
) -> None:
    """Seal now, without waiting for the worker's next minute."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from gvi.trust.log.seal import seal as seal_now

    done = seal_now(whole=everything)
    console.print(
        f"{done.blocks} new blocks; sealed to position {done.position}; {done.anchored} heads anchored."
    )


@app.command()
def key() -> None:
    """Print the public key that signs, for whoever keeps the anchor."""
    from gvi.cli.database import ensure_database

    ensure_database()
    from base64 import b64encode

    from gvi.trust.log.seal import seal_key

    found = seal_key()
    console.print(f"{found.fingerprint} {b64encode(found.public).decode()}")


@app.command()
def verify(
    anchor: Annotated[
        Path | None, typer.Option(help="The anchor; by default the file in GVI_ANCHOR.")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="Public keys; by default beside GVI_SEAL_KEY.")] = None,
    minutes: Annotated[int, typer.Option(help="How long an event may wait for its seal.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Verify the whole log and name the first fault; ends with 1 if there is one."""
    from gvi.cli.database import ensure_database

    database = ensure_database()
    report = verify_database(database.need("DATABASE_BACKUP_URL"), anchor, keys, minutes)
    _note(report)
    _print(report, as_json)
    if not report.whole:
        raise typer.Exit(1)


def verify_database(backup_url: str, anchor: Path | None, keys: Path | None, minutes: int = 10) -> "Report":
    """Verify over a connection of ``gvi_backup`` that sees one single moment and can't write."""
    import psycopg
    from django.conf import settings

    from gvi.trust.log.signing import load_public_keys, public_file
    from gvi.trust.log.verify import verify as verify_log

    listed = keys or public_file(Path(settings.GVI_SEAL_KEY or "seal.key"))
    if not listed.is_file():
        raise CommandRefused(f"There is no list of public keys, {listed}. Name one with --keys.")
    with psycopg.connect(backup_url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        return verify_log(
            connection,
            keys=load_public_keys(listed),
            anchor=_anchored(anchor),
            at=datetime.now(UTC),
            fresh=timedelta(minutes=minutes),
        )


def _anchored(chosen: Path | None) -> "Iterable[SealedHead]":
    """The heads in the anchor chosen on the command line, or in the settings' one; none at all is said aloud."""
    from django.conf import settings

    from gvi.trust.log.anchor import read_anchor

    path = chosen or Path(settings.GVI_ANCHOR)
    if path.is_file():
        return read_anchor(path)
    if chosen:
        raise CommandRefused(f"--anchor: there is no file {chosen}.")
    errors.print(
        "Without an anchor nobody can tell whether the end of the log has been cut off.", style="yellow"
    )
    return ()


def _note(report: "Report") -> None:
    """Leave the outcome in the log itself, where its reviewers see it."""
    from django.db import DatabaseError

    from gvi.trust.log.models import FAULTY, WHOLE, Operation
    from gvi.trust.log.write import LogUnavailable, write

    outcome = report.fault.what[:200] if report.fault else f"block {report.blocks}"
    try:
        write(
            Operation.READ,
            FAULTY if report.fault else WHOLE,
            by=None,
            kind="log",
            reason=outcome,
            count=max(1, report.events),
        )
    except (LogUnavailable, DatabaseError):
        errors.print("The outcome could not be noted in the log.", style="yellow")


def _print(report: "Report", as_json: bool) -> None:
    if as_json:
        console.print_json(json.dumps({"whole": report.whole, **asdict(report)}, default=str))
        return
    console.print(
        f"{report.events} events in {report.blocks} blocks; {report.anchored} compared with the anchor."
    )
    if report.fault is None:
        console.print("The log is whole.", style="green")
    else:
        fault = report.fault
        text = f"Position {fault.position} (block {fault.block}), {fault.kind}: {fault.what}."
        errors.print(text, style="red", markup=False)
