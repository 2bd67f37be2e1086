"""``gvi chains``: which incidents between groups may answer which, and how much of it is chance (science.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import print_json, read_table, told, working
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.chains import Chains


def chains(
    incidents: Annotated[
        Path,
        typer.Argument(
            help="CSV or Parquet: incident_id, time, actor_group, target_group, for --distance x and y."
        ),
    ],
    window: Annotated[str, typer.Option(help="How long after an answer may come, in days: 14d.")] = "14d",
    distance: Annotated[float | None, typer.Option(help="How far away it may be, in metres.")] = None,
    seed: Annotated[int, typer.Option(help="The seed of the shuffles.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Suggest which incidents between groups answer an earlier one, and say how much of it exceeds chance.

    An answer is the latest earlier incident with the sides reversed, at most the window before. Incidents with a side
    unknown are left out, and their number comes first. It is a suggestion to people, not an established connection.

    With these rows incident 2 is suggested as an answer to 1, six days later:
    incident_id,time,actor_group,target_group
    1,2026-01-05,Gran,Ask
    2,2026-01-11,Ask,Gran

    Example: gvi chains incidents.csv --window 14d --seed 1 --json
    """
    from gvi.science.chains import chains as measured

    days = _days(window)
    table = read_table(incidents)
    with told(incidents), working("Shuffling", quiet=json):
        found = measured(table, window_days=days, distance=distance, seed=seed)
    if json:
        print_json(found.to_json())
    else:
        _tell(found)


def _days(window: str) -> float:
    """Read a window such as 14d."""
    written = window.removesuffix("d")
    if not window.endswith("d") or not written.replace(".", "", 1).isdecimal() or float(written) <= 0:
        raise CommandRefused("--window: expected days written 14d")
    return float(written)


def _tell(found: "Chains") -> None:
    from gvi.science.numerals import percent

    console.print(found.sentence("en"), markup=False)
    for row in found.by_window:
        shares = f"{percent(row.share, 'en')}, by chance {percent(row.chance, 'en')}"
        console.print(f"within {row.window_days:g} days: {shares}", markup=False)
    for name, days in (("median", found.median_answer_days), ("Kaplan-Meier median", found.km_days)):
        console.print(f"days to answer, {name}: {'-' if days is None else f'{days:.1f}'}", markup=False)
    console.print(f"roots {found.roots}, of them never answered {found.singles}", markup=False)
