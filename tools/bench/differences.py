"""Differences

Invented cities by month, three treated of 24: the whole answer (effect, p and interval by all 2,024 deals, event study,
the time before). Then one deal's refit beside statsmodels, whose Poisson model with dummies for cities and months is
what one would otherwise fit for every deal. Last, group-time effects of 500 units beside diff-diff; and a stepped wedge
of twelve groups with ties, 999 orders.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import polars as pl

from gvi.science.evaluation import Design, design, differences, staggered_differences, stepped_wedge
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.comparing.differing import Setup, ask
from gvi.science.evaluation.comparing.randomising import Randomised
from tools.bench.figures import Figure, seconds

MONTHS, START, DEALS = 72, 48, 1999


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of each method, then ours over theirs."""
    cities = 8 if smoke else 24
    asked = invented(cities)
    whole = _best(lambda: differences(asked), 1 if smoke else 3)
    yield Figure(f"{cities} cities, 3 treated, {MONTHS} months: the whole answer", whole, "s")
    yield from _beside_statsmodels(asked, cities, DEALS)
    yield from _beside_diff_diff(200 if smoke else 500, at_most=None if smoke else 1)
    groups = 5 if smoke else 12
    starts = {f"c{at:02d}": 12 + 4 * at for at in range(groups)}
    rows = table(groups)
    ring = pl.DataFrame({"source": list(starts), "target": [*list(starts)[1:], "c00"]})
    wedge = design(rows, treated={unit: str(start) for unit, start in starts.items()})
    draws = 19 if smoke else 999
    spent = seconds(lambda: stepped_wedge(wedge, links=ring, draws=draws))
    yield Figure(f"stepped wedge, {groups} groups with ties, {draws} orders", spent, "s")


def table(cities: int) -> pl.DataFrame:
    """Negative binomial counts with a mean of six."""
    random = np.random.default_rng(1)
    rate = 6 * np.exp(random.normal(0, 0.5, (cities, 1))) * random.gamma(4, 1 / 4, (cities, MONTHS))
    counts = random.poisson(rate)
    return pl.DataFrame(
        [
            {"unit": f"c{row:02d}", "time": at, "outcome": int(counts[row, at])}
            for row in range(cities)
            for at in range(MONTHS)
        ]
    )


def invented(cities: int) -> Design:
    """The first three cities are treated."""
    return design(table(cities), treated=[f"c{row:02d}" for row in range(3)], start=START)


def _best(work: Callable[[], object], times: int) -> float:
    return min(seconds(work) for _ in range(times))


def _beside_statsmodels(asked: Design, cities: int, draws: int) -> Iterator[Figure]:
    """One deal's share of all ours, and one of theirs."""
    setup = Setup.of(asked, "poisson", "randomisation", draws, 1)
    question = ask(setup, "outcome", (0, None))
    with one_thread():
        one = _best(lambda: Randomised(question, setup.dealt, question.pattern[1, 0]).p_value(), 3)
        ours = one / len(setup.dealt.labels)
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    times = question.outcome.shape[1]
    rows, columns = np.divmod(np.arange(cities * times), times)
    dummies = np.column_stack(
        [np.eye(cities)[rows], np.eye(times)[columns][:, 1:], question.cells[:, 0].ravel()]
    )
    with one_thread():
        theirs = _best(lambda: GLM(question.outcome.ravel(), dummies, family=Poisson()).fit(), 3)
    yield Figure(f"{cities} cities, one deal: ours", ours * 1000, "ms")
    yield Figure(f"{cities} cities, one deal: statsmodels' GLM", theirs * 1000, "ms")
    yield Figure(f"{cities} cities, one deal: ours / statsmodels'", ours / theirs, "", at_most=0.01)


def _beside_diff_diff(units: int, *, at_most: float | None) -> Iterator[Figure]:
    random = np.random.default_rng(2)
    cohort = random.choice([0, 4, 6, 7], units, p=[0.4, 0.2, 0.2, 0.2])
    rows = pd.DataFrame({"unit": np.repeat(np.arange(units), 8), "time": np.tile(np.arange(1, 9), units)})
    rows["g"] = cohort[rows.unit]
    rows["y"] = random.normal(size=len(rows)) + 0.1 * rows.time
    starts = {str(unit): str(g) for unit, g in enumerate(cohort) if g}
    asked = design(rows, treated=starts, outcome="y")
    ours = _best(lambda: staggered_differences(asked), 3)
    yield Figure(f"{units} units, 8 times, group-time effects: ours", ours, "s")
    if importlib.util.find_spec("diff_diff") is None:
        print("  diff-diff is not installed: not measured beside")
        return
    from diff_diff import CallawaySantAnna

    def peer() -> object:
        return CallawaySantAnna(base_period="universal").fit(
            rows, outcome="y", unit="unit", time="time", first_treat="g", aggregate="event_study"
        )

    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = _best(peer, 3)
    yield Figure(f"{units} units, 8 times, group-time effects: diff-diff", theirs, "s")
    yield Figure(f"{units} units, 8 times: ours / diff-diff's", ours / theirs, "", at_most)
