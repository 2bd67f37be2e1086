"""What the keys of a plan must be together: exactly one way to say who is treated, periods in order, and the like.

Police who learn about groups code more violence as the groups' (science.md, *Also*), so that a count of group
violence is never the only thing a plan looks at.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gvi.science.evaluation.options import Displacement, InterruptedSeries, SteppedWedge
from gvi.science.evaluation.plan import Plan, PlanRefused

GROUP_VIOLENCE = re.compile(
    r"(^|[^a-z])(gmi|group[_ -]?(related|violence)|grupp(våld|anknut|relatera))", re.IGNORECASE
)
BESIDE = 3
"""The group count itself, the total and the non-group."""


def broken(plan: Plan) -> Iterator[PlanRefused]:
    """The rules that a plan breaks."""
    yield from _data(plan)
    yield from _treatment(plan)
    yield from _method(plan)
    yield from _one_of("donors", {"only": plan.donors.only, "out": plan.donors.out}, at_least=0)
    yield from _periods(plan)


def _one_of(table: str, ways: dict[str, Any], *, at_least: int = 1) -> Iterator[PlanRefused]:
    given = [name for name, value in ways.items() if value is not None]
    names = " or ".join(ways)
    if len(given) > 1:
        yield PlanRefused(table, given[1], f"{names}, not both", told=f" beside {given[0]}")
    if len(given) < at_least:
        yield PlanRefused(table, next(iter(ways)), f"{names}", told=" is missing")


def _data(plan: Plan) -> Iterator[PlanRefused]:
    data = plan.data
    yield from _one_of("data", {"outcome": data.outcome, "outcomes": data.outcomes})
    yield from _one_of("data", {"population": data.population, "exposure": data.exposure}, at_least=0)
    outcomes = data.all_outcomes
    if len(set(outcomes)) < len(outcomes):
        yield PlanRefused("data", "outcomes", "each outcome once", told=f" = {list(outcomes)!r}")
    if outcomes and GROUP_VIOLENCE.search(outcomes[0]) and len(outcomes) < BESIDE:
        key = "outcome" if data.outcome else "outcomes"
        yield PlanRefused(
            "data",
            key,
            "outcomes that hold the total and the count outside groups too, since police who learn about groups "
            "code more of the violence as theirs",
            told=f' = "{outcomes[0]}"',
        )


def _treatment(plan: Plan) -> Iterator[PlanRefused]:
    given, roles = plan.treatment, isinstance(plan.method, Displacement)
    cohort = given.cohort or plan.data.cohort
    if given.cohort and plan.data.cohort and given.cohort != plan.data.cohort:
        yield PlanRefused(
            "treatment", "cohort", f'"{plan.data.cohort}" as in [data]', told=f' = "{given.cohort}"'
        )
    if roles:
        if given.start is None:
            yield PlanRefused("treatment", "start", "the first treated time", told=" is missing")
        return
    yield from _one_of("treatment", {"units": given.units, "starts": given.starts, "cohort": cohort})
    if given.units and given.start is None:
        yield PlanRefused("treatment", "start", "the first treated time", told=" is missing")
    if given.start is not None and not given.units:
        yield PlanRefused("treatment", "start", "start beside units only", told=f" = {given.start!r}")


def _method(plan: Plan) -> Iterator[PlanRefused]:
    control = plan.method.negative_control
    if control and control in plan.data.all_outcomes:
        yield PlanRefused(
            "method",
            "negative_control",
            "an outcome that the programme should not change, so none of [data] outcomes",
            told=f' = "{control}"',
        )
    if plan.method.leave_one_out and isinstance(plan.method, InterruptedSeries | SteppedWedge | Displacement):
        yield PlanRefused(
            "method", "leave_one_out", f"false, since {plan.method.name} has no donors", told=" = true"
        )


def _periods(plan: Plan) -> Iterator[PlanRefused]:
    periods = plan.windows.periods
    for at, (first, last) in enumerate(periods):
        if last < first:
            yield PlanRefused(
                "windows", f"periods[{at}]", "its first step before its last", told=f" = {[first, last]}"
            )
    for at, (before, after) in enumerate(pairwise(periods), start=1):
        if after[0] < before[0]:
            yield PlanRefused(
                "windows", f"periods[{at}]", "periods in order of time", told=f" = {list(after)}"
            )
