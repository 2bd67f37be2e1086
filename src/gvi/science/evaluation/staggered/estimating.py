"""Effects where units start at different times, each group beside those without treatment at the time.

With thirty units or more on each side errors come from influence functions; with fewer p comes from dealing the starts
out anew among all units, and errors are given only where ten on each side bear them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.comparing.assigning import Deals, Labels, deals
from gvi.science.evaluation.comparing.randomising import invert
from gvi.science.evaluation.comparing.saying import EXCHANGEABLE, NO_INTERVAL
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.holm import notes as holm_notes
from gvi.science.evaluation.holm import secondaries
from gvi.science.evaluation.panel import Matrix, PanelRefused
from gvi.science.evaluation.result import (
    Evaluation,
    EventTime,
    GroupTime,
    Interval,
    Note,
    OutcomeResult,
    PeriodEffect,
    Point,
)
from gvi.science.evaluation.staggered.aggregates import (
    Aggregate,
    by_event,
    by_group,
    mean,
    over_groups,
    pooled,
)
from gvi.science.evaluation.staggered.cells import Cells, Controls, Values, cells
from gvi.science.evaluation.staggered.dealing import Dealt, coefficients

How = Literal["simple", "event", "group"]
MANY, SOME = 30, 10
DRAWS = 1999
FEW = Note(
    "few_treated",
    "De behandlade eller jämförda är för få för ett p-värde ur medelfel. P-värdet kommer av att starterna fördelas om "
    "mellan alla enheter.",
    "The treated or compared units are too few for a p from standard errors. p comes from dealing the starts out among "
    "all units.",
)
UNWEIGHTED = Note(
    "unweighted",
    "Panelens vikter används inte av den här metoden: varje enhet räknas lika.",
    "The panel's weights are not used by this method: every unit counts the same.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What is the same for every outcome. ``starts`` (units,) are columns, −1 for never; ``labels`` number them."""

    asked: Design
    controls: Controls
    how: How
    starts: NDArray[np.int64]
    labels: Labels
    dealt: Deals | None

    @classmethod
    def of(cls, asked: Design, controls: Controls, how: How, seed: int) -> "Setup":
        """Number the starts; deal them out when units are few and any has a start that another lacks."""
        units = [*asked.treated, *asked.donors]
        starts = np.array([asked.starts.get(unit, -1) for unit in units], dtype=np.int64)
        labels = np.searchsorted(np.unique(starts[starts >= 0]), starts, side="left") + (starts >= 0)
        labels = np.where(starts < 0, 0, labels)
        few = cls._smaller(starts) < MANY
        dealt = deals(labels, DRAWS, np.random.default_rng(seed)) if few else None
        return cls(asked, controls, how, starts, labels, dealt)

    @staticmethod
    def _smaller(starts: NDArray[np.int64]) -> int:
        return min(int((starts < 0).sum()), int((starts >= 0).sum()))

    @property
    def bears_errors(self) -> bool:
        """Whether the units bear standard errors from influence functions."""
        return self._smaller(self.starts) >= SOME


