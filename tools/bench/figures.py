"""One measured figure, and how it reads on the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, in which unit, and the most it may be (None: measured, nothing promised)."""

    what: str
    value: float
    unit: str
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.at_most is None or self.value <= self.at_most

    def row(self) -> str:
        """The figure as a row of the page's table."""
        promise = "" if self.at_most is None else f"≤ {amount(self.at_most)} {self.unit}"
        verdict = "" if self.at_most is None else ("yes" if self.holds else "**no**")
        return f"| {self.what} | {amount(self.value)} {self.unit} | {promise} | {verdict} |"


def amount(value: float) -> str:
    """Three figures are enough for a person: 0.0123, 4.57, 1,230.

    >>> amount(0.012345), amount(4.5678), amount(1234.5)
    ('0.0123', '4.57', '1,230')
    """
    if value >= 1000:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, once, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
