"""What the matched areas show of each outcome: effect, periods, series, weights, p, balance, and what must be known."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.micro.constraints import Constraints
from gvi.science.evaluation.micro.dual import Array
from gvi.science.evaluation.micro.linear import LEAST_TREATED, Linear, linearised
from gvi.science.evaluation.micro.permuting import Permuted, permuted, swings_of
from gvi.science.evaluation.result import (
    EventTime,
    Fit,
    Interval,
    Note,
    OutcomeResult,
    PeriodEffect,
    Point,
    Weights,
)
from gvi.science.evaluation.sdid.placebos import Progress

SEEN = 1e-9

FEW = Note(
    "few_treated",
    f"P-värde och intervall ges inte: färre än {LEAST_TREATED} behandlade områden räcker inte för ett medelfel. "
    "Ange permutations för ett p-värde genom lottning.",
    f"No p value or interval is given: fewer than {LEAST_TREATED} treated areas are too few for a standard error. "
    "Name permutations for a p value by lot.",
    withholds=True,
)
UNMATCHED = Note(
    "unmatched",
    "P-värde och intervall ges inte: de flesta lottade grupper kunde inte matchas. Matcha på färre saker, eller på "
    "utfallets summa före start.",
    "No p value or interval is given: most sets drawn by lot could not be matched. Match on fewer things, or on the "
    "sum of the outcome before the start.",
    withholds=True,
)
LINEAR = Note(
    "linearisation",
    "P-värdet räknas med linjärisering och antar att områdena är oberoende av varandra.",
    "The p value is by linearisation and assumes that areas are independent of each other.",
)
RANKED = Note(
    "placebo_rank",
    "P-värdet är de behandlade områdenas plats bland lika många områden dragna med lottning och matchade "
    "på samma sätt. Det antar att vilka områden som helst hade kunnat bli de behandlade.",
    "The p value is the rank of the treated areas among as many areas drawn by lot and matched in the same way. It "
    "assumes that any areas could have been the treated ones.",
)
SLACK = Note(
    "slack",
    "Villkoren är uppfyllda så när som på den slack som angavs; avvikelserna står i balance.",
    "The constraints are met but for the slack that was given; what is missed stands in balance.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The match and what it measures. ``side`` (areas,) is one for the treated, minus the weight for others.

    ``paths`` (outcomes, times) is the difference a treated area; ``measure`` (outcomes, areas, 1 + windows) the means
    that effects are made of, the whole time after first.
    """

    asked: Design
    found: Constraints
    side: Array
    slack: float
    outcomes: Array
    measure: Array
    lots: Permuted | None

    @classmethod
    def of(
        cls, asked: Design, found: Constraints, side: Array, draws: tuple[int, float, int], progress: Progress
    ) -> "Answer":
        """Measure, and draw by lot when asked."""
        pool = np.concatenate([asked.treated_rows, asked.donor_rows])
        outcomes = np.stack([asked.matrix(name)[pool] for name in asked.outcomes])
        spans = ((asked.phase_in, outcomes.shape[2] - asked.start), *asked.windows())
        after = outcomes[:, :, asked.start :]
        measure = np.stack([after[:, :, first:last].mean(axis=2) for first, last in spans], axis=2)
        lots = None
        if draws[0]:
            lots = permuted(found, side, measure, swings_of(outcomes[:, :, : asked.start]), draws, progress)
        return cls(asked, found, side, draws[1], outcomes, measure, lots)

    @property
    def size(self) -> int:
        """How many areas are treated."""
        return len(self.asked.starts)

    @property
    def times(self) -> int:
        """What an effect a treated area is multiplied by."""
        return self.size if self.asked.pooling == "sum" else 1

    @property
    def withheld(self) -> Note | None:
        """Why there is no p."""
        if self.lots is None:
            return FEW if self.size < LEAST_TREATED else None
        return UNMATCHED if self.lots.unmatched else None

    @property
    def p_least(self) -> float | None:
        """The least p that the drawn sets can give."""
        return 1 / (1 + self.lots.count) if self.lots is not None and self.withheld is None else None

    def linear(self, outcome: int, window: int) -> Linear | None:
        """The effect by linearisation; one treated area has none."""
        if self.size == 1:
            return None
        return linearised(self.found.rows, self.side, self.measure[outcome, :, window])

    def effect(self, outcome: int, window: int) -> float:
        """The effect in the unit that is asked for."""
        return float(self.side @ self.measure[outcome, :, window]) / self.size * self.times

    def tested(self, outcome: int, window: int) -> tuple[float | None, Interval | None]:
        """P and interval, both by the same test, or neither."""
        if self.withheld is not None:
            return None, None
        if self.lots is not None:
            interval = self.lots.interval(outcome, window, self.asked.alpha)
            return self.lots.p_value(outcome, window), self.scaled(interval)
        linear = self.linear(outcome, window)
        return (
            (None, None)
            if linear is None
            else (linear.p_value, self.scaled(linear.interval(self.asked.alpha)))
        )

    def scaled(self, interval: Interval | None) -> Interval | None:
        """An interval in the unit that is asked for."""
        return None if interval is None else (interval[0] * self.times, interval[1] * self.times)


