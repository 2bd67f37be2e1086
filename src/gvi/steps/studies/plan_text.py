"""plan.toml from a guided form, and what a panel allows it to say (science.md, "Evaluation")."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from gvi.science.evaluation import times
from gvi.science.evaluation.plan import Plan, PlanRefused, read_plan
from gvi.science.evaluation.times import Step
from gvi.steps.studies.beforehand import SERIES, season_possible
from gvi.steps.studies.models import PanelFile
from gvi.steps.studies.refusals import PlanFaulty

FILE = "uppgifter.csv"


@dataclass(frozen=True)
class Answers:
    """What the guided form asks. ``out`` are units that are not compared with; no ``periods`` is all the time after."""

    title: str
    question: str
    outcomes: tuple[str, ...]
    units: tuple[str, ...]
    start: str
    why_then: str
    method: str
    phase_in: int = 0
    out: tuple[str, ...] = ()
    periods: tuple[tuple[int, int], ...] = ()
    alpha: float = 0.05
    margin: float = 0.10
    negative_control: str = ""
    leave_one_out: bool = False
    season: bool = True


def as_toml(answers: Answers, panel: PanelFile) -> str:
    """The plan as a file; what was left as it is by itself is left out.

    The time of the year is counted only where every month of it has events before the start.
    """
    text = _text(answers, panel)
    if answers.method != SERIES or not answers.season or season_possible(read_plan(text), panel.csv):
        return text
    return _text(replace(answers, season=False), panel)


def _text(answers: Answers, panel: PanelFile) -> str:
    data: dict[str, Any] = {"file": FILE, "unit": panel.unit_column, "time": panel.time_column}
    data["outcomes"] = list(answers.outcomes)
    if panel.preliminary_from:
        data["mature_after"] = _immature(panel)
    treatment: dict[str, Any] = {
        "units": list(answers.units),
        "start": answers.start,
        "why_then": answers.why_then,
    }
    if answers.phase_in:
        treatment["phase_in"] = answers.phase_in
    tables: dict[str, dict[str, Any]] = {
        "study": {"title": answers.title, "question": answers.question, "primary": True},
        "data": data,
        "treatment": treatment,
        "donors": {"out": list(answers.out)} if answers.out else {},
        "method": _method(answers),
        "windows": {"periods": [list(pair) for pair in answers.periods]} if answers.periods else {},
        "decision": {"alpha": answers.alpha, "margin": answers.margin},
    }
    return tomlkit.dumps({name: table for name, table in tables.items() if table})


def _method(answers: Answers) -> dict[str, Any]:
    method: dict[str, Any] = {"name": answers.method}
    if answers.negative_control:
        method["negative_control"] = answers.negative_control
    if answers.leave_one_out:
        method["leave_one_out"] = True
    if answers.method == SERIES and not answers.season:
        method["season"] = False
    return method


def _immature(panel: PanelFile) -> int:
    step = Step(panel.step)
    last, since = times.read(step, panel.last) or 0, times.read(step, panel.preliminary_from) or 0
    return last - since + 1


def answers_of(plan: Plan) -> dict[str, Any]:
    """What the guided form shows of a plan that was written before; what it does not ask stays in the text."""
    method, treatment = plan.method, plan.treatment
    return {
        "title": plan.study.title,
        "question": plan.study.question,
        "primary": plan.data.all_outcomes[0],
        "secondary": list(plan.data.all_outcomes[1:]),
        "units": [str(unit) for unit in treatment.units or []],
        "start": str(treatment.start or ""),
        "why_then": treatment.why_then,
        "phase_in": treatment.phase_in,
        "method": method.name,
        "out": [str(unit) for unit in plan.donors.out or []],
        "periods": periods_text(plan.windows.periods),
        "alpha": plan.decision.alpha,
        "margin": round(plan.decision.margin * 100),
        "negative_control": method.negative_control or "",
        "leave_one_out": method.leave_one_out,
        "season": "no" if getattr(method, "season", None) is False else "where",
    }


def periods_text(periods: Sequence[tuple[int, int]]) -> str:
    """Windows as people write them.

    >>> periods_text([(1, 6), (7, 12)])
    '1–6, 7–12'
    """
    return ", ".join(f"{first}–{last}" for first, last in periods)


def read(text: str) -> Plan:
    """The plan of ``text``. Raises ``PlanFaulty``."""
    try:
        return read_plan(text)
    except PlanRefused as error:
        place = f"[{error.table}] {error.key}".strip() if error.table else error.key
        raise PlanFaulty(place, error.expected) from error


def check_fits(plan: Plan, panel: PanelFile) -> None:
    """Refuse a plan that names what is not in the figures; the start itself may lie ahead of them."""
    _among("data", "unit", [plan.data.unit], [panel.unit_column])
    _among("data", "time", [plan.data.time], [panel.time_column])
    _among("data", "outcomes", plan.data.all_outcomes, panel.columns)
    named = [*(plan.treatment.units or []), *(plan.treatment.starts or {})]
    _among("treatment", "units", [str(unit) for unit in named], panel.units)
    _among("donors", "only", [str(unit) for unit in plan.donors.only or []], panel.units)
    _among("donors", "out", [str(unit) for unit in plan.donors.out or []], panel.units)
    for start in starts_of(plan):
        if times.read(Step(panel.step), start) is None:
            raise PlanFaulty("[treatment] start", panel.first)


def _among(table: str, key: str, named: Collection[str], known: Collection[str]) -> None:
    for name in named:
        if name not in known:
            raise PlanFaulty(f"[{table}] {key} = {name!r}", ", ".join(list(known)[:8]))


def starts_of(plan: Plan) -> list[str]:
    """Every first treated time that the plan itself names; a cohort column names them in the data."""
    named = [plan.treatment.start, *(plan.treatment.starts or {}).values()]
    return [str(start) for start in named if start is not None]
