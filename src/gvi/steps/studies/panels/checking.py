"""Whether a table is a balanced panel: the first fault is told with its row and column, and nothing is kept.

Rows are numbered as a spreadsheet shows them, the heading being row 1. A panel holds figures of places, never of
persons, and no fault repeats what stands in the file: what may stand there at all is in ``keeping``.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.panel import PanelRefused, read_panel
from gvi.science.evaluation.times import Step
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.steps.studies.panels.keeping import HEADING, figures, first_row, refuse_persons
from gvi.steps.studies.panels.made import MadePanel
from gvi.steps.studies.refusals import PanelFaulty

UNITS = ("unit", "enhet", "område", "omrade", "area", "stad", "kommun", "city", "site")
TIMES = (
    "time",
    "tid",
    "månad",
    "manad",
    "month",
    "vecka",
    "week",
    "år",
    "year",
    "kvartal",
    "quarter",
    "period",
)
LONGEST_UNIT = 200


def check_panel(table: pl.DataFrame, unit: str = "", time: str = "") -> MadePanel:
    """The panel of ``table``. Columns that are not named are guessed. Raises ``PanelFaulty``."""
    unit = _named(table, unit, UNITS, 0)
    time = _named(table, time, TIMES, 1)
    if not table.height:
        raise PanelFaulty(PanelFaulty.EMPTY)
    refuse_persons(table)
    _filled(table, unit)
    step = _step(table, time)
    _once(table, unit, time)
    columns = tuple(figures(table, {unit, time}, step))
    if not columns:
        raise PanelFaulty(PanelFaulty.NO_NUMBERS)
    _whole(table, unit, time, columns, step)
    ordered = table.sort(
        pl.col(time).map_elements(lambda text: times.read(step, text), return_dtype=pl.Int64)
    )
    labels = ordered[time]
    return MadePanel(
        csv=table.write_csv(),
        unit_column=unit,
        time_column=time,
        step=step,
        first=labels[0],
        last=labels[-1],
        units=tuple(table[unit].unique(maintain_order=True)),
        columns=columns,
        rows=table.height,
    )


def _named(table: pl.DataFrame, given: str, known: Sequence[str], at: int) -> str:
    """The column asked for, else one with a usual name, else the one that usually stands there."""
    if given:
        if given not in table.columns:
            raise PanelFaulty(PanelFaulty.NO_COLUMN)
        return given
    usual = [name for name in table.columns if name.casefold() in known]
    if not usual and table.width <= at:
        raise PanelFaulty(PanelFaulty.NO_NUMBERS)
    return usual[0] if usual else table.columns[at]


def _place(table: pl.DataFrame, column: str) -> int:
    """The column's number: a heading may be anything, so no fault repeats it."""
    return table.columns.index(column) + 1


def _filled(table: pl.DataFrame, unit: str) -> None:
    for number, text in enumerate(table[unit], start=HEADING):
        if not text or len(text) > LONGEST_UNIT:
            raise PanelFaulty(PanelFaulty.UNIT, column=_place(table, unit), row=number)


def _step(table: pl.DataFrame, column: str) -> Step:
    texts = table[column].to_list()
    step = times.step_of(dict.fromkeys(texts))
    if step is not None:
        return step
    first = times.step_of(texts[:1])
    wrong = (at for at, text in enumerate(texts) if first is None or times.read(first, text) is None)
    raise PanelFaulty(PanelFaulty.TIME, column=_place(table, column), row=next(wrong) + HEADING)


def _once(table: pl.DataFrame, unit: str, time: str) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, pair in enumerate(zip(table[unit], table[time], strict=True), start=HEADING):
        if pair in seen:
            raise PanelFaulty(PanelFaulty.TWICE, row=number, first=seen[pair])
        seen[pair] = number


def _whole(table: pl.DataFrame, unit: str, time: str, columns: Iterable[str], step: Step) -> None:
    """The science reads it once as it will later; what is missing is named here, the rest would be our own fault."""
    have = {(a, times.read(step, b)) for a, b in zip(table[unit], table[time], strict=True)}
    numbers = [number for _, number in have if number is not None]
    for name in table[unit].unique(maintain_order=True):
        for number in range(min(numbers), max(numbers) + 1):
            if (name, number) not in have:
                row = first_row(table[unit], {name})
                raise PanelFaulty(PanelFaulty.MISSING, row=row, time=times.label(step, number))
    try:
        read_panel(table, unit=unit, time=time, outcomes=list(columns))
    except (CellRefused, ColumnMissing, PanelRefused):
        raise PanelFaulty(PanelFaulty.OTHER, column=_place(table, unit)) from None
