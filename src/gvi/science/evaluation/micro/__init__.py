"""Micro-synthetic control: many small untreated areas, weighted to be alike the few treated in sum on everything named.

Robbins, Saunders & Kilmer (2017), Journal of the American Statistical Association 112(517). Weights are the least in
norm that are not under zero and give the untreated exactly the treated's number, covariates and outcomes before. All
outcomes are measured by the same weights. Assumed: areas alike in what is named would have gone on alike, and nothing
spilled over from the treated areas to those beside them.
"""

from collections.abc import Callable, Sequence

import numpy as np

from gvi.science.evaluation import holm
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.micro.answer import Answer, figures, notes_of, outcome_result
from gvi.science.evaluation.micro.constraints import Match, constraints
from gvi.science.evaluation.micro.lacking import Imbalance, NoWeights, no_weights
from gvi.science.evaluation.micro.matching import matched, room_of
from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.result import Evaluation

__all__ = ["Imbalance", "NoWeights", "micro_synthetic"]


def micro_synthetic(
    asked: Design,
    *,
    outcomes: Sequence[Match] | None = None,
    covariates: Sequence[str] | None = None,
    match_from: str | None = None,
    match_to: str | None = None,
    permutations: int = 0,
    slack: float = 0.0,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Estimate the effect a treated area and step of time, in the outcome's own unit (in sum with pooling "sum").

    Matched on are ``outcomes`` at each time before (all asked about when none is named; ``{column, from, to, how}``
    with how "each", "sum" or "mean" takes a span together) and the mean of ``covariates`` (all the panel's), in the
    time ``match_from`` to ``match_to`` (all before the start). ``slack`` lets each be missed by that share of the
    treated's sum. With ``permutations`` p is the rank among so many sets of areas drawn by lot; without, p is by
    linearisation, and withheld with fewer than ten treated areas.

    Raises ``NoWeights`` (names what cannot be met, and the slack that would do) and ``PanelRefused``.

    >>> from gvi.science.evaluation import design
    >>> import polars as pl
    >>> levels = {"a": [2, 4, 1], "b": [1, 3, 2], "c": [3, 5, 4], "d": [2, 3, 3], "e": [0, 6, 2]}
    >>> rows = [(area, time, value) for area, series in levels.items() for time, value in enumerate(series)]
    >>> table = pl.DataFrame(rows, schema=["unit", "time", "outcome"], orient="row")
    >>> found = micro_synthetic(design(table, treated="a", start=2))
    >>> round(found.primary.estimate, 2), found.primary.p_value
    (-2.08, None)
    """
    _check(asked, permutations, slack)
    found = constraints(asked, outcomes, covariates, match_from, match_to)
    treated = np.arange(len(asked.treated))
    with one_thread():
        fit = matched(found, treated[None], slack)
        if not fit.met[0]:
            targets = found.values[:, treated].sum(axis=1)
            room = room_of(found, targets[None], len(treated))[0]
            raise no_weights(found, targets, room, slice(len(treated), None))
        answer = Answer.of(
            asked, found, fit.sides[0], (permutations, slack, seed), progress or (lambda done: None)
        )
    results = tuple(outcome_result(answer, at) for at in range(len(asked.outcomes)))
    return Evaluation(
        method="micro_synthetic",
        results=holm.secondaries(results),
        n_units=found.values.shape[1],
        n_pre=asked.start,
        n_post=asked.panel.n_times - asked.start,
        start=asked.panel.times[asked.start],
        alpha=asked.alpha,
        margin=asked.margin,
        p_least=answer.p_least,
        diagnostics=figures(answer),
        notes=(*notes_of(answer), *holm.notes(results)),
    )


def _check(asked: Design, permutations: int, slack: float) -> None:
    if asked.pooling == "each":
        raise PanelRefused('pooling "each": the treated areas are matched in sum; expected "sum" or "mean"')
    if not asked.donors:
        raise PanelRefused("expected at least one donor: an area that is never treated")
    if asked.start + asked.phase_in >= asked.panel.n_times:
        raise PanelRefused("expected at least one period after the start and the phase-in")
    if permutations < 0 or slack < 0:
        raise ValueError(f"expected permutations and slack of nought or more; got {permutations} and {slack}")
