"""What an evaluation found: one object an outcome, and how it says so — a sentence, a table, a chart, JSON.

Methods fill these in; ``words`` and ``drawing`` say and draw them. The keys of JSON are those of science.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from gvi.science.chart_theme import Spec

Scale = Literal["log_rate_ratio", "rate_ratio", "difference", "percent"]
Status = Literal["registered", "deviated", "exploratory"]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader must know, in both languages: why p is withheld, what was assumed, what failed.

    ``code`` is one word for machines, such as ``few_treated``; ``withholds`` says that no p value is given for it.
    """

    code: str
    sv: str
    en: str
    withholds: bool = False

    def said(self, lang: str) -> str:
        """The note in one of the languages."""
        return self.sv if lang == "sv" else self.en


@dataclass(frozen=True, slots=True)
class PeriodEffect:
    """The effect in one period, ``start`` to ``to`` as times are written, both included."""

    start: str
    to: str
    estimate: float | None
    interval: Interval | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """One step counted from the start (0 is the first treated), with its effect or placebo difference."""

    step: int
    estimate: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One time of the treated: what was observed, what would have been, and the band about it."""

    time: str
    observed: float
    counterfactual: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GroupTime:
    """One group-time effect: those treated from ``group``, at ``time``."""

    group: str
    time: str
    estimate: float
    se: float | None


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of units and of times, those above zero, largest first."""

    units: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the counterfactual fits before the start."""

    pre_rmspe: float | None = None
    rmspe_ratio: float | None = None
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Placebo:
    """The same method where nothing happened. ``kind``: unit, time (an earlier start), outcome, left_out, curve.

    ``name`` says which unit, time, outcome, donor left out or set of options; ``gap`` is the placebo's own series of
    differences when it has one (one value a time). ``scale`` is told where it may differ from the result's own.
    """

    kind: Literal["unit", "time", "outcome", "left_out", "curve"]
    name: str
    estimate: float | None
    p_value: float | None = None
    rmspe_ratio: float | None = None
    interval: Interval | None = None
    gap: tuple[float, ...] = ()
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class OutcomeResult:
    """One outcome's effect. ``interval`` inverts the same test as ``p_value``; both are none when withheld.

    ``total`` says that a difference is the sum over its period, not a mean a step.
    """

    outcome: str
    estimate: float | None
    scale: Scale
    se: float | None = None
    interval: Interval | None = None
    interval_level: float = 0.95
    p_value: float | None = None
    effects_by_period: tuple[PeriodEffect, ...] = ()
    event_study: tuple[EventTime, ...] = ()
    series: tuple[Point, ...] = ()
    weights: Weights = Weights()
    group_time: tuple[GroupTime, ...] = ()
    fit: Fit = Fit()
    placebos: tuple[Placebo, ...] = ()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An answer: the primary outcome first. ``p_least`` is the least p the design can give, ``cannot_reject`` says
    that it is above alpha. ``diagnostics`` are figures by name; ``start`` is the first treated time (the earliest).

    ``status`` is *exploratory* until ``receipt.judge`` has compared the plan with its receipt.
    """

    method: str
    results: tuple[OutcomeResult, ...]
    n_units: int
    n_pre: int
    n_post: int
    start: str
    alpha: float = 0.05
    margin: float = 0.10
    p_least: float | None = None
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    plan_sha256: str | None = None
    status: Status = "exploratory"
    deviations: tuple[str, ...] = ()

    @property
    def primary(self) -> OutcomeResult:
        """The primary outcome's result."""
        return self.results[0]

    @property
    def cannot_reject(self) -> bool:
        """Whether no outcome of the data could have given a p at or under alpha."""
        return self.p_least is not None and self.p_least > self.alpha

    def sentence(self, lang: str = "sv") -> str:
        """Say what a council member can quote without lying."""
        from gvi.science.evaluation.words import sentence

        return sentence(self, lang)

    def table(self, lang: str = "sv") -> pl.DataFrame:
        """One row an outcome and period: outcome, period, estimate, low, high, p."""
        from gvi.science.evaluation.tables import effects

        return effects(self, lang)

    def chart(self, lang: str = "sv") -> Spec:
        """Draw the primary outcome with its counterfactual and band (Vega-Lite)."""
        from gvi.science.evaluation.drawing import main_chart

        return main_chart(self, lang)

    def to_json(self, lang: str = "sv") -> dict[str, Any]:
        """The answer as plain values (out.json); what does not exist is null."""
        from gvi.science.evaluation.plain import as_json

        return as_json(self, lang)
