"""Minimum detectable effect by simulation: panels as those before the start, falls of many sizes, the plan's test.

A plan that can't find what it looks for says so before it is locked, and a null result is read beside it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from gvi.science.evaluation import lingering
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.detectable.expecting import Expected, expected
from gvi.science.evaluation.detectable.result import Power, Share
from gvi.science.evaluation.detectable.testing import found_by_differences, found_by_series
from gvi.science.evaluation.glm import POISSON, Vector

FALLS = tuple(round(0.05 * step, 2) for step in range(1, 19))
OFTEN, HALF = 0.80, 0.50
REPLICATES = 2_000


def power(
    asked: Design | Expected,
    *,
    method: str = "interrupted_series",
    falls: Sequence[float] = FALLS,
    replicates: int = REPLICATES,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Power:
    """Tell how often each fall (0.3 is 30 per cent) would be found, and the least that is found in 80 of 100.

    ``asked`` is a design, whose time before the start says what to expect, or ``Expected`` itself. For methods that
    compare with other units the test is that of ``differences``; the answer says which. ``replicates`` panels are drawn
    for the limit and for each fall. Raises ValueError for falls outside 0–1 and ``FitRefused`` for too short a series.

    >>> found = power(Expected((6.0,), before=48, after=24), falls=(0.3, 0.6, 0.9), replicates=400)
    >>> found.grid[0].found < 0.8 < found.grid[2].found, found.test
    (True, 'interrupted_series')
    """
    chosen = tuple(sorted(falls))
    if not chosen or not all(0 < fall < 1 for fall in chosen):
        raise ValueError(f"falls: expected shares between 0 and 1; got {', '.join(map(str, chosen))}")
    about = expected(asked) if isinstance(asked, Design) else asked
    test = "interrupted_series" if method == "interrupted_series" else "differences"
    if test == "differences" and len(about.means) <= about.treated:
        raise ValueError(f"{method}: expected units to compare with, beside the {about.treated} treated")
    simulate = found_by_series if test == "interrupted_series" else found_by_differences
    shares, least = simulate(about, chosen, replicates, seed)
    if progress:
        progress(replicates * (len(chosen) + 1))
    return _told(about, method, test, chosen, shares, least, replicates, seed)


def _told(
    about: Expected,
    method: str,
    test: str,
    falls: tuple[float, ...],
    shares: Vector,
    least: float,
    replicates: int,
    seed: int,
) -> Power:
    rising = np.maximum.accumulate(shares)
    rho = about.rho if isinstance(about.rho, float | int) else float(about.rho @ lingering.RHOS)
    return Power(
        method,
        test,
        about.alpha,
        replicates,
        tuple(Share(fall, float(share)) for fall, share in zip(falls, shares, strict=True)),
        detectable=next((fall for fall, share in zip(falls, rising, strict=True) if share >= OFTEN), None),
        missed_more_often_than_not=max(
            (fall for fall, share in zip(falls, rising, strict=True) if share < HALF), default=None
        ),
        mean=sum(about.means[: about.treated]) / about.treated,
        theta=about.theta if about.theta < POISSON else None,
        rho=float(rho),
        before=about.before,
        after=about.after,
        units=len(about.means),
        p_least=least if test == "differences" else None,
        seed=seed,
    )
