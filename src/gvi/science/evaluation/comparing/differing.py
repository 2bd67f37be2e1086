"""Differences in differences as ratios of counts or differences of levels, with units' and times' own levels.

p comes from dealing the treatment out anew among **all** units (randomisation), from turning units' signs (wild), or
from clustered errors; the latter two only with treated units enough for them to hold (MacKinnon & Webb 2018).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.comparing import saying
from gvi.science.evaluation.comparing.assigning import Deals, Labels, deals
from gvi.science.evaluation.comparing.before import Before, before
from gvi.science.evaluation.comparing.clustering import clustered, wild
from gvi.science.evaluation.comparing.fit import Fitted, fit
from gvi.science.evaluation.comparing.question import Family, Question, Span, pattern, rest
from gvi.science.evaluation.comparing.randomising import Inference, Randomised
from gvi.science.evaluation.comparing.showing import by_unit, event_study, one_by_one, series
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.holm import notes as holm_notes
from gvi.science.evaluation.holm import secondaries
from gvi.science.evaluation.panel import Matrix, PanelRefused
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult, PeriodEffect

How = Literal["randomisation", "wild", "cluster"]
LEAST_WILD, LEAST_CLUSTERED = 4, 10


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What is the same for every outcome: who, since when, and how it is judged."""

    asked: Design
    family: Family
    how: How
    starts: tuple[int, ...]
    labels: Labels
    dealt: Deals
    draws: int
    seed: int

    @classmethod
    def of(cls, asked: Design, family: Family, how: How, draws: int, seed: int) -> "Setup":
        """Label every unit by its start and deal the labels out."""
        starts = tuple(sorted(set(asked.starts.values())))
        units = [*asked.treated, *asked.donors]
        labels = np.array([starts.index(asked.starts[u]) + 1 if u in asked.starts else 0 for u in units])
        dealt = deals(labels, draws, np.random.default_rng(seed))
        return cls(asked, family, how, starts, labels, dealt, draws, seed)

    @property
    def times(self) -> int:
        """How many times the panel has."""
        return self.asked.panel.n_times

    @property
    def staggered(self) -> bool:
        """Whether units start at different times."""
        return len(self.starts) > 1

    @property
    def columns(self) -> list[int]:
        """The times of the whole question: without those of phase-in when all start together."""
        start, left = self.starts[0], 0 if self.staggered else self.asked.phase_in
        return [at for at in range(self.times) if not start <= at < start + left]

    @property
    def withheld(self) -> Note | None:
        """Why no p is given, or none."""
        treated, others = int((self.labels > 0).sum()), int((self.labels == 0).sum())
        if self.how == "wild" and treated < LEAST_WILD:
            return saying.few_treated(treated, LEAST_WILD)
        if self.how == "cluster" and min(treated, others) < LEAST_CLUSTERED:
            return saying.few_clusters(treated, others, LEAST_CLUSTERED)
        return None


