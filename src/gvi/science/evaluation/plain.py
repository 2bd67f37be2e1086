"""An evaluation as plain values, with exactly the keys of science.md (out.json); what does not exist is null."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from gvi.science.evaluation.result import Evaluation, OutcomeResult, PeriodEffect, Placebo

ON_TOP = ("estimate", "interval", "p_value", "weights")


def as_json(found: Evaluation, lang: str = "sv") -> dict[str, Any]:
    """The answer; ``diagnostics.notes`` holds what a reader must know, in ``lang``, as the sentence is."""
    notes = [
        {"code": note.code, "text": note.said(lang), "withholds": note.withholds} for note in found.notes
    ]
    results = [_result(one) for one in found.results]
    made: dict[str, Any] = plain(
        {
            "method": found.method,
            "plan_sha256": found.plan_sha256,
            "status": found.status,
            "deviations": found.deviations,
            "n_units": found.n_units,
            "n_pre": found.n_pre,
            "n_post": found.n_post,
            "p_least": found.p_least,
            "cannot_reject": found.cannot_reject,
            "diagnostics": {**found.diagnostics, "notes": notes},
            "sentence": found.sentence(lang),
            **{key: results[0][key] for key in ON_TOP},
            "results": results,
        }
    )
    return made


def plain(value: Any) -> Any:
    """The value as JSON holds it: numpy's numbers and tuples as Python's own, no NaN and no infinity.

    >>> plain({"a": (1.5, float("nan")), "b": np.int64(3), "c": np.array([1.0])})
    {'a': [1.5, None], 'b': 3, 'c': [1.0]}
    """
    if isinstance(value, np.ndarray | np.generic):
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, str | int) else str(value)


def _result(one: OutcomeResult) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "estimate": one.estimate,
        "scale": one.scale,
        "se": one.se,
        "interval": one.interval,
        "interval_level": one.interval_level,
        "p_value": one.p_value,
        "effects_by_period": [_period(period) for period in one.effects_by_period],
        "event_study": [
            {"step": at.step, "estimate": at.estimate, "interval": at.interval} for at in one.event_study
        ],
        "series": [
            {
                "time": at.time,
                "observed": at.observed,
                "counterfactual": at.counterfactual,
                "low": at.low,
                "high": at.high,
            }
            for at in one.series
        ],
        "weights": {"units": one.weights.units, "times": one.weights.times},
        "group_time": [
            {"group": at.group, "time": at.time, "estimate": at.estimate, "se": at.se}
            for at in one.group_time
        ],
        "fit": {
            "pre_rmspe": one.fit.pre_rmspe,
            "rmspe_ratio": one.fit.rmspe_ratio,
            "loss": one.fit.loss,
        },
        "placebos": [_placebo(placebo) for placebo in one.placebos],
    }


def _period(one: PeriodEffect) -> dict[str, Any]:
    return {
        "from": one.start,
        "to": one.to,
        "estimate": one.estimate,
        "interval": one.interval,
        "p_value": one.p_value,
    }


def _placebo(one: Placebo) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "estimate": one.estimate,
        "p_value": one.p_value,
        "rmspe_ratio": one.rmspe_ratio,
        "interval": one.interval,
        "gap": one.gap,
    }
