"""Group-time effects and their influence functions, without covariates (Callaway & Sant'Anna 2021).

A group is the units that start at one time. Its effect at a time is how much more its outcomes have changed since the
period just before its start than its controls' have: units never treated, or all that are not treated yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.panel import Matrix, PanelRefused

Controls = Literal["never", "not_yet"]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Every group-time effect: ``group`` and ``time`` (cells,) are columns; ``influence`` (cells, units)."""

    group: NDArray[np.int64]
    time: NDArray[np.int64]
    effect: Values
    influence: Matrix

    @property
    def since(self) -> NDArray[np.int64]:
        """Steps since each group's start (cells,); under 0 is before it."""
        return self.time - self.group

    @property
    def se(self) -> Values:
        """Standard errors (cells,)."""
        return errors(self.influence)


def errors(influence: Matrix) -> Values:
    """Standard errors of what has these influence functions (any, units)."""
    units = influence.shape[1]
    found: Values = np.sqrt((influence**2).sum(axis=1)) / units
    return found


def cells(outcome: Matrix, starts: NDArray[np.int64], controls: Controls) -> Cells:
    """Work out all cells of ``outcome`` (units, times); ``starts`` (units,) are columns, −1 for never.

    A cell without controls is left out. Raises ``PanelRefused`` when none has any.
    """
    groups = [int(group) for group in np.unique(starts[starts >= 0])]
    found = list(_cells(outcome, starts, groups, controls))
    if not found:
        raise PanelRefused("expected donors: units that are never treated, or controls not_yet")
    group, time, effect, influence = zip(*found, strict=True)
    return Cells(np.array(group), np.array(time), np.array(effect), np.array(influence))


def _cells(
    outcome: Matrix, starts: NDArray[np.int64], groups: Sequence[int], controls: Controls
) -> Iterator[tuple[int, int, float, Values]]:
    units, times = outcome.shape
    for group in groups:
        own = starts == group
        for time in range(times):
            beside = starts < 0
            if controls == "not_yet":
                beside = beside | ((starts > max(time, group - 1)) & ~own)
            if not beside.any():
                continue
            change = outcome[:, time] - outcome[:, group - 1]
            means = change[own].mean(), change[beside].mean()
            influence = units * (
                own * (change - means[0]) / own.sum() - beside * (change - means[1]) / beside.sum()
            )
            yield group, time, float(means[0] - means[1]), influence
