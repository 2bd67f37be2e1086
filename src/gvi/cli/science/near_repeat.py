"""``gvi near-repeat``: do events come closer together in time and place than by chance? (science.md, Near repeat)"""

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.table import Table

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table, told, working, write_json
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.near_repeat import Metric, NearRepeat


def near_repeat(
    file: Annotated[Path, typer.Argument(help="CSV or Parquet, one row an event.")],
    distances: Annotated[str, typer.Option(help="Edges in metres, such as 0,1,100,200; inf may end them.")],
    days: Annotated[str, typer.Option(help="Edges in whole days, such as 0,7,14; inf may end them.")],
    x: Annotated[str, typer.Option(help="Column of the x coordinate, in metres.")] = "x",
    y: Annotated[str, typer.Option(help="Column of the y coordinate, in metres.")] = "y",
    time: Annotated[str, typer.Option(help="Column of the date.")] = "date",
    metric: Annotated[str, typer.Option(help="manhattan or euclidean.")] = "euclidean",
    permutations: Annotated[int, typer.Option(help="How many times dates are dealt out anew.")] = 999,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 1,
    area: Annotated[str | None, typer.Option(help="Column of the area that dates stay within.")] = None,
    date_format: Annotated[str, typer.Option(help="How dates are written.")] = "%Y-%m-%d",
    nrc: Annotated[bool, typer.Option("--nrc", help="Name bands as the Near Repeat Calculator 1.3.")] = False,
    out: Annotated[Path | None, typer.Option("--json", help="Write the result to this file.")] = None,
) -> None:
    """Count pairs of events by distance and days, and compare with what chance gives.

    A band holds its lower edge, not its upper. Coordinates are metres in a plane system. Dates are dealt out anew
    among the places; p says how often chance gives as many pairs, max_p the same when all cells are looked at.

    With these points one pair is under 100 m and under 7 days apart:
    x,y,date
    0,0,2026-01-01
    40,0,2026-01-04
    900,100,2026-03-15

    Example: gvi near-repeat points.csv --x x --y y --time date --distances 0,1,100,200 --days 0,7,14 --metric manhattan
    --permutations 999 --seed 1 --json out.json
    """
    from gvi.science.near_repeat import near_repeat as analyse

    points = read_table(file)
    with working(file.name) as bar, told(file):
        task = bar.add_task("permutations", total=permutations)
        found = analyse(
            points,
            distances=_edges(distances, "--distances"),
            days=_edges(days, "--days"),
            x=x,
            y=y,
            time=time,
            metric=cast("Metric", metric),
            permutations=permutations,
            seed=seed,
            area=area,
            date_format=date_format,
            nrc=nrc,
            progress=lambda done: bar.advance(task, done),
        )
    if out:
        write_json(found.to_json(), out)
    _show(found)


def _edges(text: str, option: str) -> list[float]:
    try:
        return [float(edge) for edge in text.split(",")]
    except ValueError as error:
        raise CommandRefused(
            f"{option} {text}: expected numbers with commas between, such as 0,7,14"
        ) from error


def _show(found: "NearRepeat") -> None:
    """The sentence and the table, one row a cell."""
    table = Table(box=None)
    cells = found.table("en")
    for column in cells.columns:
        table.add_column(column, justify="left" if column in {"distance", "days"} else "right")
    for distance, days, observed, expected, ratio, p, max_p in cells.iter_rows():
        table.add_row(
            *(distance, days, str(observed), f"{expected:.1f}", "–" if isnan(ratio) else f"{ratio:.2f}"),
            *(f"{p:.3f}", f"{max_p:.3f}"),
        )
    console.print(found.sentence("en"))
    console.print(table)
