"""What a run tells, as plain values in both languages: the sentence, chart, effects, and how sure one can be."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from gvi.science.evaluation import times
from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.result import Evaluation, OutcomeResult
from gvi.science.evaluation.times import Step
from gvi.steps.studies.own_words import column_words
from gvi.steps.studies.panels.locked import CODE
from gvi.steps.studies.panels.made import as_frame
from gvi.steps.studies.telling_rows import (
    effect_rows,
    placebo_rows,
    sensitivity_rows,
    series_rows,
    weight_rows,
)

if TYPE_CHECKING:
    from gvi.science.evaluation.context import ContextEvent
    from gvi.science.evaluation.detectable import Power

LANGUAGES = ("sv", "en")
Told = dict[str, Any]


def tell(
    found: Evaluation,
    preliminary: Sequence[str],
    power: "Power | None",
    context: Sequence["ContextEvent"],
) -> Told:
    """Everything that the result page shows; ``out`` is the answer as ``gvi evaluate`` writes it."""
    named = {lang: in_words(found, lang) for lang in LANGUAGES}
    drawn = _within(found, context)
    numbered = [replace(one, label=str(number)) for number, one in enumerate(drawn, start=1)]
    return {
        "out": {lang: told_in(found, lang).to_json(lang) for lang in LANGUAGES},
        "sentence": {lang: one.sentence(lang) for lang, one in named.items()},
        "chart": {lang: _chart(one, numbered, lang) for lang, one in named.items()},
        "context": [_event(one) for one in drawn],
        "rows": {lang: _rows(one, preliminary, lang) for lang, one in named.items()},
        "notes": [
            {"sv": note.sv, "en": note.en, "withholds": note.withholds, "code": note.code}
            for note in found.notes
        ],
        "changed": {lang: note.said(lang) for note in found.notes if note.code == CODE for lang in LANGUAGES},
        "preliminary": list(preliminary),
        "power": _power(power),
    }


def in_words(found: Evaluation, lang: str) -> Evaluation:
    """The same answer with the outcomes called what people call them."""
    with override(lang):
        named = tuple(_named(one) for one in found.results)
    return replace(told_in(found, lang), results=named)


def told_in(found: Evaluation, lang: str) -> Evaluation:
    """The same answer with what differs from the locked figures in the language."""
    words = {note.en: note.said(lang) for note in found.notes if note.code == CODE}
    return replace(found, deviations=tuple(words.get(one, one) for one in found.deviations))


def _named(result: OutcomeResult) -> OutcomeResult:
    controls = (
        replace(one, name=column_words(one.name)) if one.kind == "outcome" else one for one in result.placebos
    )
    return replace(result, outcome=column_words(result.outcome), placebos=tuple(controls))


def _rows(found: Evaluation, preliminary: Sequence[str], lang: str) -> dict[str, Any]:
    return {
        "effects": effect_rows(found, lang),
        "placebos": placebo_rows(found.primary, lang),
        "sensitivity": sensitivity_rows(found.primary, lang),
        "series": series_rows(found.primary, lang, preliminary),
        "weights": weight_rows(found.primary, lang),
    }


def _within(found: Evaluation, context: Sequence["ContextEvent"]) -> list["ContextEvent"]:
    """The context that the chart draws; the page lists it, for its names have no room in the drawing."""
    labels = [point.time for point in found.primary.series]
    step = times.step_of(labels) if labels else None
    numbers = [times.read(step, label) for label in labels] if step else []
    days = [times.first_day(step, at) for at in numbers if step and at is not None]
    known = [day for day in days if day is not None]
    return [one for one in context if known and one.start <= known[-1] and (one.end or one.start) >= known[0]]


def _event(one: "ContextEvent") -> dict[str, str]:
    return {"label": one.label, "start": f"{one.start}", "end": f"{one.end}" if one.end else ""}


def _chart(found: Evaluation, context: Sequence["ContextEvent"], lang: str) -> dict[str, Any] | None:
    from gvi.science.evaluation.drawing import main_chart

    return main_chart(found, lang, context=context)


def _power(power: "Power | None") -> dict[str, Any] | None:
    if power is None:
        return None
    return {**power.to_json(), "sentence": {lang: power.sentence(lang) for lang in LANGUAGES}}


def preliminary_of(plan: Plan, step: str, last: str) -> list[str]:
    """The times whose figures may still change, as the plan says: they are left out of every effect.

    >>> from gvi.science.evaluation.plan import Data, Plan, Study, Treatment
    >>> from gvi.science.evaluation.options import InterruptedSeries
    >>> data = Data("a.csv", "unit", "time", outcome="n", mature_after=2)
    >>> plan = Plan(Study("t", "q"), data, Treatment("w", units=["a"], start="2026-01"), InterruptedSeries())
    >>> preliminary_of(plan, "month", "2026-10")
    ['2026-09', '2026-10']
    """
    known, data = Step(step), plan.data
    end = times.read(known, last) or 0
    if data.preliminary_from is not None:
        since = times.read(known, str(data.preliminary_from))
    else:
        since = end + 1 - (data.mature_after or 0)
    return [] if since is None else [times.label(known, number) for number in range(since, end + 1)]


def least_effect(plan: Plan, csv: str) -> "Power | None":
    """The least fall that this plan would see on these figures; none for a method whose power is not known."""
    from gvi.science.evaluation import power
    from gvi.science.evaluation.assessing import design_of

    try:
        return power(design_of(plan, as_frame(csv)).design, method=plan.method.name)
    except ValueError:  # no unit to compare with, or too short a time before the start
        return None


def reports(
    found: Evaluation,
    plan: Plan,
    context: Sequence["ContextEvent"],
    preliminary: Sequence[str],
    power: "Power | None",
) -> dict[str, tuple[str, bytes]]:
    """The report as a page and as a PDF, in each language."""
    from gvi.science.evaluation import report

    more: dict[str, Any] = {"plan": plan, "context": context, "preliminary": preliminary, "power": power}
    return {
        lang: (report.html(one, lang=lang, **more), report.pdf(one, lang=lang, **more))
        for lang, one in ((lang, in_words(found, lang)) for lang in LANGUAGES)
    }
