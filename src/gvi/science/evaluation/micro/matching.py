"""Matching: sets of treated areas, each beside the weighted areas that are not in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.micro.constraints import Constraints
from gvi.science.evaluation.micro.dual import Array, Flags, least_norm

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """``sides`` (sets, areas): one for an area in the set, minus its weight for one beside it. ``met`` (sets,)."""

    sides: Array
    met: Flags


def room_of(found: Constraints, targets: Array, size: int) -> Array:
    """How far slack 1 lets each constraint be missed (sets, constraints).

    A share of what the treated have in sum; where that is nought, of the standard deviation of as many areas. The
    number of areas is always met.
    """
    room = np.where(np.abs(targets) > 0, np.abs(targets), found.scale * size)
    room[:, 0] = 0
    return room


def matched(found: Constraints, sets: Rows, slack: float) -> Matched:
    """Match each of ``sets`` (sets, areas of a set) of positions among the areas with the others."""
    size = sets.shape[1]
    inside = np.zeros((len(sets), found.values.shape[1]), dtype=bool)
    np.put_along_axis(inside, sets, values=True, axis=1)
    rows, targets = found.rows, found.rows[:, sets].sum(axis=2).T
    room = slack * room_of(found, found.values[:, sets].sum(axis=2).T, size) / found.scale
    solved = least_norm(rows, targets, ~inside, room)
    return Matched(np.where(inside, 1.0, -solved.weights), solved.met)
