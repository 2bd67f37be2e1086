"""What is compared: outcomes of units by times, and which cells each start makes treated.

A ratio model says that the logarithm of the expected outcome is a unit's plus a time's plus the effect; a level model
says the same of the outcome itself. Weights are one a unit. With exposure the ratio is of rates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.comparing.assigning import Labels
from gvi.science.evaluation.panel import Matrix

Family = Literal["poisson", "linear"]
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Outcomes (units, times) and ``pattern`` (labels, effects, times): 1 where a label makes a cell treated.

    The first effect is the one asked about; any other is only allowed for. Label 0 is the unit that is never treated.
    ``labels`` (units,) are the observed ones. ``weights`` (units,), ``exposure`` (units, times) or none.
    """

    family: Family
    outcome: Matrix
    labels: Labels
    pattern: Matrix
    weights: Matrix
    exposure: Matrix | None = None

    @property
    def cells(self) -> Matrix:
        """The observed treated cells of each effect (units, effects, times)."""
        found: Matrix = self.pattern[self.labels]
        return found

    @property
    def treated(self) -> NDArray[np.bool_]:
        """Which units are treated."""
        return self.labels > 0

    @property
    def seen_before(self) -> bool:
        """Whether the treated had any outcome at all while untreated."""
        untreated = self.cells.sum(axis=1) == 0
        return bool((self.outcome * untreated)[self.treated].any())

    def without(self, effect: float) -> Matrix:
        """The outcomes as they would be had the effect asked about been ``effect`` and were it taken away."""
        cells = self.cells[:, 0]
        found: Matrix
        found = (
            self.outcome * np.exp(-effect * cells)
            if self.family == "poisson"
            else self.outcome - effect * cells
        )
        return found


def pattern(starts: Sequence[int], times: int, spans: Sequence[Span]) -> Matrix:
    """Which cells are treated (labels, spans, times): span (a, b) is the steps a to b − 1 after each label's start.

    >>> pattern([2], 5, [(0, 1), (1, None)])[1].tolist()
    [[0.0, 0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 1.0]]
    """
    since = np.arange(times)[None, :] - np.array([times + 1, *starts])[:, None]
    cells = [(since >= first) & (since < (times if last is None else last)) for first, last in spans]
    return np.stack(cells, axis=1).astype(np.float64)


def rest(spans: Sequence[Span], starts: Sequence[int], times: int) -> list[Span]:
    """The steps after the start that ``spans`` leave out, as spans that some label reaches."""
    edges = sorted((first, times if last is None else last) for first, last in spans)
    longest = times - min(starts)
    holes, at = [], 0
    for first, last in [*edges, (longest, longest)]:
        if first > at and at < longest:
            holes.append((at, min(first, longest)))
        at = max(at, last)
    return [*holes]
