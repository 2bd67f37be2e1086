"""The placebo test: the treated's rank among all lots by how much larger the gap is after the start than before.

The two-sided RMSPE ratio (Abadie, Diamond & Hainmueller 2010) over the units taken for treated. The interval inverts
the same test: each size of a constant effect is taken away from the treated, where they are compared with too, and the
sizes that the test does not reject are kept. A lot's squared ratio is a quadratic in that size, so the ends are found
exactly, without a grid.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.result import Interval
from gvi.science.evaluation.synthetic.fits import Fits

Array = NDArray[np.float64]
CLOSE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """The test over columns of time from ``first`` to ``end``: ratios (lots,), estimate (mean gap), p and interval.

    ``interval`` is none when no size, or sizes without end, are kept.
    """

    first: int
    end: int
    estimate: float
    ratios: Array
    p_value: float
    interval: Interval | None


def ranked(fits: Fits, first: int, end: int, alpha: float) -> Ranked:
    """Test one span. ``alpha`` below one in the number of lots is raised to it (see ``level``)."""
    gaps = fits.gaps[:, first:end]
    ratios = _ratios(fits, (gaps**2).mean(axis=1))
    p_value = float((ratios >= ratios[0] * (1 - CLOSE)).mean())
    return Ranked(first, end, float(gaps[0].mean()), ratios, p_value, _kept(fits, gaps, alpha))


def level(lots: int, alpha: float) -> float:
    """The level of the interval: 1 - alpha, or what the number of lots allows when that is less.

    >>> level(39, 0.05), round(level(12, 0.05), 3)
    (0.95, 0.917)
    """
    return 1 - max(alpha, 1 / lots)


def _ratios(fits: Fits, squares: Array) -> Array:
    found: Array = np.sqrt(squares) / _before(fits)
    return found


def _before(fits: Fits) -> Array:
    """RMSPE before the start, never quite zero (lots,)."""
    least = CLOSE * np.abs(fits.gaps).max() or 1.0
    return np.maximum(fits.rmspe, least)


def _kept(fits: Fits, gaps: Array, alpha: float) -> Interval | None:
    """The least and the largest effect that the test keeps."""
    before = _before(fits) ** 2
    square = fits.reach**2 / before
    slope = -2 * fits.reach * gaps.mean(axis=1) / before
    level_ = (gaps**2).mean(axis=1) / before
    difference = np.stack([square - square[0], slope - slope[0], level_ - level_[0]])
    sizes = _crossings(difference[:, 1:])
    if not len(sizes):
        return None
    limit = max(alpha, 1 / len(before)) * (1 + CLOSE)
    far = 2 * np.abs(sizes).max() + 1
    p_values = _p_values(square, slope, level_, np.concatenate([sizes, [-far, far]]))
    accepted = sizes[p_values[:-2] > limit]
    if (p_values[-2:] > limit).any() or not len(accepted):
        return None
    return float(accepted.min()), float(accepted.max())


def _crossings(difference: Array) -> Array:
    """Sizes at which another lot's ratio equals the treated's."""
    square, slope, level_ = difference
    small = np.abs(square) <= CLOSE * np.abs(difference).max(axis=0)
    inside = slope**2 - 4 * square * level_
    root = np.sqrt(np.where(inside > 0, inside, 0.0))
    below = np.where(small, 1.0, 2 * square)
    pairs = np.concatenate([(-slope - root) / below, (-slope + root) / below])
    real = np.tile(~small & (inside >= 0), 2)
    line = small & (slope != 0)
    return np.concatenate([pairs[real], -level_[line] / slope[line]])


def _p_values(square: Array, slope: Array, level_: Array, sizes: Array) -> Array:
    """p at each size of effect; a ratio that equals the treated's counts."""
    ratios = square * sizes[:, None] ** 2 + slope * sizes[:, None] + level_
    own = ratios[:, :1]
    found: Array = (ratios >= own - 1e-7 * np.abs(own)).mean(axis=1)
    return found
