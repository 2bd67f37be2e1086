"""The choice of what to hide: the fewest numbers such that no attacker narrows a hidden one too far.

A mixed integer programme over which cells are hidden, to which the attack adds a cut for every number that it still
narrows too far, until it narrows none (Fischetti & Salazar-González 2001). Fewest first; of equally few, the smallest.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from gvi.science.disclosure_control.attack import SLACK, Knowledge, Range, narrowed
from gvi.science.disclosure_control.cells import Floats, Mask

APART = 2.0  # three possible whole numbers, for a number that must be hidden
SECONDARY_APART = 1.0  # two, for one hidden for its sake


@dataclass(slots=True)
class Cuts:
    """What every choice must satisfy: each row of ``gains`` @ hidden is at least its ``least``."""

    gains: list[Floats] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def add(self, found: Range, apart: float, *, only_if: int | None = None) -> None:
        """Ask for a range of ``apart``; with ``only_if`` only in choices that hide that cell."""
        missing = apart - found.base
        gain = np.minimum(found.gain, missing)
        if only_if is not None:
            gain[only_if] -= missing
        self.gains.append(gain)
        self.least.append(0.0 if only_if is not None else missing)


def choose(known: Knowledge, small: Mask, possible: Mask, targets: dict[int, float]) -> Floats:
    """Return which cells (N,) to hide, as 0 and 1: the ``small`` ones and as few more as protect ``targets``.

    ``targets`` maps unknowns to how far apart their ends must be. Secondary numbers keep two possible values.
    """
    hidden = small.astype(np.float64)
    cuts = Cuts()
    while _add_cuts(cuts, known, hidden, possible, targets):
        hidden = _fewest(cuts, known.values, small, possible)
    return hidden


def reachable(known: Knowledge, possible: Mask, targets: dict[int, float]) -> dict[int, float]:
    """Return the targets, lowered to what hiding everything would give (what is already out stays out)."""
    narrow = narrowed(known, possible.astype(np.float64), targets)
    return targets | {unknown: float(np.floor(one.width + SLACK)) for unknown, one in narrow.items()}


def _add_cuts(
    cuts: Cuts, known: Knowledge, hidden: Floats, possible: Mask, targets: dict[int, float]
) -> bool:
    """Add a cut for each number that is narrowed too far; whether there was any."""
    narrow = narrowed(known, hidden, targets)
    for unknown, found in narrow.items():
        cuts.add(found, targets[unknown])
    if narrow:
        return True
    others = dict.fromkeys(
        (cell for cell in np.flatnonzero(hidden).tolist() if cell not in targets), SECONDARY_APART
    )
    narrow = narrowed(known, hidden, others)
    apart = reachable(known, possible, dict.fromkeys(narrow, SECONDARY_APART))
    narrow = {cell: found for cell, found in narrow.items() if found.width < apart[cell] - SLACK}
    for cell, found in narrow.items():
        cuts.add(found, apart[cell], only_if=cell)
    return bool(narrow)


def _fewest(cuts: Cuts, values: Floats, small: Mask, possible: Mask) -> Floats:
    cost = 1 + values / (2 * values.sum() + 1)
    found = milp(
        cost,
        integrality=np.ones(len(values), dtype=np.int64),
        bounds=Bounds(small.astype(np.float64), possible.astype(np.float64)),
        constraints=LinearConstraint(np.array(cuts.gains), lb=np.array(cuts.least) - SLACK),
    )
    return np.asarray(np.asarray(found.x) > 1 / 2, dtype=np.float64)
