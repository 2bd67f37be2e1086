"""Who a plan says is treated from when: by name, each with a start of its own, by a column, or by roles.

A start before the data begin is told with the row where the unit's data begin; one that lies after their end means
that the unit is untreated in these data, which is said.
"""

from typing import Any

from gvi.science.evaluation import times
from gvi.science.evaluation.cutting import end_of
from gvi.science.evaluation.options import Displacement
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.plan import Plan, PlanRefused
from gvi.science.evaluation.result import Note
from gvi.science.frames import CellRefused, frame, texts

NEVER = ("", "0")


def starts_of(
    plan: Plan, panel: Panel, data: Any, *, ahead: bool = False
) -> tuple[dict[str, str], tuple[Note, ...]]:
    """Each treated unit's first treated time as it is written, and a note on those treated after the data.

    ``ahead`` keeps these as treated.
    """
    key, starts = _starts(plan, panel)
    for unit, when in starts.items():
        _check(plan, panel, data, key, unit, when)
    if key == "start" or (ahead and starts):
        return starts, ()
    end = end_of(plan, panel)
    later = [unit for unit, when in starts.items() if panel.column(when) >= end]
    kept = {unit: when for unit, when in starts.items() if unit not in later}
    if not kept:
        raise PlanRefused(
            "treatment", key, f"at least one start by {panel.times[end - 1]}, where the data end"
        )
    return kept, (_later(later),) if later else ()


def _starts(plan: Plan, panel: Panel) -> tuple[str, dict[str, str]]:
    given = plan.treatment
    if isinstance(plan.method, Displacement):
        roles = zip(panel.units, panel.facts[plan.method.role], strict=True)
        return "start", {unit: str(given.start) for unit, role in roles if role == "treated"}
    if given.units:
        return "start", {str(unit): str(given.start) for unit in given.units}
    if given.starts:
        return "starts", {unit: str(when) for unit, when in given.starts.items()}
    column = str(given.cohort or plan.data.cohort)
    facts = zip(panel.units, panel.facts[column], strict=True)
    return "cohort", {unit: when for unit, when in facts if when not in NEVER}


def _check(plan: Plan, panel: Panel, data: Any, key: str, unit: str, when: str) -> None:
    if unit not in panel.units:
        key = "units" if key == "start" else key
        raise PlanRefused(
            "treatment", key, f"units of the panel, which has {len(panel.units)}", told=f' holds "{unit}"'
        )
    number = times.read(panel.step, when)
    if number is None:
        if key == "cohort":
            column = str(plan.treatment.cohort or plan.data.cohort)
            expected = f"a {panel.step.value} as in the panel, or empty for one never treated"
            raise CellRefused(column, _row(plan, data, unit), expected, when)
        told = f' = "{when}"'
        raise PlanRefused(
            "treatment", key, f'a {panel.step.value} as in the panel, such as "{panel.times[0]}"', told=told
        )
    if number <= panel.first:
        expected = f"data from before {unit} is treated, {when}; they begin {panel.times[0]}"
        raise CellRefused(plan.data.time, _row(plan, data, unit), expected, panel.times[0])


def _row(plan: Plan, data: Any, unit: str) -> int:
    """The unit's first row, counted from one."""
    table = frame(data, [plan.data.unit])
    return int((texts(table, plan.data.unit) == unit).arg_max() or 0) + 1


def _later(units: list[str]) -> Note:
    names = ", ".join(units)
    return Note(
        "treated_later",
        f"Behandlas först efter att data slutar och räknas som obehandlade: {names}.",
        f"Treated only after the data end, and counted as untreated: {names}.",
    )
