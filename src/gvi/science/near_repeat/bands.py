"""The edges of a Knox table: half-open bands of distance and of days, and how each is said.

An edge list ``0, 7, 14`` makes the bands [0, 7) and [7, 14); pairs beyond the last edge are outside the table unless
``inf`` is written. Ratcliffe's Near Repeat Calculator 1.3 counts the same half-open bands but prints the second one
as "8 to 14"; ``printed`` repeats that for whoever has its tables beside ours.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Unit = Literal["m", "days"]
LEAST_EDGES = 2

WORDS = {
    "sv": {
        "m": "{0}–{1} m",
        "m_first": "under {1} m",
        "m_open": "{0} m och mer",
        "days": "{0}–{1} dagar",
        "days_one": "{0} dagar",
        "days_next": "{0} dag",
        "days_open": "{0} dagar och mer",
        "nrc": "{0} till {1}",
        "nrc_first": "samma plats",
        "nrc_open": "mer än {0}",
    },
    "en": {
        "m": "{0}–{1} m",
        "m_first": "under {1} m",
        "m_open": "{0} m and more",
        "days": "{0}–{1} days",
        "days_one": "{0} days",
        "days_next": "{0} day",
        "days_open": "{0} days and more",
        "nrc": "{0} to {1}",
        "nrc_first": "same location",
        "nrc_open": "more than {0}",
    },
}


@dataclass(frozen=True, slots=True)
class Bands:
    """Rising edges in one unit: metres, or whole days.

    >>> bands = Bands.of([0, 7, 14, float("inf")], "days")
    >>> [bands.label(k) for k in range(bands.count)]
    ['0–6 dagar', '7–13 dagar', '14 dagar och mer']
    >>> [bands.printed(k, "en") for k in range(bands.count)]
    ['0 to 7', '8 to 14', 'more than 14']
    >>> Bands.of([7, 0], "days")
    Traceback (most recent call last):
    ...
    ValueError: days: expected at least two rising edges from 0 up, such as 0,7,14; got 7,0
    """

    edges: tuple[float, ...]
    unit: Unit

    @classmethod
    def of(cls, edges: Sequence[float], unit: Unit) -> "Bands":
        """Check the edges; raises ValueError that says what was expected."""
        values = tuple(float(edge) for edge in edges)
        name = "distances" if unit == "m" else "days"
        got = ",".join(f"{edge:g}" for edge in values)
        rising = all(a < b for a, b in pairwise(values))
        if len(values) < LEAST_EDGES or not rising or values[0] < 0:
            example = "0,100,200" if unit == "m" else "0,7,14"
            raise ValueError(
                f"{name}: expected at least two rising edges from 0 up, such as {example}; got {got}"
            )
        if unit == "days" and any(not edge.is_integer() for edge in values if math.isfinite(edge)):
            raise ValueError(f"{name}: expected whole days; got {got}")
        return cls(values, unit)

    @property
    def count(self) -> int:
        """How many bands there are."""
        return len(self.edges) - 1

    @property
    def is_open(self) -> bool:
        """Whether the last band has no end."""
        return math.isinf(self.edges[-1])

    @property
    def reach(self) -> float:
        """The largest finite edge."""
        return self.edges[-2] if self.is_open else self.edges[-1]

    def index(self, values: NDArray[Any]) -> NDArray[np.intp]:
        """The band of each value, shape as given: 0 … count − 1, and −1 below or ``count`` above the table."""
        return np.searchsorted(self.edges, values, side="right") - 1

    def label(self, band: int, lang: str = "sv") -> str:
        """What the band holds, in words: metres up to but without the upper edge, whole days both included."""
        low, high = self.edges[band], self.edges[band + 1]
        if math.isinf(high):
            return self._said(f"{self.unit}_open", lang, low)
        if self.unit == "m":
            return self._said("m" if low else "m_first", lang, low, high)
        if high - low > 1:
            return self._said("days", lang, low, high - 1)
        return self._said("days_next" if low == 1 else "days_one", lang, low)

    def printed(self, band: int, lang: str = "sv") -> str:
        """What the Near Repeat Calculator 1.3 prints above a band: its lower figure is one too high."""
        low, high = self.edges[band], self.edges[band + 1]
        if math.isinf(high):
            return self._said("nrc_open", lang, low)
        if self.unit == "m" and (low, high) == (0, 1):
            return self._said("nrc_first", lang)
        same_place_apart = self.unit == "m" and low == 1
        return self._said("nrc", lang, low if same_place_apart or not low else low + 1, high)

    def _said(self, key: str, lang: str, *values: float) -> str:
        return WORDS[lang][key].format(*(f"{value:g}" for value in values))
