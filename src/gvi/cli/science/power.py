"""``gvi power``: how large a fall a plan's test could find in its data, looked at before the plan is locked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gvi.cli.science.plan_checking import asked
from gvi.cli.science.plan_files import answering, load
from gvi.cli.science.reading import print_json, working
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.evaluation.design import Design
    from gvi.science.evaluation.detectable import Power
    from gvi.science.evaluation.plan import Plan

REPLICATES = 10_000


def power(
    plan: Annotated[Path, typer.Argument(help="The plan file; the panel lies beside it.")],
    replicates: Annotated[int, typer.Option(min=100, help="How many panels are drawn.")] = REPLICATES,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Tell how often the plan's test would find a fall of each size, from the time before the start alone.

    The panel may end before the start. Which test is meant is said: methods that compare with other units are all
    simulated by randomisation over these units.

    Example: gvi power plan.toml --json
    """
    from gvi.science.evaluation import power as measured

    files = load(plan)
    given = asked(files)
    with working("Drawing panels", quiet=as_json), answering(files):
        found = measured(given.design, method=files.plan.method.name, replicates=replicates, seed=seed)
    if as_json:
        print_json(found.to_json())
        return
    console.print(found.sentence("en"), markup=False)
    for share in () if found.cannot_reject else found.grid:
        console.print(f"fall of {share.fall:.0%}: found in {share.found:.0%}", markup=False)


def powered(plan: "Plan", design: "Design") -> "Power | None":
    """The power that a report tells; none where the time before the start says too little of it."""
    from gvi.science.evaluation import power as measured

    try:
        return measured(design, method=plan.method.name, replicates=REPLICATES)
    except ValueError:
        return None
