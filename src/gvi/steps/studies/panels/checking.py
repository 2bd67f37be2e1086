"""Whether a table is a balanced panel: the first fault is told with its row and column, and nothing is kept.

Rows are numbered as a spreadsheet shows them, the heading being row 1. A panel holds figures of places, never of
persons: what looks like a person's number, and headings of what nobody is sorted by here, are refused (T22, T25).
"""

from collections.abc import Iterable, Sequence

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.panel import PanelRefused, read_panel
from gvi.science.evaluation.times import Step
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.steps.studies.panels.made import MadePanel
from gvi.steps.studies.refusals import PanelFaulty
from gvi.trust.workspaces.asked import is_sensitive
from gvi.trust.workspaces.free_text import find

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
HEADING = 2
LONGEST_UNIT = 200


def check_panel(table: pl.DataFrame, unit: str = "", time: str = "") -> MadePanel:
    """The panel of ``table``. Columns that are not named are guessed. Raises ``PanelFaulty``."""
    unit = _named(table, unit, UNITS, 0)
    time = _named(table, time, TIMES, 1)
    if not table.height:
        raise PanelFaulty(PanelFaulty.EMPTY)
    _refuse_persons(table)
    _filled(table, unit)
    step = _step(table, time)
    _once(table, unit, time)
    columns = tuple(name for name in table.columns if name not in {unit, time} and _is_number(table, name))
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
            raise PanelFaulty(PanelFaulty.NO_COLUMN, column=given)
        return given
    usual = [name for name in table.columns if name.casefold() in known]
    if not usual and table.width <= at:
        raise PanelFaulty(PanelFaulty.NO_NUMBERS)
    return usual[0] if usual else table.columns[at]


def _refuse_persons(table: pl.DataFrame) -> None:
    for name in table.columns:
        if is_sensitive(name) or any(found.refused for found in find(name)):
            raise PanelFaulty(PanelFaulty.ABOUT_PERSONS, column=name)
        for number, text in enumerate(table[name], start=HEADING):
            if not text.replace(".", "").isdecimal() and any(found.refused for found in find(text)):
                raise PanelFaulty(PanelFaulty.PERSON, column=name, row=number)


def _filled(table: pl.DataFrame, unit: str) -> None:
    for number, text in enumerate(table[unit], start=HEADING):
        if not text or len(text) > LONGEST_UNIT:
            raise PanelFaulty(PanelFaulty.UNIT, column=unit, row=number)


def _step(table: pl.DataFrame, column: str) -> Step:
    texts = table[column].to_list()
    step = times.step_of(dict.fromkeys(texts))
    if step is not None:
        return step
    first = times.step_of(texts[:1])
    wrong = (at for at, text in enumerate(texts) if first is None or times.read(first, text) is None)
    raise PanelFaulty(PanelFaulty.TIME, column=column, row=next(wrong) + HEADING)


def _once(table: pl.DataFrame, unit: str, time: str) -> None:
    seen: set[tuple[str, str]] = set()
    for number, pair in enumerate(zip(table[unit], table[time], strict=True), start=HEADING):
        if pair in seen:
            raise PanelFaulty(PanelFaulty.TWICE, row=number, unit=pair[0], time=pair[1])
        seen.add(pair)


def _is_number(table: pl.DataFrame, column: str) -> bool:
    """Whether the column counts something: some cell is a number; then every cell must be one, and none negative."""
    read = table[column].cast(pl.Float64, strict=False)
    numbers = read.is_finite().fill_null(value=False)
    if not numbers.any():
        return False
    for number, (fine, value) in enumerate(zip(numbers, read, strict=True), start=HEADING):
        if not fine:
            raise PanelFaulty(PanelFaulty.NUMBER, column=column, row=number)
        if value < 0:
            raise PanelFaulty(PanelFaulty.NEGATIVE, column=column, row=number)
    return True


def _whole(table: pl.DataFrame, unit: str, time: str, columns: Iterable[str], step: Step) -> None:
    """The science reads it once as it will later; what is missing is named here, the rest would be our own fault."""
    have = {(a, times.read(step, b)) for a, b in zip(table[unit], table[time], strict=True)}
    numbers = [number for _, number in have if number is not None]
    for name in table[unit].unique(maintain_order=True):
        for number in range(min(numbers), max(numbers) + 1):
            if (name, number) not in have:
                raise PanelFaulty(PanelFaulty.MISSING, unit=name, time=times.label(step, number))
    try:
        read_panel(table, unit=unit, time=time, outcomes=list(columns))
    except (CellRefused, ColumnMissing, PanelRefused) as error:
        raise PanelFaulty(PanelFaulty.OTHER, column=unit) from error
