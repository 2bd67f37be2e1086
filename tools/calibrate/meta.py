"""Pooling of published effects

Studies with invented effects about a known mean, their errors of very different sizes, with much and with no
variation between them. The Knapp–Hartung test is the default; the normal one is tried beside, among the ways that
fail. Below five independent studies nothing is pooled.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.pooling.estimating import Method, Test, pool
from tools.calibrate.setting import Drawn, Setting

ERRORS = (0.1, 0.4)
FALL = 0.7
Values = NDArray[np.float64]


def settings() -> list[Setting]:
    """Five and twenty studies, with and without variation between them, by each estimate of it."""
    ways: tuple[Method, ...] = ("REML", "PM", "DL")
    return [
        *(setting("knha", way, k, between) for way in ways for k in (5, 20) for between in (0.0, 0.05, 0.3)),
        *(setting("knha", "REML", k, 0.05, FALL) for k in (5, 20)),
    ]


def setting(test: Test, way: Method, k: int, between: float, truth: float = 1.0) -> Setting:
    """Studies ``k`` whose effects vary with variance ``between`` about the log of ``truth``."""

    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [_drawn(y, v, way, test, truth) for y, v in _studies(random, panels, k, between, truth)]

    planted = truth if truth != 1 else None
    fall = f", fall to {truth:g}" if planted else ""
    name = f"{k} studies, tau² {between:g}, {way}{fall}"
    return Setting(
        f"meta, {test}", name, test == "knha", grid=False, exchangeable=False, draw=draw, planted=planted
    )


def _studies(
    random: np.random.Generator, panels: int, k: int, between: float, truth: float
) -> Iterator[tuple[Values, Values]]:
    errors = random.uniform(*ERRORS, (panels, k))
    y = np.log(truth) + random.standard_normal((panels, k)) * np.sqrt(errors**2 + between)
    yield from zip(y, errors**2, strict=True)


def _drawn(y: Values, v: Values, way: Method, test: Test, truth: float) -> Drawn:
    found = pool(y, v, method=way, test=test)
    covered = found.interval[0] <= np.log(truth) <= found.interval[1]
    return Drawn(found.p_value, covered=bool(covered), ratio=exp(found.estimate))
