"""A plan and the files beside it: read as the plan names them, each error with its file and row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gvi.cli.refused import CommandRefused
from gvi.cli.science.reading import read_table, told

if TYPE_CHECKING:
    import polars as pl

    from gvi.science.evaluation.context import ContextEvent
    from gvi.science.evaluation.plan import Plan, PlanRefused


@dataclass(frozen=True)
class Files:
    """A plan's own folder. Names in the plan are of files in it."""

    path: Path
    plan: "Plan"

    @property
    def panel(self) -> Path:
        """The panel's file."""
        return self.path.parent / self.plan.data.file

    def read_panel(self) -> "pl.DataFrame":
        """The panel as it stands."""
        return read_table(self.panel, self.plan.data.delimiter)

    def read_tables(self) -> "dict[str, pl.DataFrame]":
        """The tables that the method's options name."""
        links = self.plan.method.options.get("links")
        return {links: read_table(self.path.parent / links)} if links else {}

    def read_context(self) -> "tuple[ContextEvent, ...]":
        """What else happened."""
        from gvi.science.evaluation.context import read_context

        if not self.plan.data.context:
            return ()
        place = self.path.parent / self.plan.data.context
        table = read_table(place)
        with told(place):
            return read_context(table)


def load(path: Path) -> Files:
    """Read a plan; the first thing that is wrong with it is told with its row."""
    from gvi.science.evaluation.plan import PlanRefused, read_plan

    try:
        return Files(path, read_plan(text_of(path)))
    except PlanRefused as error:
        raise CommandRefused(sentence(path, error)) from error


def text_of(path: Path) -> str:
    """The plan's text, byte for byte."""
    if not path.is_file():
        raise CommandRefused(f"{path.name}: expected a file that exists")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandRefused(f"{path.name}: expected text in UTF-8") from error


def sentence(path: Path, error: "PlanRefused") -> str:
    """What is wrong with a plan, with the row where it stands."""
    row = f", row {error.line}" if error.line else ""
    return f"{path.name}{row}: {error}"


@contextmanager
def answering(files: Files) -> Iterator[None]:
    """Tell what is wrong while a plan is answered: of the plan with its row, of the panel with its own."""
    from gvi.science.evaluation.plan import PlanRefused
    from gvi.science.evaluation.plan_reading import line_of

    with told(files.panel):
        try:
            yield
        except PlanRefused as error:
            error.line = error.line or line_of(files.plan.text, error.table, error.key)
            raise CommandRefused(sentence(files.path, error)) from error
