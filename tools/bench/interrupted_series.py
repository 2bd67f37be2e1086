"""Interrupted series

One city's series of 72 months with a factor of months: quasi-Poisson by our own engine for thousands of series at once,
beside a loop of statsmodels over the first of them (BLAS held to one thread for both, which is best for both); then a
whole answer with its bootstrap of 1,999 series.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray

from gvi.science.evaluation import interrupted_series
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.glm import quasi_poisson
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.times import Step
from tools.bench.figures import Figure, seconds

BEFORE, STEPS, LOOP = 48, 72, 50
JANUARY_2015 = 2015 * 12
Array = NDArray[np.float64]


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds of ours, of theirs for as many, and of one answer."""
    many = 500 if smoke else 10_000
    x, y = model(), counts(many)
    with one_thread():
        ours = median(seconds(lambda: quasi_poisson(x, y)) for _ in range(3))
        theirs = loop(x, y[: 5 if smoke else LOOP])
    yield Figure(f"{many:,} series fitted at once", ours, "s")
    yield Figure("one series in a loop of statsmodels", 1000 * theirs, "ms")
    yield Figure("ours / statsmodels, a series", ours / many / theirs, "", None if smoke else 1 / 50)
    asked = question(y[0])
    answer = median(seconds(lambda: interrupted_series(asked)) for _ in range(1 if smoke else 3))
    yield Figure("one answer, bootstrap of 1,999 series", answer, "s", None if smoke else 2)


def model() -> Array:
    """Level, trend and months (72, 14)."""
    steps = np.arange(STEPS)
    months = steps[:, None] % 12 == np.arange(12)
    return np.column_stack([steps >= BEFORE, (steps - BEFORE) / STEPS, months]).astype(float)


def counts(many: int) -> Array:
    """Negative binomial counts of mean 6 and theta 4 (many, 72)."""
    random = np.random.default_rng(1)
    drawn: Array = random.negative_binomial(4, 0.4, (many, STEPS)).astype(float)
    return drawn


def loop(x: Array, y: Array) -> float:
    """Seconds of statsmodels for one series."""

    def each() -> None:
        for one in y:
            sm.GLM(one, x, family=sm.families.Poisson()).fit(scale="X2")

    return seconds(each) / len(y)


def question(y: Array) -> Design:
    """One city's own series."""
    panel = Panel(("Almby",), Step.MONTH, JANUARY_2015, {"outcome": y[None]}, np.zeros(STEPS, dtype=bool))
    return Design(panel, {"Almby": BEFORE}, (), ("outcome",))
