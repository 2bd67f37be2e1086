"""From a city's own panel to the file it sends: sums over the city, persons without small counts, all of it defined."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from gvi.science import frames
from gvi.science.disclosure_control import suppress
from gvi.science.evaluation import times
from gvi.science.evaluation.exchange.panel_file import FORMAT, Count, ExchangeRefused, PanelFile
from gvi.science.evaluation.exchange.variables import Variables
from gvi.science.evaluation.panel import Panel, read_panel
from gvi.science.evaluation.times import Step

PRELIMINARY = "preliminary"
SELDOM = (Step.QUARTER, Step.YEAR)


def export(
    data: Any,
    *,
    city: str,
    variables: Variables,
    made_on: date,
    unit: str,
    time: str,
    not_applicable: Mapping[str, str] | None = None,
) -> PanelFile:
    """Make a city's file, not yet signed, of its long panel (columns ``unit``, ``time`` and variables by their names).

    Every variable of the definitions is either a column or *not applicable* with a reason. Units are summed to the
    city. Raises ``ExchangeRefused`` for a variable that is neither or both, for persons by month, and for counts that
    are not whole; ``CellRefused`` and ``PanelRefused`` for the panel itself.
    """
    why = dict(not_applicable or {})
    table = frames.frame(data)
    counted = _counted(table, variables, why)
    panel = read_panel(table, unit=unit, time=time, outcomes=counted, counts=True)
    persons = [name for name in counted if variables.variables[name].counts == "persons"]
    if persons and panel.step not in SELDOM:
        raise ExchangeRefused(f"{persons[0]} counts persons: expected a panel by quarter or year")
    return PanelFile(
        format=FORMAT,
        city=city,
        made_on=made_on.isoformat(),
        step=panel.step.value,
        times=list(panel.times),
        preliminary_from=_preliminary(table, panel, time),
        variables_version=variables.version,
        variables_sha256=variables.sha256,
        definitions=dict(variables.variables),
        columns={name: _column(panel, name, hide=name in persons) for name in counted},
        not_applicable=why,
    )


def _counted(table: pl.DataFrame, variables: Variables, why: Mapping[str, str]) -> list[str]:
    for name, reason in why.items():
        if name not in variables.variables or not reason.strip():
            raise ExchangeRefused(
                f"{name}: expected a variable of {variables.version} and why it does not apply"
            )
        if name in table.columns:
            raise ExchangeRefused(f"{name} is both counted and not applicable: expected one of them")
    lacking = [name for name in variables.variables if name not in table.columns and name not in why]
    if lacking:
        raise ExchangeRefused(
            f"{', '.join(lacking)}: expected a column, or that it is not applicable and why "
            f"(variables {variables.version})"
        )
    return [name for name in variables.variables if name not in why]


def _column(panel: Panel, name: str, *, hide: bool) -> list[Count]:
    summed = panel.outcomes[name].sum(axis=0)
    if (summed != summed.round()).any():
        raise ExchangeRefused(f"{name}: expected whole numbers")
    whole = [int(count) for count in summed]
    if not hide:
        return list(whole)
    found = suppress(pl.DataFrame({"at": panel.times, "count": whole}), rows="at", value="count")
    cells = [found.cell(at) for at in panel.times]
    return ["hidden" if cell.value is None else cell.value for cell in cells]


def _preliminary(table: pl.DataFrame, panel: Panel, time: str) -> str | None:
    """The first time that some row marks as preliminary (a column of 0 and 1, as ``gvi panel build`` makes)."""
    if PRELIMINARY not in table.columns:
        return None
    marked = frames.numbers(table, PRELIMINARY) > 0
    numbers = [times.read(panel.step, text) for text in frames.texts(table, time).filter(marked)]
    found = [number for number in numbers if number is not None]
    return times.label(panel.step, min(found)) if found else None
