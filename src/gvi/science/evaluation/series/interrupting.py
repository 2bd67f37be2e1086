"""Interrupted time series: did the treated city's count step down at the start, its own trend and months allowed for?

Quasi-Poisson (never plain Poisson) or negative binomial, level and trend stated ahead (Bernal, Cummins & Gasparrini
2017). Donors are not used: what happened everywhere at the same time looks like an effect, and the notes say so. p is
by t only when a lag test shows that neighbouring counts do not follow each other, else by a studentised bootstrap that
carries what is not known of that (Zeger 1988 on why it matters; ``gvi.science.evaluation.lingering``).
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from gvi.science.evaluation import holm, lingering
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.glm import Fits, Vector
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult
from gvi.science.evaluation.series import erring, noting, showing
from gvi.science.evaluation.series.erring import Errors, Family
from gvi.science.evaluation.series.modelling import all_series

REPLICATES = 1999


def interrupted_series(
    asked: Design,
    *,
    family: Family = "quasi_poisson",
    trend: bool = True,
    season: bool | None = None,
    errors: Errors = "t",
    replicates: int = REPLICATES,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Estimate the step of the treated units' own series at the start, as a log rate ratio, whole and by period.

    ``season`` is a factor of months (quarters); when not said it is used where two whole years lie before the start.
    ``errors``: "t" goes over to "bootstrap_ar" (``replicates`` series) when the lag test asks; "hac" gives Newey and
    West's standard error as a reference check only, without p. ``progress`` is told of replicates done. Units are
    summed, or with pooling "each" the mean of their own log rate ratios, their swings taken as independent.

    Raises ``FitRefused`` for a fit that does not converge, with what to try, and ``PanelRefused`` for counts under 0.

    >>> import numpy as np, polars as pl
    >>> from gvi.science.evaluation import design
    >>> counts = np.random.default_rng(1).poisson(np.where(np.arange(60) < 40, 20.0, 10.0))
    >>> rows = pl.DataFrame({"unit": ["Almby"] * 60, "time": range(60), "outcome": counts})
    >>> found = interrupted_series(design(rows, treated="Almby", start=40), replicates=199)
    >>> round(float(np.exp(found.primary.estimate)), 1), found.primary.p_value < 0.05
    (0.5, True)
    """
    random = np.random.default_rng(seed)
    options: dict[str, Any] = {"family": family, "trend": trend, "season": season, "errors": errors}
    answers = [
        _outcome(asked, name, options, random, replicates, progress if at == 0 else None)
        for at, name in enumerate(asked.outcomes)
    ]
    results = holm.secondaries([result for result, _, _ in answers])
    notes = {note.code + note.sv: note for _, _, said in answers for note in said}
    return Evaluation(
        "interrupted_series",
        results,
        n_units=len(asked.treated),
        n_pre=min(asked.starts.values()),
        n_post=asked.panel.n_times - min(asked.starts.values()),
        start=asked.panel.times[min(asked.starts.values())],
        alpha=asked.alpha,
        margin=asked.margin,
        diagnostics=answers[0][1],
        notes=(*notes.values(), *holm.notes(results)),
    )


def _outcome(
    asked: Design,
    outcome: str,
    options: dict[str, Any],
    random: np.random.Generator,
    replicates: int,
    progress: Callable[[int], None] | None,
) -> tuple[OutcomeResult, dict[str, Any], list[Note]]:
    """One outcome's result, its diagnostics and its notes."""
    family: Family = options["family"]
    series = all_series(asked, outcome, trend=options["trend"], season=options["season"])
    whole = erring.fit(series, [one.whole for one in series], 1, family)
    windows = len(series[0].windows)
    each = whole
    if windows > 1:
        each = erring.fit(series, [one.by_window for one in series], windows, family)
    known = [lingering.lingering(fits, one.places) for one, fits in zip(series, whole.fits, strict=True)]
    used = erring.chosen(options["errors"], known, whole)
    notes = noting.notes(series, whole, known, used, options)
    fits = [whole] if windows == 1 else [whole, each]
    sure = (
        [showing.Sure(one.estimates, one.spreads(_error(used, one))) for one in fits]
        if any(note.withholds for note in notes)
        else [_sure(one, known, used, family, random, replicates, asked.alpha, progress) for one in fits]
    )
    notes.extend(noting.brief_windows(each, asked))
    result = showing.result(asked, outcome, series, each, sure[0], sure[-1])
    return result, showing.diagnostics(series, whole, known, used, family), notes


def _sure(
    fitted: erring.Fitted,
    known: list[lingering.Lingering],
    used: Errors,
    family: Family,
    random: np.random.Generator,
    replicates: int,
    alpha: float,
    progress: Callable[[int], None] | None,
) -> showing.Sure:
    """Estimates with standard errors, p values and the intervals of the same test."""
    estimates, spreads = fitted.estimates, fitted.spreads()
    statistics = estimates / spreads
    if used == "t":
        width = erring.t_width(fitted.spare, alpha)
        return showing.Sure(estimates, spreads, erring.t_tails(statistics, fitted.spare), width + 0 * spreads)
    drawn = erring.bootstrap(fitted, known, family, random, replicates, progress)
    return showing.Sure(estimates, spreads, erring.tails(statistics, drawn), erring.widths(drawn, alpha))


def _error(used: Errors, fitted: erring.Fitted) -> Callable[[Fits, int], Vector]:
    """The standard error where p is withheld: the model's own, or Newey and West's."""
    return erring.newey_west(showing.lags(fitted)) if used == "hac" else Fits.errors
