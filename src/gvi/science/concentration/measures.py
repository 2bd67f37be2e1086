"""Gini coefficients and Lorenz curves of counts per unit (Bernasco & Steenbeek 2017, equations 1 to 4)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Point = tuple[float, float]
MOST_POINTS = 201


class NoEvents(ValueError):
    """There are no units, or no events on them: nothing can be more or less concentrated."""

    def __init__(self, units: int) -> None:
        super().__init__(
            f"counts: expected at least one unit and one event, got {units} units without events"
        )


def ordered(counts: ArrayLike) -> Floats:
    """Return counts (n,) from most to least; raises ValueError for what is no whole number from 0, or no event."""
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"counts: expected one row of counts, got {given.ndim} dimensions")
    wrong = ~np.isfinite(given) | (given < 0) | (given != np.floor(given))
    if wrong.any():
        raise ValueError(f"counts, place {int(wrong.argmax()) + 1}: expected a whole number from 0")
    if given.sum() < 1:
        raise NoEvents(len(given))
    return np.sort(given)[::-1]


def gini(counts: ArrayLike) -> float:
    """Return the Gini coefficient G of counts per unit (n,): 0 when all have the same, (n - 1)/n when one has all.

    Assumes that every unit that could have had an event is there, also those with none.

    >>> round(gini([5, 2, 1, 0, 0, 0, 0, 0, 0, 0]), 2)
    0.8
    """
    return gini_of_ordered(ordered(counts))


def gini_of_ordered(falling: Floats) -> float:
    """Return G of values (n,) that fall; they may be means of counts, such as the equal-risk values."""
    n = len(falling)
    weights = n - 1 - 2 * np.arange(n)
    return float(weights @ falling / (n * falling.sum()))


def adjusted(g: float, n: int, c: float) -> float:
    """Return G' = max(1, n/c)(G - 1) + 1: 0 when c events are spread as evenly as c events can be over n units.

    Bernasco & Steenbeek (2017), the generalised Gini coefficient for more units than events.

    >>> round(adjusted(0.8, 10, 8), 2)
    0.75
    """
    return max(1.0, n / c) * (g - 1) + 1


def small_sample(g_adjusted: float, n: int, c: int) -> float | None:
    """Return G' m/(m - 1), m = min(n, c), which can reach 1 also with few units or events; None at m = 1.

    >>> round(small_sample(0.75, 10, 8), 4)
    0.8571
    """
    least = min(n, c)
    return g_adjusted * least / (least - 1) if least > 1 else None


def lorenz(falling: Floats) -> tuple[Point, ...]:
    """Return the Lorenz curve from (0, 0) to (1, 1): share of units, those with fewest events first, and of events.

    Only the corners are given, since the curve is straight between them; at most MOST_POINTS of them.
    """
    rising = falling[::-1]
    corner = np.flatnonzero(np.append(np.diff(rising) != 0, True)) + 1
    if len(corner) >= MOST_POINTS:
        corner = corner[np.linspace(0, len(corner) - 1, MOST_POINTS - 1).astype(int)]
    held = np.cumsum(rising)[corner - 1] / rising.sum()
    return ((0.0, 0.0), *zip((corner / len(rising)).tolist(), held.tolist(), strict=True))


def held_by_top(falling: Floats, tops: Sequence[int]) -> list[float]:
    """Return the share of events that the k units with most events hold, for each k in ``tops``."""
    running = np.cumsum(falling) / falling.sum()
    return [float(running[k - 1]) for k in tops]
