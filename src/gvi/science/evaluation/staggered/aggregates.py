"""Group-time effects put together: all of them, by steps since the start, or by group.

Groups weigh as many as they are. That their sizes might have been others is part of the error, and has an influence
function of its own (Callaway & Sant'Anna 2021, section 4.2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.panel import Matrix
from gvi.science.evaluation.staggered.cells import Cells, Values, errors


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """One number made of many cells, with its influence function (units,)."""

    effect: float
    influence: Values

    @property
    def se(self) -> float:
        """The standard error."""
        return float(errors(self.influence[None])[0])


def pooled(found: Cells, starts: NDArray[np.int64], chosen: NDArray[np.bool_]) -> Aggregate:
    """Put the ``chosen`` cells (cells,), of which there must be some, together, groups weighing as their sizes."""
    member = (starts[None] == found.group[chosen][:, None]).astype(np.float64)  # (chosen, units)
    size = member.mean(axis=1)
    whole, effect = size.sum(), found.effect[chosen]
    weight = size / whole
    centred = member - size[:, None]
    weighing = (centred - weight[:, None] * centred.sum(axis=0)) / whole
    return Aggregate(float(weight @ effect), weight @ found.influence[chosen] + effect @ weighing)


def by_event(found: Cells, starts: NDArray[np.int64]) -> dict[int, Aggregate]:
    """Put together the cells of each number of steps since the start."""
    return {int(step): pooled(found, starts, found.since == step) for step in np.unique(found.since)}


def mean(parts: list[Aggregate]) -> Aggregate:
    """The plain mean of aggregates."""
    return Aggregate(
        float(np.mean([one.effect for one in parts])), np.mean([one.influence for one in parts], axis=0)
    )


def by_group(found: Cells, chosen: NDArray[np.bool_]) -> dict[int, Aggregate]:
    """Take the plain mean of each group's ``chosen`` cells."""
    effects: dict[int, Aggregate] = {}
    for group in np.unique(found.group[chosen]):
        own = chosen & (found.group == group)
        effects[int(group)] = Aggregate(float(found.effect[own].mean()), found.influence[own].mean(axis=0))
    return effects


def over_groups(groups: dict[int, Aggregate], starts: NDArray[np.int64]) -> Aggregate:
    """Put groups together, weighing as their sizes."""
    influence: Matrix = np.array([one.influence for one in groups.values()])
    ordered = np.array(list(groups))
    as_cells = Cells(ordered, ordered, np.array([one.effect for one in groups.values()]), influence)
    return pooled(as_cells, starts, np.ones(len(groups), dtype=bool))
