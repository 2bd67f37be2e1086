"""What one outcome's trial found, as every method says it: effect, periods, series, weights, placebos."""

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import (
    EventTime,
    Fit,
    Interval,
    OutcomeResult,
    PeriodEffect,
    Placebo,
    Point,
    Weights,
)
from gvi.science.evaluation.sdid.interior import Array
from gvi.science.evaluation.sdid.testing import Tested

SEEN = 1e-5
"""Weights under this are what the solver leaves of nought."""


def outcome_result(asked: Design, name: str, found: Tested) -> OutcomeResult:
    """Say what was found of one outcome; with pooling "sum" of the treated as a whole."""
    times = len(asked.treated) if asked.pooling == "sum" else 1
    path = found.own.paths[0]
    before = path[: min(asked.starts.values())]
    return OutcomeResult(
        outcome=name,
        estimate=float(found.own.effects[0, 0]) * times,
        scale="difference",
        se=None if found.se is None else found.se * times,
        interval=_scaled(found.intervals[0], times),
        interval_level=1 - asked.alpha,
        p_value=found.p_values[0],
        effects_by_period=_periods(asked, found, times),
        event_study=_events(asked, found, times),
        series=_series(asked, found, times),
        weights=_weights(asked, found),
        fit=Fit(float(np.sqrt((before**2).mean())) * times, float(found.own.scores[0, 0])),
        placebos=_placebos(asked, found, times),
    )


def _scaled(interval: Interval | None, times: int) -> Interval | None:
    return None if interval is None else (interval[0] * times, interval[1] * times)


def _periods(asked: Design, found: Tested, times: int) -> tuple[PeriodEffect, ...]:
    """Periods by their times; by their steps after the start when units start at different times."""
    labels = [str(step + 1) for step in range(asked.panel.n_times)]
    if not found.trial.staggered:
        labels = list(asked.panel.times[min(asked.starts.values()) :])
    effects = found.own.effects[0] * times
    return tuple(
        PeriodEffect(
            labels[first],
            labels[last - 1],
            None if np.isnan(effects[at]) else float(effects[at]),
            _scaled(found.intervals[at], times),
            found.p_values[at],
        )
        for at, (first, last) in enumerate(asked.windows(), start=1)
    )


def _events(asked: Design, found: Tested, times: int) -> tuple[EventTime, ...]:
    """Each step's gap less its level before, with the band about it; none when units start at different times."""
    if found.trial.staggered:
        return ()
    start, path = min(asked.starts.values()), found.own.paths[0] * times
    return tuple(
        EventTime(at - start, float(gap), None if away is None else (float(gap - away), float(gap + away)))
        for at, (gap, away) in enumerate(zip(path, _away(found, times), strict=True))
    )


def _series(asked: Design, found: Tested, times: int) -> tuple[Point, ...]:
    """What was observed of the treated, and what would have been: the weighted others at the treated's own level."""
    outcomes = found.trial.asks[0].outcomes
    observed = outcomes[found.trial.rows].mean(axis=0) * times
    expected = observed - found.own.paths[0] * times
    return tuple(
        Point(
            time,
            float(seen),
            float(base),
            *((None, None) if away is None else (float(base - away), float(base + away))),
        )
        for time, seen, base, away in zip(
            asked.panel.times, observed, expected, _away(found, times), strict=True
        )
    )


def _away(found: Tested, times: int) -> list[float] | list[None]:
    if found.band is None or found.trial.staggered:
        return [None] * found.own.paths.shape[1]
    away: list[float] = (found.band * times).tolist()
    return away


def _weights(asked: Design, found: Tested) -> Weights:
    """Mean weights over what was fitted apart."""
    units = np.mean([fit.units[0] for fit in found.fits], axis=0)
    times = np.zeros(asked.panel.n_times)
    for fit in found.fits:
        times[: fit.times.shape[1]] += fit.times[0] / len(found.fits)
    return Weights(_named(asked.donors, units), _named(asked.panel.times, times))


def _named(names: tuple[str, ...], shares: Array) -> dict[str, float]:
    order = np.argsort(-shares, kind="stable")
    return {names[at]: float(shares[at]) for at in order if shares[at] > SEEN}


def _placebos(asked: Design, found: Tested, times: int) -> tuple[Placebo, ...]:
    """The placebos of one treated unit, each with its path; sets of several are only counted."""
    if len(asked.treated) > 1:
        return ()
    effects, scores = found.placebos.effects[:, 0], found.placebos.scores[:, 0]
    return tuple(
        Placebo(
            "unit",
            asked.panel.units[row],
            float(effect) * times,
            rmspe_ratio=float(score),
            gap=tuple(path.tolist()),
        )
        for row, effect, score, path in zip(
            found.sets[:, 0], effects, scores, found.placebos.paths, strict=True
        )
    )
