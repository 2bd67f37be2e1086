"""Micro-synthetic control

10,000 areas, of which 20 are treated, matched on 60 constraints: their number, three covariates and an outcome in 56
months before. The whole answer with the standard error by linearisation, from a panel to what is said; the weights
alone; and the same with 99 sets of areas drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gvi.science.evaluation import Design, micro_synthetic
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.micro.constraints import constraints
from gvi.science.evaluation.micro.matching import matched
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.times import Step
from tools.bench.figures import Figure, seconds

TREATED, BEFORE, AFTER, COVARIATES = 20, 56, 12, 3
TIMES = 3


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds with and without sets drawn by lot."""
    areas, draws, before = (1_000, 9, 12) if smoke else (10_000, 99, BEFORE)
    asked = invented(areas, before)
    found = constraints(asked, None, None, None, None)
    what = f"{areas:,} areas, {len(found.names)} constraints"
    with one_thread():
        weights = min(seconds(lambda: matched(found, np.arange(TREATED)[None], 0.0)) for _ in range(TIMES))
    yield Figure(f"{what}: the weights", weights, "s")
    whole = min(seconds(lambda: micro_synthetic(asked)) for _ in range(TIMES))
    yield Figure(f"{what}: the whole answer", whole, "s", at_most=None if smoke else 1)
    drawn = seconds(lambda: micro_synthetic(asked, permutations=draws))
    yield Figure(f"{what}: with {draws} sets drawn by lot", drawn, "s")


def invented(areas: int, before: int) -> Design:
    """Counts of small areas that differ in size, with the first treated."""
    random = np.random.default_rng(1)
    sizes = np.exp(random.normal(0, 0.5, (areas, 1)))
    counts = random.poisson(2 * sizes, (areas, before + AFTER)).astype(np.float64)
    known = {
        f"x{number}": np.repeat(sizes + random.normal(0, 0.3, (areas, 1)), before + AFTER, axis=1)
        for number in range(COVARIATES)
    }
    names = tuple(f"a{row}" for row in range(areas))
    panel = Panel(
        names,
        Step.MONTH,
        2015 * 12,
        {"outcome": counts},
        np.zeros(before + AFTER, dtype=bool),
        covariates=known,
    )
    return Design(panel, dict.fromkeys(names[:TREATED], before), names[TREATED:], ("outcome",))
