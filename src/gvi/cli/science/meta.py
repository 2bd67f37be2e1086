"""``gvi meta``: what others have published, side by side, and together when that can be done (science.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from gvi.cli.science.reading import print_json, read_table, told
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.evaluation.pooling.estimating import Method, Test


def meta(
    effects: Annotated[
        Path | None,
        typer.Argument(
            help="Published effects, with the columns of gvi_effects.csv; without one, that file."
        ),
    ] = None,
    method: Annotated[str, typer.Option(help="REML, PM (Paule-Mandel) or DL (DerSimonian-Laird).")] = "REML",
    test: Annotated[str, typer.Option(help="knha (Knapp-Hartung) or z.")] = "knha",
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Put published effects side by side; pool them when at least five are independent and have an interval.

    Columns: site, study, year_pub, level, outcome, design, effect_type (irr, pct_change, ..), estimate, ci_low,
    ci_high, months_post, verified, source. A row without an interval is shown and never pooled; an effect of another
    kind is never turned into per cent. Without a file the published effects that come with the product are read.

    Example: gvi meta effects.csv --json
    """
    from gvi.science.evaluation import meta as measured
    from gvi.science.evaluation.published import PUBLISHED

    place = effects or PUBLISHED
    table = read_table(place)
    with told(place):
        found = measured(table, method=cast("Method", method), test=cast("Test", test))
    if as_json:
        print_json(found.to_json("en"))
        return
    console.print(found.sentence("en"), markup=False)
    for row in found.table("en").iter_rows(named=True):
        ends = "" if row["low"] is None else f" ({row['low']:.2f} to {row['high']:.2f})"
        effect = "-" if row["estimate"] is None else f"{row['estimate']:.2f}{ends}"
        why = f"; {row['left_out']}" if row["left_out"] else ""
        console.print(
            f"{row['site']}, {row['study']} {row['year']}, {row['outcome']}: {effect}{why}", markup=False
        )
