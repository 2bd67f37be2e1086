"""All that is wrong with a plan and the files it names, each with file and row; and what the plan will do."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gvi.cli.refused import CommandRefused
from gvi.cli.science.plan_files import Files, answering, sentence, text_of
from gvi.cli.science.reading import told

if TYPE_CHECKING:
    import polars as pl

    from gvi.science.evaluation.assessing import Asked


def faults(path: Path) -> Iterator[str]:
    """A sentence for each thing that is wrong: the plan first, and when it can be read the files it names."""
    from gvi.science.evaluation.plan import read_plan
    from gvi.science.evaluation.plan_reading import faults as wrong_with

    text = text_of(path)
    found = [sentence(path, fault) for fault in wrong_with(text)]
    yield from found
    if not found:
        yield from _files(Files(path, read_plan(text)))


def asked(files: Files) -> "Asked":
    """What the plan asks of its panel, as far ahead as the plan reaches."""
    from gvi.science.evaluation.assessing import design_of

    table = files.read_panel()
    with answering(files):
        return design_of(files.plan, table, ahead=True)


def summary(files: Files, found: "Asked") -> Iterator[str]:
    """What the plan will do with these data, a line each, its hash last."""
    design, plan = found.design, files.plan
    start = min(design.starts.values())
    counted = len(design.treated)
    yield (
        f"{files.path.name}: {plan.method.name} of {', '.join(design.outcomes)}; {counted} treated "
        f"({', '.join(design.treated[:5])}{', ..' if counted > 5 else ''}) and {len(design.donors)} to compare with."
    )
    yield (
        f"{start} {design.panel.step.value}s before the start, {design.panel.n_times - start} from it to "
        f"{design.panel.times[-1]}. The data that are counted end {found.reached}."
    )
    yield from (note.en for note in found.notes)
    yield f"sha256 {plan.sha256}"


def _files(files: Files) -> Iterator[str]:
    try:
        table = files.read_panel()
    except CommandRefused as error:
        yield str(error)
        return
    columns = list(_columns(files, table))
    yield from columns
    for read in (*([] if columns else [lambda: asked(files)]), files.read_tables, files.read_context):
        try:
            read()
        except CommandRefused as error:
            yield str(error)


def _columns(files: Files, table: "pl.DataFrame") -> Iterator[str]:
    """Each column that is missing, and the first wrong cell of each that holds figures."""
    from gvi.science import frames
    from gvi.science.evaluation.assessing import columns_of

    for name, figures in columns_of(files.plan).items():
        if name not in table.columns:
            found = ", ".join(table.columns)
            yield f"{files.panel.name}: column {name} is missing: expected it among {found}"
        elif figures:
            try:
                with told(files.panel):
                    frames.numbers(table, name)
            except CommandRefused as error:
                yield str(error)
