"""``gvi communities``: groups that the ties suggest, as a question to the group audit (science.md)."""

from pathlib import Path
from typing import Annotated

import typer

from gvi.cli.science.reading import print_json, read_table, told, working
from gvi.cli.screen import console


def communities(
    file: Annotated[Path, typer.Argument(help="Ties: source, target; weight and kind if known.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="The groups as JSON on standard output.")] = False,
) -> None:
    """Suggest groups from ties: a question to the group audit, never a label on a person.

    Ties of the kind conflict are refused. Under 500 persons a second method is run, and those it places differently are
    unstable in the answer.

    With these ties the answer is two groups, a b c and d e f:
    source,target,weight
    a,b,1
    b,c,1
    a,c,1
    d,e,1
    e,f,1
    d,f,1

    Example: gvi communities ties.csv --seed 1 --json
    """
    from gvi.science.communities import find

    ties = read_table(file)
    with working(file.name, quiet=as_json), told(file):
        found = find(ties, seed)
    if as_json:
        print_json(found.to_json())
    else:
        console.print(found.sentence("en"), markup=False)