def _period(answer: Answer, outcome: int, window: int, span: tuple[str, str]) -> PeriodEffect:
    p_value, interval = answer.tested(outcome, window)
    return PeriodEffect(*span, answer.effect(outcome, window), interval, p_value)


def outcome_result(answer: Answer, at: int) -> OutcomeResult:
    """Say what was found of one outcome."""
    asked, path = answer.asked, answer.side @ answer.outcomes[at] / answer.size * answer.times
    linear, (p_value, interval) = answer.linear(at, 0), answer.tested(at, 0)
    observed = answer.outcomes[at][: answer.size].sum(axis=0) / answer.size * answer.times
    times = asked.panel.times
    return OutcomeResult(
        outcome=asked.outcomes[at],
        estimate=answer.effect(at, 0),
        scale="difference",
        se=None if linear is None else linear.se * answer.times,
        interval=interval,
        interval_level=1 - asked.alpha,
        p_value=p_value,
        effects_by_period=tuple(
            _period(answer, at, number, (times[asked.start + first], times[asked.start + last - 1]))
            for number, (first, last) in enumerate(asked.windows(), start=1)
        ),
        event_study=tuple(EventTime(step - asked.start, float(gap)) for step, gap in enumerate(path)),
        series=tuple(
            Point(time, float(seen), float(seen - gap))
            for time, seen, gap in zip(times, observed, path, strict=True)
        ),
        weights=_weights(answer),
        fit=Fit(float(np.sqrt((path[: asked.start] ** 2).mean()))),
    )


def _weights(answer: Answer) -> Weights:
    others = -answer.side[answer.size :]
    order = np.argsort(-others, kind="stable")
    donors = answer.asked.donors
    return Weights({donors[at]: float(others[at]) for at in order if others[at] > SEEN})


def notes_of(answer: Answer) -> tuple[Note, ...]:
    """Say what must be known."""
    said = (
        *((answer.withheld,) if answer.withheld else (LINEAR if answer.lots is None else RANKED,)),
        *((SLACK,) if answer.slack else ()),
    )
    return said


def figures(answer: Answer) -> dict[str, Any]:
    """The figures beside the answer: balance, effective number of areas, p by linearisation, drawn sets.

    ``balance`` holds for each constraint what the treated have in sum and what the weighted others have.
    """
    others = -answer.side[answer.size :]
    linear = answer.linear(0, 0)
    observed = float(answer.measure[0, : answer.size, 0].mean())
    expected = observed - answer.effect(0, 0) / answer.times
    return {
        "ratio": observed / expected if expected > 0 else None,
        "areas_weighted": int((others > SEEN).sum()),
        "effective_areas": float(others.sum() ** 2 / (others**2).sum()),
        "largest_weight": float(others.max()),
        "linear_p": linear.p_value if linear is not None and answer.size >= LEAST_TREATED else None,
        "permutations": answer.lots.count if answer.lots else 0,
        "unmatched": answer.lots.unmatched if answer.lots else 0,
        "balance": {
            name: (float(row[: answer.size].sum()), float(row[answer.size :] @ others))
            for name, row in zip(answer.found.names, answer.found.values, strict=True)
        },
    }
