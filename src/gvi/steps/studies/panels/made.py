"""A panel as it is kept: CSV with one row a unit and time, and what a plan may choose from it."""

import hashlib
import io
from dataclasses import dataclass

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step


@dataclass(frozen=True)
class MadePanel:
    """The figures, and what is told of them. ``columns`` are the numbers that may be outcomes, in the file's order."""

    csv: str
    unit_column: str
    time_column: str
    step: Step
    first: str
    last: str
    units: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    preliminary_from: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.csv.encode()).hexdigest()


def as_frame(csv: str) -> pl.DataFrame:
    """The table again, every cell as text: the science reads numbers and times itself."""
    return pl.read_csv(io.StringIO(csv), infer_schema=False)


def later(step: str, time: str, steps: int) -> str:
    """The time so many ``steps`` later; earlier when negative.

    >>> later("month", "2026-11", 3)
    '2027-02'
    """
    known = Step(step)
    number = times.read(known, time)
    return times.label(known, (number or 0) + steps)
