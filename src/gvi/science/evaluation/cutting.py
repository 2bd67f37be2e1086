"""Which times may be counted: figures that may still change are left out, and so is what comes after the plan's end.

No p is given before the registered date (science.md): while the plan's last period is not whole in the data, whoever
looks at p looks too early, and would find a chance effect sooner or later.
"""

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.plan import Plan, PlanRefused
from gvi.science.evaluation.result import Note


def cut(plan: Plan, panel: Panel) -> tuple[Panel, tuple[str, ...]]:
    """Cut away times after the end and preliminary ones; the second are told."""
    left_out = panel.times[_mature(plan, panel) : _last(plan, panel)]
    return panel.until(end_of(plan, panel)), left_out


def end_of(plan: Plan, panel: Panel) -> int:
    """The first column that is not counted."""
    end = min(_mature(plan, panel), _last(plan, panel))
    if end <= 0:
        raise PlanRefused("data", "preliminary_from", "a time after the data begin")
    return end


def unfinished(plan: Plan, asked: Design) -> Note | None:
    """A note when the plan's last time is not in the data that are counted."""
    panel, end = asked.panel, plan.treatment.end
    whole = panel.n_times - min(asked.starts.values())
    last = max((last for _, last in plan.windows.periods), default=0)
    if whole >= last and (end is None or panel.column(str(end)) < panel.n_times):
        return None
    reached = panel.times[-1]
    return Note(
        "interim",
        f"Inget p-värde ges före det registrerade datumet: planens sista period är inte hel i data, som räknas till "
        f"och med {reached}.",
        f"No p value is given before the registered date: the plan's last period is not whole in the data, which are "
        f"counted to {reached}.",
        withholds=True,
    )


def _mature(plan: Plan, panel: Panel) -> int:
    """The first preliminary column: by the plan's date, by how long figures take to mature, or none."""
    marked = int(panel.preliminary.argmax()) if panel.preliminary.any() else panel.n_times
    return min(marked, panel.n_times - (plan.data.mature_after or 0))


def _last(plan: Plan, panel: Panel) -> int:
    """The column after the plan's end."""
    if plan.treatment.end is None:
        return panel.n_times
    return min(panel.column(str(plan.treatment.end)) + 1, panel.n_times)


def preliminary_note(times: tuple[str, ...]) -> Note:
    """Which times are not counted, since their figures may change."""
    span = times[0] if len(times) == 1 else f"{times[0]}–{times[-1]}"
    return Note(
        "preliminary",
        f"Preliminära siffror räknas inte: {span}.",
        f"Preliminary figures are not counted: {span}.",
    )
