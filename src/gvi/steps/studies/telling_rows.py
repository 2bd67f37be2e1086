"""The rows of a result's tables as they are shown: figures written out in a language, once, by the worker."""

from collections.abc import Sequence
from typing import Any

from gvi.science.evaluation.result import Evaluation, Interval, OutcomeResult, Placebo, Scale
from gvi.science.evaluation.saying import NOTHING, base_of, number, p_text, signed_percent, when

SENSITIVE = ("time", "outcome", "left_out", "curve")
MOST = 60


def effect_rows(found: Evaluation, lang: str) -> list[dict[str, str]]:
    """One row an outcome for the whole time, and one for each of its periods."""
    rows = []
    for result in found.results:
        name = result.outcome
        whole = _row(result, None, result.estimate, result.interval, result.p_value, found.start, lang)
        rows.append({"outcome": name, **whole})
        for one in result.effects_by_period:
            told = _row(result, one.to, one.estimate, one.interval, one.p_value, one.start, lang)
            rows.append({"outcome": name, **told, "from": when(one.start, lang), "to": when(one.to, lang)})
    return rows


def _row(
    result: OutcomeResult,
    to: str | None,
    estimate: float | None,
    interval: Interval | None,
    p_value: float | None,
    start: str,
    lang: str,
) -> dict[str, str]:
    return {
        "from": "",
        "to": "",
        "effect": _effect(result, estimate, result.scale, start, to, lang),
        "interval": _interval(result, interval, start, to, lang),
        "p": p_text(p_value, lang) if p_value is not None else "",
    }


def _effect(
    result: OutcomeResult, value: float | None, scale: Scale, start: str, to: str | None, lang: str
) -> str:
    """As per cent where it can be said so, else in the outcome's own unit."""
    relative = base_of(result, start, to).relative(value, scale)
    return (
        number(value, lang) if relative is None and scale == "difference" else signed_percent(relative, lang)
    )


def _interval(result: OutcomeResult, value: Interval | None, start: str, to: str | None, lang: str) -> str:
    if value is None:
        return ""
    low, high = (_effect(result, end, result.scale, start, to, lang) for end in value)
    between = "till" if lang == "sv" else "to"
    return f"{low} {between} {high}" if NOTHING[lang] not in (low, high) else ""


def placebo_rows(result: OutcomeResult, lang: str) -> list[dict[str, str]]:
    """The same method where nothing happened, greatest first."""
    units = [one for one in result.placebos if one.kind == "unit"]
    ordered = sorted(units, key=lambda one: -abs(one.rmspe_ratio or one.estimate or 0))
    return [
        {"name": one.name, "estimate": number(one.estimate, lang), "ratio": _optional(one.rmspe_ratio, lang)}
        for one in ordered[:MOST]
    ]


def sensitivity_rows(result: OutcomeResult, lang: str) -> list[dict[str, str]]:
    """What comes of it with an earlier start, another outcome, a donor left out, or other options."""
    rows = [one for one in result.placebos if one.kind in SENSITIVE]
    return [_sensitivity(result, one, lang) for one in rows[:MOST]]


def _sensitivity(result: OutcomeResult, one: Placebo, lang: str) -> dict[str, str]:
    start = result.effects_by_period[0].start if result.effects_by_period else ""
    return {
        "kind": one.kind,
        "name": one.name,
        "estimate": _effect(result, one.estimate, result.scale, start, None, lang),
        "interval": _interval(result, one.interval, start, None, lang),
        "p": p_text(one.p_value, lang) if one.p_value is not None else "",
    }


def series_rows(result: OutcomeResult, lang: str, preliminary: Sequence[str]) -> list[dict[str, Any]]:
    """What was observed and what would have been, time by time."""
    return [
        {
            "time": point.time,
            "observed": number(point.observed, lang),
            "counterfactual": _optional(point.counterfactual, lang),
            "low": _optional(point.low, lang),
            "high": _optional(point.high, lang),
            "preliminary": point.time in preliminary,
        }
        for point in result.series
    ]


def weight_rows(result: OutcomeResult, lang: str) -> list[dict[str, str]]:
    """Whom the comparison is made of, heaviest first."""
    ordered = sorted(result.weights.units.items(), key=lambda pair: -pair[1])
    return [{"name": name, "weight": number(weight, lang, 3)} for name, weight in ordered[:MOST]]


def _optional(value: float | None, lang: str) -> str:
    return "" if value is None else number(value, lang)
