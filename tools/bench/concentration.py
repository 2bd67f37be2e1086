"""Concentration

The whole reading: Gini coefficients, top shares, Lorenz curves, 1,000 bootstrap draws for the interval and up to 1,000
throws for what chance gives. The peer does the same by hand in pandas and numpy at its best: counts by `value_counts`,
the Gini coefficient from one sort, each draw by an index and a sort, and as many throws as ours makes. The Gini
coefficient alone is beside the shortest numpy there is, to show what checking the counts costs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gvi.science.concentration import concentration, gini
from gvi.science.concentration.chance import draws_made
from tools.bench.figures import Figure, seconds

DRAWS = 1000


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Seconds, and the ratio to pandas and numpy by hand."""
    for units in (500,) if smoke else (1_000, 10_000):
        counts = _counts(units)
        ours = min(seconds(lambda counts=counts: concentration(counts)) for _ in range(3))  # type: ignore[misc]
        peer = seconds(lambda counts=counts: _by_hand(counts))  # type: ignore[misc]
        size = f"{units:,} units, {counts.sum():,} events"
        yield Figure(f"{size}, the whole", ours, "s", at_most=5)
        yield Figure(f"{size}: ours / pandas and numpy by hand", ours / peer, "times", at_most=1)
    many = _counts(10_000 if smoke else 1_000_000)
    yield Figure(
        f"{len(many):,} units, {many.sum():,} events, the whole",
        seconds(lambda: concentration(many)),
        "s",
        20,
    )
    ours, peer = (min(seconds(lambda of=of: of(many)) for _ in range(5)) for of in (gini, _gini))  # type: ignore[misc]
    yield Figure(f"{len(many):,} units, Gini alone: ours / shortest numpy", ours / peer, "times", at_most=2)


def _counts(units: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(1)
    return rng.poisson(3 * rng.gamma(0.5, 2, units)).astype(np.int64)


def _gini(counts: NDArray[np.integer]) -> float:
    rising = np.sort(counts)
    n = len(rising)
    return float((2 * np.arange(1, n + 1) - n - 1) @ rising / (n * rising.sum()))


def _by_hand(counts: NDArray[np.int64]) -> tuple[float, float, NDArray[np.float64]]:
    """From rows to Gini, an interval and what chance gives."""
    rng = np.random.default_rng(1)
    rows = pd.Series(np.repeat(np.arange(len(counts)), counts))
    of_units = rows.value_counts().reindex(range(len(counts)), fill_value=0).to_numpy()
    n, c = len(of_units), int(of_units.sum())
    again = [_gini(of_units[rng.integers(0, n, n)]) for _ in range(DRAWS)]
    chance = np.mean(
        [np.sort(np.bincount(rng.integers(0, n, c), minlength=n)) for _ in range(draws_made(n, DRAWS))],
        axis=0,
    )
    return _gini(of_units), float(np.quantile(again, 0.975)), chance
