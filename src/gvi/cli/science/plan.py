"""``gvi plan``: write the pre-registration by answering questions, and look it through before it is locked."""

from pathlib import Path
from typing import Annotated

import typer

from gvi.cli.refused import CommandRefused
from gvi.cli.science.plan_checking import asked, faults, summary
from gvi.cli.science.plan_files import load
from gvi.cli.science.reading import replacing
from gvi.cli.screen import console, errors

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """The plan of an evaluation, made before outcomes are read."""


@app.command()
def new(
    plan: Annotated[Path, typer.Argument(help="Where to write it; nothing is overwritten.")] = Path(
        "plan.toml"
    ),
) -> None:
    """Ask the questions one by one, and write the plan with what each key means.

    An empty answer takes what stands in brackets, or leaves out what need not be there. Have the panel in the same
    folder, so that the names of columns and units can be checked as you answer.

    Example: gvi plan new plan.toml
    """
    from gvi.cli.science.plan_questions import answers, written

    if plan.exists():
        raise CommandRefused(f"{plan.name} is there already: expected a name that is free")
    if not plan.parent.is_dir():
        raise CommandRefused(f"{plan.name}: expected a folder that exists to write it in")
    text = written(answers(plan.parent))
    with replacing(plan) as place:
        place.write_text(text, encoding="utf-8", newline="\n")
    console.print(f"{plan.name} is written. Look it through, then: gvi plan check {plan.name}", markup=False)


@app.command()
def check(plan: Annotated[Path, typer.Argument(help="The plan file; the panel lies beside it.")]) -> None:
    """Read the plan and the files it names, and say all that is wrong with file, row and column; or what it will do.

    Example: gvi plan check plan.toml
    """
    found = list(faults(plan))
    for fault in found:
        errors.print(fault, style="red", markup=False)
    if found:
        raise typer.Exit(1)
    files = load(plan)
    for line in summary(files, asked(files)):
        console.print(line, markup=False)
