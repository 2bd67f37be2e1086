"""The pairs of points that are close in space, found once by a k-d tree; every permutation only redates them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gvi.science.near_repeat.bands import Bands

Metric = Literal["manhattan", "euclidean"]
POWER: dict[Metric, int] = {"manhattan": 1, "euclidean": 2}
SLACK = 1 + 1e-9  # the tree rounds; the band is then decided by the distance itself


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs under the largest finite distance: row numbers ``i`` and ``j`` of the points, and the ``band`` of each.

    A pair nearer than the first edge has band −1. All three arrays have shape (pairs,).
    """

    i: NDArray[np.intp]
    j: NDArray[np.intp]
    band: NDArray[np.intp]


def close_pairs(points: NDArray[np.float64], bands: Bands, metric: Metric) -> Pairs:
    """Find every pair of ``points``, shape (n, 2) in metres, nearer than the largest finite edge of ``bands``."""
    found = cKDTree(points).query_pairs(bands.reach * SLACK, p=POWER[metric], output_type="ndarray")
    i, j = found[:, 0], found[:, 1]
    apart = np.abs(points[i] - points[j])
    distance = apart.sum(axis=1) if metric == "manhattan" else np.hypot(apart[:, 0], apart[:, 1])
    within = distance < bands.reach
    return Pairs(i[within], j[within], bands.index(distance[within]))