def differences(
    asked: Design,
    *,
    family: Family = "poisson",
    inference: How = "randomisation",
    draws: int = 1999,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Compare treated units with donors, before with after; the effect is a logarithm of a ratio, or a difference.

    ``family`` "poisson" fits counts (or rates, with the panel's exposure) with unit and time effects by quasi-
    likelihood, "linear" fits levels. ``inference``: "randomisation" deals the starts out among treated units and
    donors, in every way when there are at most 5,000, else ``draws`` times; it assumes that any of them might have
    been chosen. "wild" needs four treated units and "cluster" ten on each side; with fewer p is withheld. ``progress``
    is told how many outcomes are done. Raises ``PanelRefused`` without donors or for a negative count, ``FitRefused``
    when nothing can be fitted. Different starts in one model mix effects of different age: see
    ``staggered_differences`` (Goodman-Bacon 2021).
    """
    if not asked.donors:
        raise PanelRefused("expected donors: units that are never treated")
    setup = Setup.of(asked, family, inference, draws, seed)
    found: list[tuple[OutcomeResult, Before | None]] = []
    with one_thread():
        for name in asked.outcomes:
            found.append(_outcome(setup, name))
            if progress:
                progress(len(found))
    results = secondaries([result for result, _ in found])
    first = found[0][1]
    grid = inference == "randomisation"
    return Evaluation(
        method="differences",
        results=results,
        n_units=len(setup.labels),
        n_pre=setup.starts[0],
        n_post=setup.times - setup.starts[0],
        start=asked.panel.times[setup.starts[0]],
        alpha=asked.alpha,
        margin=asked.margin,
        p_least=setup.dealt.p_least if grid else None,
        diagnostics=_diagnostics(setup, asked.outcomes[0], first),
        notes=(*_notes(setup, results[0], first), *holm_notes(results)),
    )


def _outcome(setup: Setup, name: str) -> tuple[OutcomeResult, Before | None]:
    """One outcome: the whole effect, each period's, each step's, and what was already there before."""
    asked = setup.asked
    whole = ask(setup, name, (asked.phase_in, None))
    model = fit(whole)
    found = judged(setup, whole, model)
    withheld = setup.withheld is not None
    result = OutcomeResult(
        outcome=name,
        estimate=model.effects[0],
        scale="log_rate_ratio" if setup.family == "poisson" else "difference",
        se=found.se,
        interval=found.interval,
        interval_level=1 - asked.alpha,
        p_value=found.p_value,
        effects_by_period=tuple(_period(setup, name, span) for span in asked.windows()),
        event_study=() if setup.staggered else event_study(whole, setup.dealt, asked, withheld=withheld),
        series=series(whole, model, asked.panel.times, setup.columns, mean=asked.pooling == "mean"),
        placebos=by_unit(whole, asked.donors),
    )
    return result, before(setup.family, whole, setup.dealt, setup.starts[0], asked, withheld=withheld)


def _period(setup: Setup, name: str, span: tuple[int, int]) -> PeriodEffect:
    """One period's effect, judged as the whole is."""
    times = setup.asked.panel.times
    question = ask(setup, name, span)
    model = fit(question)
    found = judged(setup, question, model)
    first = setup.starts[0]
    return PeriodEffect(
        times[first + span[0]], times[first + span[1] - 1], model.effects[0], found.interval, found.p_value
    )


def _notes(setup: Setup, primary: OutcomeResult, already: Before | None) -> tuple[Note, ...]:
    found = [setup.withheld] if setup.withheld else []
    if setup.how == "randomisation":
        found.append(saying.EXCHANGEABLE)
    if setup.staggered:
        found.append(saying.STAGGERED)
    if primary.estimate is None:
        found.append(saying.without_ratio(primary.p_value, withheld=setup.withheld is not None))
    elif primary.interval is None and setup.withheld is None:
        found.append(saying.NO_INTERVAL)
    if already is not None and not setup.withheld:
        found.append(saying.parted(already, setup.asked.alpha))
    return tuple(found)


def _diagnostics(setup: Setup, name: str, already: Before | None) -> dict[str, Any]:
    deals_made = {"deals": len(setup.dealt.labels), "every_deal": setup.dealt.exact}
    found: dict[str, Any] = {"family": setup.family, "inference": setup.how}
    if setup.how == "randomisation":
        found |= deals_made
    if setup.asked.pooling == "each":
        whole = ask(setup, name, (setup.asked.phase_in, None))
        found["by_unit"] = one_by_one(whole, setup.asked.treated)
    return found | (already.figures() if already else {})


def ask(setup: Setup, name: str, span: Span) -> Question:
    """Ask about the steps of ``span`` after each start.

    Other steps after it are left out, or allowed for by effects of their own when starts differ.
    """
    asked, times = setup.asked, setup.times
    rows = np.concatenate([asked.treated_rows, asked.donor_rows])
    others = rest([span], setup.starts, times)
    cells = pattern(setup.starts, times, [span, *others])
    kept = np.ones(times, dtype=bool)
    if len(setup.starts) == 1:
        kept, cells = cells[1, 1:].sum(axis=0) == 0, cells[:, :1]
    return make(setup.family, asked, name, rows, setup.labels, cells[:, :, kept], kept)


def make(
    family: Family,
    asked: Design,
    name: str,
    rows: NDArray[np.int64],
    labels: Labels,
    cells: Matrix,
    kept: NDArray[np.bool_],
) -> Question:
    """Cut one outcome of the panel to the rows and times asked about; a level is taken per exposure."""
    outcome = asked.panel.outcomes[name][rows][:, kept]
    exposure = None if asked.panel.exposure is None else asked.panel.exposure[rows][:, kept]
    weights = np.ones(len(rows)) if asked.panel.weights is None else asked.panel.weights[rows]
    if family == "poisson" and (outcome < 0).any():
        raise PanelRefused(f"outcome {name} has negative values: expected counts, or family linear")
    if family == "linear" and exposure is not None:
        outcome, exposure = outcome / exposure, None
    return Question(family, outcome, labels, cells, weights, exposure)


def judged(setup: Setup, asked: Question, model: Fitted) -> Inference:
    """Judge the first effect the way that was asked for."""
    alpha = setup.asked.alpha
    if model.effects[0] is None and not asked.seen_before:
        return Inference(None, None, None)
    if setup.how == "randomisation":
        reference = asked.pattern[(len(asked.pattern) + 1) // 2, 0]
        return Randomised(asked, setup.dealt, reference).infer(model.effects[0], alpha)
    found = (
        wild(asked, model, alpha, setup.draws, np.random.default_rng(setup.seed))
        if setup.how == "wild" and setup.withheld is None
        else clustered(asked, model, alpha)
    )
    return found if setup.withheld is None else Inference(None, None, None)
