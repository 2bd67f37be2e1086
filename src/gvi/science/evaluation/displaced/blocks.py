"""Before and after of one series, its variance from means of blocks of steps, so that what lingers is counted in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.panel import Matrix

BLOCKS, LEAST_DF = 12, 4
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimate with its standard error; ``df`` is none, and the error too, where there are too few steps."""

    estimate: float
    se: float | None
    df: int | None


def difference(sums: Matrix, start: int, span: tuple[int, int]) -> Effect:
    """Weighted displacement difference in events over the ``span`` of steps after the start.

    ``sums`` (4, steps) has a row a role: control, treated, displacement control, displacement treated.
    """
    control, treated, beside_control, beside_treated = sums
    found = _change(treated - control + beside_treated - beside_control, start, span)
    steps = span[1] - span[0]
    return Effect(found.estimate * steps, None if found.se is None else found.se * steps, found.df)


def ratio(sums: Matrix, start: int, span: tuple[int, int]) -> Effect | None:
    """Log of the change of treated and beside it over the change of what they are compared with (delta method).

    None when any of the four sums is nought.
    """
    treated, compared = sums[1] + sums[3], sums[0] + sums[2]
    parts = [slice(0, start), slice(start + span[0], start + span[1])]
    means = np.array([[one[part].mean() for part in parts] for one in (treated, compared)])
    if means.min() <= 0:
        return None
    (before, after), (other_before, other_after) = means
    relative = treated / before - compared / other_before
    relative[start:] = treated[start:] / after - compared[start:] / other_after
    found = _change(relative, start, span)
    return Effect(float(np.log(after / before) - np.log(other_after / other_before)), found.se, found.df)


def _change(series: Values, start: int, span: tuple[int, int]) -> Effect:
    """Mean of the span less mean before the start; the error is that of the whole series, blocks on either side."""
    before, after = series[:start], series[start:]
    chosen = after[span[0] : span[1]]
    estimate = float(chosen.mean() - before.mean())
    spreads = [_spread(part, len(series)) for part in (before, after)]
    df = sum(one[1] for one in spreads)
    if df < LEAST_DF:
        return Effect(estimate, None, None)
    variance = sum(one[0] for one in spreads) / df * (1 / len(before) + 1 / len(chosen))
    return Effect(estimate, float(np.sqrt(variance)), df)


def _spread(part: Values, steps: int) -> tuple[float, int]:
    """Sum of squares of block means about the mean, each times its length; and how many are free."""
    wanted = round(BLOCKS * len(part) / steps)
    blocks = np.array_split(part, min(max(wanted, 2), len(part)))
    squares = sum(len(block) * float(block.mean() - part.mean()) ** 2 for block in blocks)
    return squares, len(blocks) - 1