def staggered_differences(
    asked: Design,
    *,
    controls: Controls = "never",
    aggregate: How = "simple",
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Estimate group-time effects and put them together (Callaway & Sant'Anna 2021, no covariates, base period g − 1).

    ``controls`` are units never treated, or also those not treated yet. ``aggregate`` is the headline: "simple" weighs
    every group and time by the group's size, "event" is the mean over steps since the start, "group" the mean over
    groups. It assumes that groups and controls would have changed alike. The effect is a difference in the outcome's
    unit (per exposure when there is one). Raises ``PanelRefused`` when there is nobody to compare with. ``progress`` is
    told how many outcomes are done.
    """
    setup = Setup.of(asked, controls, aggregate, seed)
    results = []
    with one_thread():
        for name in asked.outcomes:
            results.append(_outcome(setup, name))
            if progress:
                progress(len(results))
    first = min(asked.starts.values())
    return Evaluation(
        method="staggered_differences",
        results=secondaries(results),
        n_units=len(setup.starts),
        n_pre=first,
        n_post=asked.panel.n_times - first,
        start=asked.panel.times[first],
        alpha=asked.alpha,
        margin=asked.margin,
        p_least=setup.dealt.p_least if setup.dealt else None,
        diagnostics={
            "controls": controls,
            "aggregate": aggregate,
            "groups": {
                asked.panel.times[int(g)]: int((setup.starts == g).sum())
                for g in np.unique(setup.starts)
                if g >= 0
            },
        },
        notes=(*_notes(setup, results[0]), *holm_notes(results)),
    )


def _notes(setup: Setup, primary: OutcomeResult) -> tuple[Note, ...]:
    found = [UNWEIGHTED] if setup.asked.panel.weights is not None else []
    if setup.dealt:
        found += [FEW, EXCHANGEABLE]
    if setup.dealt and primary.interval is None:
        found.append(NO_INTERVAL)
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Judges any aggregate of one outcome's cells by influence functions or by deals."""

    setup: Setup
    outcome: Matrix
    found: Cells

    def pick(self, chosen: NDArray[np.bool_], how: How) -> tuple[Aggregate, Values] | None:
        """Put the chosen cells together, with the weight (cells,) of each."""
        if not chosen.any():
            return None
        starts, found = self.setup.starts, self.found
        size = np.where(chosen, (starts[None] == found.group[:, None]).mean(axis=1), 0)
        if how == "simple":
            return pooled(found, starts, chosen), size / size.sum()
        axis = found.since if how == "event" else found.group
        whole = np.array([size[axis == own].sum() for own in axis])
        if how == "event":
            steps = [pooled(found, starts, chosen & (axis == own)) for own in np.unique(axis[chosen])]
            return mean(steps), size / np.maximum(whole, 1e-300) / len(steps)
        groups = by_group(found, chosen)
        each = np.array([(chosen & (axis == own)).sum() for own in axis])
        weight = size / np.maximum(each, 1) / sum((starts == group).mean() for group in groups)
        return over_groups(groups, starts), weight

    def infer(self, one: Aggregate, weight: Values) -> tuple[float | None, Interval | None]:
        """p and interval of an aggregate with these weights of cells."""
        alpha = self.setup.asked.alpha
        if self.setup.dealt is None:
            reach = float(norm.ppf(1 - alpha / 2)) * one.se
            return float(2 * norm.sf(abs(one.effect) / one.se)), (one.effect - reach, one.effect + reach)
        dealt = self.dealt(weight)
        return dealt.p_value(), invert(dealt.p_value, one.effect, dealt.se(one.effect), alpha)

    def dealt(self, weight: Values) -> Dealt:
        """Work out every deal of an aggregate; only for units so few that starts are dealt."""
        setup = self.setup
        if setup.dealt is None:
            raise AssertionError("no deals")
        times = self.outcome.shape[1]
        starts = np.concatenate([[-1], np.unique(setup.starts[setup.starts >= 0])])
        counts = np.bincount(setup.labels, minlength=len(starts)).astype(np.float64)
        rows = coefficients(self.found, weight, counts, starts, times, setup.controls)
        treated = (setup.starts[:, None] >= 0) & (np.arange(times) >= setup.starts[:, None])
        return Dealt(self.outcome, treated.astype(np.float64), rows, setup.dealt)


def _outcome(setup: Setup, name: str) -> OutcomeResult:
    asked = setup.asked
    rows = np.concatenate([asked.treated_rows, asked.donor_rows])
    outcome = asked.panel.outcomes[name][rows]
    if asked.panel.exposure is not None:
        outcome = outcome / asked.panel.exposure[rows]
    found = cells(outcome, setup.starts, setup.controls)
    judge = Judge(setup, outcome, found)
    headline = judge.pick(found.since >= asked.phase_in, setup.how)
    if headline is None:
        raise PanelRefused("expected times after the start and phase-in that have controls")
    p_value, interval = judge.infer(*headline)
    return OutcomeResult(
        outcome=name,
        estimate=headline[0].effect,
        scale="difference",
        se=headline[0].se if setup.bears_errors else None,
        interval=interval,
        interval_level=1 - asked.alpha,
        p_value=p_value,
        effects_by_period=tuple(_period(judge, span) for span in asked.windows()),
        event_study=_event_study(judge),
        series=_series(judge),
        group_time=_group_time(judge),
    )


def _period(judge: Judge, span: tuple[int, int]) -> PeriodEffect:
    asked = judge.setup.asked
    first, times = min(asked.starts.values()), asked.panel.times
    since = judge.found.since
    headline = judge.pick((since >= span[0]) & (since < span[1]), "simple")
    p_value, interval = judge.infer(*headline) if headline else (None, None)
    effect = headline[0].effect if headline else None
    return PeriodEffect(times[first + span[0]], times[first + span[1] - 1], effect, interval, p_value)


def _event_study(judge: Judge) -> tuple[EventTime, ...]:
    """Every number of steps since the start; the one before it is what all are compared with."""
    z = float(norm.ppf(1 - judge.setup.asked.alpha / 2))
    bears = judge.setup.bears_errors

    def interval(step: int, one: Aggregate) -> Interval | None:
        return (one.effect - z * one.se, one.effect + z * one.se) if bears and step != -1 else None

    found = by_event(judge.found, judge.setup.starts)
    return tuple(EventTime(step, one.effect, interval(step, one)) for step, one in found.items())


def _group_time(judge: Judge) -> tuple[GroupTime, ...]:
    times, found = judge.setup.asked.panel.times, judge.found
    bears = judge.setup.bears_errors
    return tuple(
        GroupTime(
            times[group], times[time], float(effect), float(se) if bears and time != group - 1 else None
        )
        for group, time, effect, se in zip(found.group, found.time, found.effect, found.se, strict=True)
    )


def _series(judge: Judge) -> tuple[Point, ...]:
    """The mean of the treated, and the same less the effects; a time where a group lacks controls has no other."""
    setup, found = judge.setup, judge.found
    treated, groups = setup.starts >= 0, np.unique(setup.starts[setup.starts >= 0])
    points = []
    for column, time in enumerate(setup.asked.panel.times):
        here = found.time == column
        sizes = np.array([(setup.starts == group).sum() for group in found.group[here]])
        seen = float(judge.outcome[treated, column].mean())
        whole = here.sum() == len(groups)
        points.append(
            Point(time, seen, seen - float(sizes @ found.effect[here] / treated.sum()) if whole else None)
        )
    return tuple(points)
