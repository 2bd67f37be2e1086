"""Four ways to doubt an answer, the same for every method: elsewhere, earlier, with one less, and asked otherwise.

An outcome that the programme should not change, a start before the real one, each donor left out, other options of
the plan. A method that does one of these itself is left to do it. What can't be answered is said, not hidden.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.options import Method
from gvi.science.evaluation.plan import PlanRefused
from gvi.science.evaluation.result import Evaluation, Note, Placebo

Call = Callable[..., Evaluation]
Options = Callable[[Method], Mapping[str, Any]]
Kind = Literal["unit", "time", "outcome", "left_out", "curve"]
Asking = tuple[Kind, str, Design, Mapping[str, Any]]


def tried(found: Evaluation, asked: Design, method: Method, call: Call, options: Options) -> Evaluation:
    """Add to the primary outcome what the plan asks to try, and a note for each try that failed."""
    placebos, notes = [], []
    for kind, name, design, changed in _askings(found, asked, method, call, options):
        placebo, note = _try(kind, name, design, call, changed)
        placebos.append(placebo)
        notes += [note] if note else []
    first = replace(found.primary, placebos=(*found.primary.placebos, *placebos))
    return replace(found, results=(first, *found.results[1:]), notes=(*found.notes, *notes))


def _askings(
    found: Evaluation, asked: Design, method: Method, call: Call, options: Options
) -> Iterator[Asking]:
    own = inspect.signature(call).parameters
    bare = _bare(options(method))
    alone = replace(asked, outcomes=asked.outcomes[:1])
    if method.negative_control:
        yield "outcome", method.negative_control, replace(asked, outcomes=(method.negative_control,)), bare
    if method.in_time is not None and "in_time" not in own:
        yield "time", str(method.in_time), earlier(alone, str(method.in_time)), bare
    if method.leave_one_out and "leave_one_out" not in own:
        for unit in found.primary.weights.units or asked.donors:
            if unit in asked.donors:
                yield "left_out", unit, _without(alone, unit), bare
    for change, way in zip(method.curve, method.variants, strict=True):
        name = ", ".join(f"{key} = {value}" for key, value in change.items())
        yield "curve", name, alone, _bare(options(way))


def _bare(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options without the tries that the method makes itself."""
    return {key: value for key, value in options.items() if key not in ("in_time", "leave_one_out")}


def earlier(asked: Design, when: str) -> Design:
    """The same question with the first start at ``when``, the others as much earlier, and nothing after a real start.

    Raises ``PlanRefused`` when that is not a time before the first start, with a time before it.
    """
    first = min(asked.starts.values())
    at = asked.panel.column(when)
    if not 0 < at < first:
        times = asked.panel.times
        expected = f"a time after {times[0]} and before the start, {times[first]}"
        raise PlanRefused("method", "in_time", expected, told=f' = "{when}"')
    starts = {unit: start - first + at for unit, start in asked.starts.items()}
    kept = {unit: start for unit, start in starts.items() if start < first}
    units = [unit for unit in asked.panel.units if unit in kept or unit in asked.donors]
    return replace(asked, panel=asked.panel.until(first).only(units), starts=kept)


def _without(asked: Design, unit: str) -> Design:
    kept = [name for name in asked.panel.units if name != unit]
    donors = tuple(name for name in asked.donors if name != unit)
    return replace(asked, panel=asked.panel.only(kept), donors=donors)


def _try(
    kind: Kind, name: str, asked: Design, call: Call, options: Mapping[str, Any]
) -> tuple[Placebo, Note | None]:
    try:
        found = call(asked, **options).primary
    except ValueError as error:  # what methods refuse with: FitRefused, PanelRefused and their like
        return Placebo(kind, name, None), _failed(kind, name, error)
    placebo = Placebo(kind, name, found.estimate, found.p_value, interval=found.interval, scale=found.scale)
    return placebo, None if found.estimate is not None else _failed(kind, name, "no effect can be estimated")


def _failed(kind: Kind, name: str, why: object) -> Note:
    words = {
        "outcome": ("Det negativa kontrollutfallet", "The negative control outcome"),
        "time": ("Den tidigare starten", "The earlier start"),
        "left_out": ("Utan en jämförd enhet", "Without one donor"),
        "curve": ("Med andra val", "With other options"),
    }
    sv, en = words[kind]
    return Note(
        f"{kind}_failed",
        f"{sv} ({name}) gick inte att räkna.",
        f"{en} ({name}) could not be computed: {why}.",
    )
