"""``gvi concentration``: how concentrated events are on units, beside what chance alone gives (science.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import print_json, read_table, told, working
from gvi.cli.screen import console

if TYPE_CHECKING:
    import polars as pl

    from gvi.science.concentration import Concentration


def concentration(
    rows: Annotated[
        Path, typer.Argument(help="CSV or Parquet: a row an event, or with --count a row a unit.")
    ],
    unit: Annotated[str, typer.Option(help="The column that names the unit.")],
    count: Annotated[
        str | None,
        typer.Option(help="The column with events per unit; a row a unit, those without events too."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Top shares, Lorenz curve and Gini coefficient of events per unit, each beside its equal-risk value.

    Without --count a unit without events is not in the file and is not counted; with it, write a row for those as well.

    With these rows, one an event, half of the events can be tied to 1 of 3 units:
    person_id
    a
    a
    b
    c

    Example: gvi concentration rows.csv --unit person_id --json
    """
    from gvi.science.concentration import NoEvents
    from gvi.science.concentration import concentration as measured

    counts = _counts(rows, unit, count)
    try:
        with working("Measuring", quiet=json):
            found = measured(counts)
    except NoEvents as error:
        raise CommandRefused(f"{rows.name}: expected at least one unit and one event") from error
    if json:
        print_json(found.to_json())
    else:
        _tell(found, zeros=count is not None)


def _counts(path: Path, unit: str, count: str | None) -> "pl.Series":
    """Events per unit. A file may hold persons: an error names row and column, never the value."""
    from gvi.science.frames import frame, numbers, refuse, texts

    table = read_table(path)
    with told(path):
        named = texts(frame(table, [unit, *([count] if count else [])]), unit, sealed=True)
        if count is None:
            return named.value_counts()["count"]
        refuse(table[unit], named.is_duplicated(), "each unit once, since --count is given", sealed=True)
        events = numbers(table, count, least=0, sealed=True)
        refuse(table[count], events != events.floor(), "a whole number", sealed=True)
        return events


def _tell(found: "Concentration", *, zeros: bool) -> None:
    from gvi.science.numerals import percent

    console.print(found.sentence("en"), markup=False)
    for top in found.top:
        share, held, chance = (percent(one, "en") for one in (top.share, top.events_share, top.equal_risk))
        console.print(f"top {share} ({top.units} of {found.n}): {held}, by chance {chance}", markup=False)
    if not zeros:
        console.print("Only units with events are in the file; those without are not counted.", markup=False)
