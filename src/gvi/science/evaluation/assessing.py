"""From a plan and its panel to the answer: what may be counted, who is compared, the method, the doubts, the status.

``design_of`` is what the plan asks of these data, and ``evaluate`` answers it. Nothing is read from a file here: the
caller gives the panel and, by their names in the plan, the tables beside it.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any

from gvi.science.evaluation import HOME
from gvi.science.evaluation.ahead import reaching
from gvi.science.evaluation.cutting import cut, preliminary_note, unfinished
from gvi.science.evaluation.design import Design, question
from gvi.science.evaluation.options import Displacement, Method, SteppedWedge
from gvi.science.evaluation.panel import Panel, read_panel
from gvi.science.evaluation.plan import Plan, PlanRefused
from gvi.science.evaluation.receipt import NOT_VOUCHED, Verdict
from gvi.science.evaluation.result import Evaluation, Note
from gvi.science.evaluation.sensitivity import tried
from gvi.science.evaluation.starting import starts_of
from gvi.science.evaluation.withholding import withheld

COUNTING = frozenset({"interrupted_series", "stepped_wedge", "displacement"})
"""Methods that count events, so that no outcome may be negative; ``differences`` too, unless it is linear."""

NOT_PRIMARY = Note(
    "not_primary",
    "Studien är inte huvudstudien: slutsatsen om programmet vilar på en annan plan.",
    "The study is not the primary one: the conclusion about the programme rests on another plan.",
)

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a plan asks of a panel: the design, and what a reader must know of how it was made.

    ``reached`` is the last time that the data hold and that is counted, ``preliminary`` are those after it that may
    still change.
    """

    design: Design
    reached: str
    preliminary: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def evaluate(
    plan: Plan,
    data: Any,
    *,
    verdict: Verdict = NOT_VOUCHED,
    tables: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Answer the plan's question with these data.

    ``verdict`` is what the plan's receipt makes of it (``receipt.judge``).
    ``tables`` holds, by its name in the plan, each table beside the panel (``links`` of a stepped wedge). Raises
    ``PlanRefused`` for a plan these data can't answer, what ``read_panel`` raises for the data, and ``FitRefused``.
    """
    asked = design_of(plan, data)
    call = method_of(plan)
    options = partial(options_of, call, tables or {})
    found = call(asked.design, **options(plan.method), progress=progress)
    found = tried(found, asked.design, plan.method, call, options)
    found = replace(
        found,
        notes=(*verdict.notes, *(() if plan.study.primary else (NOT_PRIMARY,)), *asked.notes, *found.notes),
        plan_sha256=plan.sha256,
        status=verdict.status,
        deviations=verdict.deviations,
    )
    early = unfinished(plan, asked.design)
    return withheld(found, early) if early and verdict.status != "exploratory" else found


def design_of(plan: Plan, data: Any, *, ahead: bool = False) -> Asked:
    """Read the panel as the plan says, cut away what is not to be counted, and put the question.

    ``ahead`` lengthens the panel to all the time that the plan asks for: to look at a plan before that time has come.
    """
    panel = panel_of(plan, data)
    starts, later = starts_of(plan, panel, data, ahead=ahead)
    kept, preliminary = cut(plan, panel)
    reached = kept.times[-1]
    if ahead:
        kept, starts = reaching(plan, kept, starts)
    given = plan.donors
    for key, units in (("only", given.only), ("out", given.out)):
        for unit in units or ():
            if str(unit) not in panel.units:
                raise PlanRefused("donors", key, "units of the panel", told=f' holds "{unit}"')
    out = {str(unit) for unit in given.out or ()}
    others = tuple(unit for unit in panel.units if unit not in starts and unit not in out)
    donors = tuple(str(unit) for unit in given.only) if given.only else others
    asked = question(
        kept.only([unit for unit in kept.units if unit in starts or unit in donors]),
        starts,
        plan.data.all_outcomes,
        donors=donors,
        periods=tuple(plan.windows.periods),
        phase_in=plan.treatment.phase_in,
        pooling=plan.treatment.pooling,
        alpha=plan.decision.alpha,
        margin=plan.decision.margin,
    )
    notes = (*((preliminary_note(preliminary),) if preliminary else ()), *later)
    return Asked(asked, reached, preliminary, notes)


def columns_of(plan: Plan) -> dict[str, bool]:
    """The columns that the plan names, and whether each must hold figures in every row."""
    given, facts = plan.data, _facts(plan)
    whole = [*_outcomes(plan), *(name for name in (given.population, given.exposure, given.weights) if name)]
    named = dict.fromkeys([given.unit, given.time, *facts, *_covariates(plan)], False)
    return {**named, **dict.fromkeys(whole, True)}


def panel_of(plan: Plan, data: Any) -> Panel:
    """Read the columns that the plan names, and no other."""
    given = plan.data
    return read_panel(
        data,
        unit=given.unit,
        time=given.time,
        outcomes=_outcomes(plan),
        covariates=_covariates(plan),
        exposure=given.population or given.exposure,
        weights=given.weights,
        facts=_facts(plan),
        preliminary_from=None if given.preliminary_from is None else str(given.preliminary_from),
        counts=_counts(plan),
    )


def _outcomes(plan: Plan) -> list[str]:
    control = plan.method.negative_control
    ways = (plan.method, *plan.method.variants)
    matched = (name for way in ways for name in way.outcome_columns)
    return list(dict.fromkeys([*plan.data.all_outcomes, *([control] if control else []), *matched]))


def _covariates(plan: Plan) -> list[str]:
    ways, outcomes = (plan.method, *plan.method.variants), _outcomes(plan)
    named = dict.fromkeys(name for way in ways for name in way.columns)
    return [name for name in named if name not in outcomes]


def _facts(plan: Plan) -> list[str]:
    role = plan.method.role if isinstance(plan.method, Displacement) else None
    return [name for name in (plan.treatment.cohort or plan.data.cohort, role) if name]


def method_of(plan: Plan) -> Callable[..., Evaluation]:
    """The plan's method."""
    home = import_module(f"gvi.science.evaluation.{HOME[plan.method.name]}")
    found: Callable[..., Evaluation] = getattr(home, plan.method.name)
    return found


def options_of(call: Callable[..., Evaluation], tables: Mapping[str, Any], method: Method) -> dict[str, Any]:
    """What the method is called with: the plan's options, tables in the place of their names."""
    options = method.options
    if isinstance(method, SteppedWedge) and isinstance(method.links, str):
        if method.links not in tables:
            raise PlanRefused("method", "links", "a table given under this name", told=f' = "{method.links}"')
        options["links"] = tables[method.links]
    own = inspect.signature(call).parameters
    if method.in_time is not None and "in_time" in own:
        options["in_time"] = str(method.in_time)
    if method.leave_one_out and "leave_one_out" in own:
        options["leave_one_out"] = True
    return options


def _counts(plan: Plan) -> bool:
    linear = plan.method.options.get("family") == "linear"
    return plan.method.name in COUNTING or (plan.method.name == "differences" and not linear)
