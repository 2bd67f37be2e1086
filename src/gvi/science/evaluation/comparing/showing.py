"""What is drawn: every step's effect, the treated beside what would have been, and the same for every other unit."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.comparing.assigning import Deals
from gvi.science.evaluation.comparing.fit import Fitted, fit
from gvi.science.evaluation.comparing.question import Question
from gvi.science.evaluation.comparing.randomising import Randomised
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import EventTime, Placebo, Point

DEALS_PER_STEP = 500


def event_study(whole: Question, dealt: Deals, asked: Design, *, withheld: bool) -> tuple[EventTime, ...]:
    """Tell the effect of each step beside all steps before the start (one before: beside the others before).

    The intervals hold for one step at a time. Only for one common start; ``phase_in`` steps are left out.
    """
    start, steps = asked.start, range(whole.outcome.shape[1])
    few = Deals(dealt.labels[:DEALS_PER_STEP], dealt.exact)
    added = [at if at < start else at + asked.phase_in for at in steps]
    return tuple(
        _step(whole, few, start, at, number - start, None if withheld else asked.alpha)
        for at, number in zip(steps, added, strict=True)
    )


def _step(
    whole: Question, dealt: Deals, start: int, column: int, step: int, alpha: float | None
) -> EventTime:
    kept = np.arange(whole.outcome.shape[1])
    kept = kept[(kept < start) | (kept == column)]
    cells = np.zeros((2, 1, len(kept)))
    cells[1, 0, kept == column] = 1
    exposure = None if whole.exposure is None else whole.exposure[:, kept]
    question = replace(whole, outcome=whole.outcome[:, kept], pattern=cells, exposure=exposure)
    untouched = question.outcome[:, kept != column]
    if whole.family == "poisson" and not (
        untouched.any() and question.outcome[~question.treated][:, kept == column].any()
    ):
        return EventTime(step, None)
    estimate = fit(question).effects[0]
    if estimate is None or alpha is None:
        return EventTime(step, estimate)
    reach = Randomised(question, dealt, cells[1, 0]).reach(estimate, alpha)
    return EventTime(step, estimate, None if reach is None else (estimate - reach, estimate + reach))


def series(
    whole: Question, model: Fitted, times: Sequence[str], columns: Sequence[int], *, mean: bool
) -> tuple[Point, ...]:
    """Put the treated beside what they would have been without the effects, their sum or mean."""
    rows = whole.treated
    pooled = np.mean if mean or whole.family == "linear" else np.sum
    observed, untreated = pooled(whole.outcome[rows], axis=0), pooled(model.untreated[rows], axis=0)
    return tuple(
        Point(times[column], float(seen), float(otherwise))
        for column, seen, otherwise in zip(columns, observed, untreated, strict=True)
    )


def one_by_one(whole: Question, treated: Sequence[str]) -> dict[str, float | None]:
    """Tell each treated unit's own effect beside the donors."""
    found = {}
    for row, unit in enumerate(treated):
        kept = ~whole.treated
        kept[row] = True
        found[unit] = fit(_rows(whole, kept)).effects[0]
    return found


def _rows(whole: Question, kept: NDArray[np.bool_]) -> Question:
    exposure = None if whole.exposure is None else whole.exposure[kept]
    return replace(
        whole,
        outcome=whole.outcome[kept],
        labels=whole.labels[kept],
        weights=whole.weights[kept],
        exposure=exposure,
    )


def by_unit(whole: Question, donors: Sequence[str]) -> tuple[Placebo, ...]:
    """Tell what each donor would have shown had it been the one treated unit; nothing when several are."""
    if whole.treated.sum() > 1:
        return ()
    label = whole.labels[0]  # the treated unit comes first
    rows = range(1, len(whole.labels))
    return tuple(
        Placebo(
            "unit",
            donor,
            fit(replace(whole, labels=np.where(np.arange(len(rows) + 1) == row, label, 0))).effects[0],
        )
        for row, donor in zip(rows, donors, strict=True)
    )
