"""What an attacker can reckon: the least and the greatest value of a hidden number, given all that is shown.

One linear programme an end. Its unknowns are the numbers of this table, those of the table published before, and the
growth between them, which is never negative. From the dual values follows a *cut*: how much wider the range could be at
most, whatever else is hidden, which is what the choice of numbers to hide is solved from (solving.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from gvi.science.disclosure_control.cells import Floats

SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Unknowns (V,), the first ``len(values)`` being this table's cells: ``matrix @ unknowns = 0``, ``low``, ``high``.

    ``low`` and ``high`` hold for a cell that is hidden; one that is shown is its value.
    """

    matrix: Floats
    values: Floats
    low: Floats
    high: Floats

    def bounds(self, hidden: Floats) -> tuple[Floats, Floats]:
        """Return what is known of each unknown when ``hidden`` (N,) of 0 and 1 says which cells are."""
        low, high = self.low.copy(), self.high.copy()
        cells = len(self.values)
        low[:cells] = np.where(hidden > 0, low[:cells], self.values)
        high[:cells] = np.where(hidden > 0, high[:cells], self.values)
        return low, high


@dataclass(frozen=True, slots=True)
class Range:
    """The ``width`` of what an unknown may be, and its cut: at most ``base + gain @ hidden`` for any ``hidden``."""

    width: float
    base: float
    gain: Floats


@dataclass(frozen=True, slots=True)
class _End:
    """The least value of an aim, one table (V,) that has it, and the same value from the dual: ``base``, ``wider``."""

    value: float
    table: Floats
    base: float
    wider: Floats


def narrowed(known: Knowledge, hidden: Floats, targets: Mapping[int, float]) -> dict[int, Range]:
    """Find the unknowns of ``targets`` whose ends lie less apart than they must, and how far.

    Each table that a programme finds is possible, so that what two of them differ by needs no programme of its own.
    Raises ValueError when the tables contradict each other.
    """
    low, high = np.full(len(known.low), np.inf), np.full(len(known.low), -np.inf)
    found = {}
    for unknown, apart in targets.items():
        if high[unknown] - low[unknown] >= apart - SLACK:
            continue
        ends = [_end(known, hidden, unknown, sign) for sign in (1.0, -1.0)]
        low = np.minimum(low, np.minimum(ends[0].table, ends[1].table))
        high = np.maximum(high, np.maximum(ends[0].table, ends[1].table))
        width = -ends[0].value - ends[1].value
        if width < apart - SLACK:
            gain = np.asarray(-ends[0].wider - ends[1].wider)
            found[unknown] = Range(width, -ends[0].base - ends[1].base, gain)
    return found


def _end(known: Knowledge, hidden: Floats, unknown: int, sign: float) -> _End:
    aim = np.zeros(len(known.low))
    aim[unknown] = sign
    low, high = known.bounds(hidden)
    nought = np.zeros(len(known.matrix))
    ends = list(zip(low.tolist(), high.tolist(), strict=True))
    found = linprog(aim, A_eq=known.matrix, b_eq=nought, bounds=ends, method="highs")
    if found.status != 0:
        raise ValueError("earlier: expected a table of the same counts that this one goes on from")
    reduced = aim - known.matrix.T @ found.eqlin.marginals
    up, down = np.maximum(reduced, 0), np.minimum(reduced, 0)
    n = len(known.values)
    base = known.values @ reduced[:n] + known.low[n:] @ up[n:] + known.high[n:] @ down[n:]
    wider = (known.low[:n] - known.values) * up[:n] + (known.high[:n] - known.values) * down[:n]
    table = np.asarray(found.x, dtype=np.float64)
    return _End(float(aim @ table), table, float(base), np.asarray(wider))
