"""Answers built by hand, for what says and draws them."""

from dataclasses import replace
from typing import Any

from gvi.science.evaluation.result import (
    Evaluation,
    EventTime,
    Fit,
    Note,
    OutcomeResult,
    PeriodEffect,
    Placebo,
    Point,
    Weights,
)

MONTHS = tuple(f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13))
START = "2023-07"
BEFORE = MONTHS.index(START)


def point(at: int, observed: float) -> Point:
    """One month with ten expected, and a band after the start."""
    band = (5.0, 16.0) if at >= BEFORE else (None, None)
    return Point(MONTHS[at], observed, 10.0, *band)


def result(**changes: Any) -> OutcomeResult:
    """An outcome that fell by about 30 per cent, told as a logarithm of a ratio."""
    made = OutcomeResult(
        outcome="skjutningar",
        estimate=-0.3567,
        scale="log_rate_ratio",
        se=0.2,
        interval=(-0.75, 0.04),
        p_value=0.08,
        effects_by_period=(
            PeriodEffect("2023-07", "2023-12", -0.2, (-0.7, 0.3), 0.4),
            PeriodEffect("2024-01", "2024-12", -0.4, (-0.9, 0.1), 0.06),
        ),
        event_study=tuple(EventTime(step, 0.01 * step, (-0.3, 0.3)) for step in range(-3, 4)),
        series=tuple(point(at, 10.0 if at < BEFORE else 7.0) for at in range(len(MONTHS))),
        weights=Weights({"Almby": 0.6, "Granstad": 0.4}),
        fit=Fit(1.5, 2.4, 0.1),
        placebos=(
            Placebo("unit", "Almby", 0.1, rmspe_ratio=3.0, gap=tuple([0.5] * len(MONTHS))),
            Placebo("unit", "Granstad", -0.1, rmspe_ratio=1.0, gap=tuple([-0.5] * len(MONTHS))),
            Placebo("time", "2022-09", 0.05, 0.6, interval=(-0.3, 0.4)),
            Placebo("left_out", "Almby", -0.3),
            Placebo("curve", "family = linear", -2.1, scale="difference"),
        ),
    )
    return replace(made, **changes)


def answer(first: OutcomeResult | None = None, **changes: Any) -> Evaluation:
    """A registered answer of one outcome."""
    made = Evaluation(
        method="differences",
        results=(first or result(),),
        n_units=40,
        n_pre=BEFORE,
        n_post=len(MONTHS) - BEFORE,
        start=START,
        p_least=0.025,
        plan_sha256="ab" * 32,
        status="registered",
        notes=(
            Note("exchangeable", "Vem som helst kunde ha fått insatsen.", "Anyone might have been treated."),
        ),
    )
    return replace(made, **changes)


WITHHELD = Note("few_treated", "För få behandlade.", "Too few treated.", withholds=True)
