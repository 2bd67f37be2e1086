"""``gvi ties``: who appear in the same incidents, from a file of any size to a file of ties (science.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import (
    ensure_file,
    print_json,
    read_table,
    replacing,
    table_format,
    told,
    unreadable,
    working,
)
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.ties import Account


def ties(
    file: Annotated[Path, typer.Argument(help="Rows, one for each person's role in an incident.")],
    roles: Annotated[str, typer.Option(help="The roles to tie, with a comma between: suspect,witness.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Write the ties here (.parquet or .csv).")],
    window: Annotated[
        str | None, typer.Option(help="How far back from the last date in the data: 90d, 12w, 18m, 3y.")
    ] = None,
    cap: Annotated[
        int | None, typer.Option(min=2, help="Leave out incidents with more persons; they are counted.")
    ] = None,
    evidence: Annotated[str, typer.Option(help="Name of the source, kept with every tie.")] = "incidents",
    engine: Annotated[str, typer.Option(help="duckdb, or spark with the extra gvi\\[spark].")] = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="The account as JSON on standard output.")] = False,
) -> None:
    """Make ties of incidents: who appear together, weighed so that a large incident says less of each pair.

    Rows have incident_id, person_id, role and date; ties have source, target, weight, kind, evidence, first and last.
    An incident of s persons in the roles gives each pair 1/(s - 1). A suspect and a victim are in conflict, never tied.

    With these rows the pair a, b weighs 1.5 (0.5 from incident 1, 1 from incident 2):
    incident_id,person_id,role,date
    1,a,suspect,2026-01-05
    1,b,suspect,2026-01-05
    1,c,suspect,2026-01-05
    2,a,suspect,2026-02-11
    2,b,suspect,2026-02-11

    Example: gvi ties rows.csv --roles suspect --window 3y --cap 30 -o ties.csv
    """
    asked = {"roles": roles.split(","), "window": window, "cap": cap, "evidence": evidence, "engine": engine}
    form = ensure_file(file)
    table_format(out)
    with working(f"{file.name} → {out.name}", quiet=as_json), told(file), replacing(out) as place:
        account = _from_parquet(file, place, asked) if form == "parquet" else _from_csv(file, place, asked)
    if as_json:
        print_json({**account.to_json(), "out": out.name})
    else:
        console.print(account.sentence("en"), markup=False)


def _from_parquet(file: Path, place: Path, asked: dict[str, Any]) -> "Account":
    """Any size."""
    import duckdb
    import polars as pl

    from gvi.science.ties import from_parquet

    try:
        return from_parquet(file, place, **asked)
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        raise CommandRefused(f"{file.name}: {unreadable(file, 'parquet')}") from error


def _from_csv(file: Path, place: Path, asked: dict[str, Any]) -> "Account":
    from gvi.science.ties import from_rows

    made = from_rows(read_table(file), **asked)
    made.frame.write_csv(place) if place.suffix == ".csv" else made.frame.write_parquet(place)
    return made.account
