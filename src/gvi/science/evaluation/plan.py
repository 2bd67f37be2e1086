"""The plan file: the pre-registration, read before any outcome after the start has been looked at (science.md).

Its hash is the SHA-256 of the file's bytes as they are, so that anyone can check it with ``sha256sum plan.toml``: a
changed comma is another plan. A hash proves content; that it was there in time is for the receipt to prove.
"""

import hashlib
from typing import Annotated, Literal

from msgspec import Meta, Struct

from gvi.science.evaluation.options import AnyMethod, Column, Columns, Count, Time

Units = Annotated[list[str | int], Meta(min_length=1, description='names of units, ["Almby", ..]')]
Period = tuple[Count, Count]


class Study(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked."""

    title: Annotated[str, Meta(min_length=1, description="the study's name")]
    question: Annotated[str, Meta(min_length=1, description="the question that the study answers")]
    primary: Annotated[bool, Meta(description="true when the conclusion rests on this study, else false")] = (
        True
    )


class Data(Struct, frozen=True, forbid_unknown_fields=True):
    """The panel: one row a unit and time. ``mature_after`` is how many steps pass until figures no longer change."""

    file: Annotated[str, Meta(min_length=1, description="the panel's file, beside the plan")]
    unit: Column
    time: Column
    outcome: Column | None = None
    outcomes: Columns | None = None
    delimiter: Annotated[str, Meta(min_length=1, max_length=1, description="one character")] | None = None
    population: Column | None = None
    exposure: Column | None = None
    weights: Column | None = None
    cohort: Column | None = None
    preliminary_from: Time | None = None
    mature_after: Annotated[int, Meta(ge=0, description="a number of steps, from 0")] | None = None
    context: Annotated[str, Meta(min_length=1, description="a file beside the plan")] | None = None
    persons: Annotated[bool, Meta(description="true when the outcome counts persons, else false")] = False

    @property
    def all_outcomes(self) -> tuple[str, ...]:
        """The outcomes, the primary one first."""
        return (self.outcome,) if self.outcome else tuple(self.outcomes or ())


class Treatment(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is treated from when: ``units`` and ``start``, or ``starts``, or a ``cohort`` column; and why then.

    ``start`` is the first treated time, ``end`` the last that counts.
    """

    why_then: Annotated[
        str,
        Meta(
            min_length=1,
            description="why the programme started then and not at another time, and whether violence was at a peak",
        ),
    ]
    units: Units | None = None
    start: Time | None = None
    starts: Annotated[dict[str, Time], Meta(min_length=1, description="{unit = time, ..}")] | None = None
    cohort: Column | None = None
    end: Time | None = None
    phase_in: Annotated[int, Meta(ge=0, description="a number of steps, from 0")] = 0
    pooling: Annotated[Literal["sum", "mean", "each"], Meta(description='"sum", "mean" or "each"')] = "mean"


class Donors(Struct, frozen=True, forbid_unknown_fields=True):
    """Who may be compared with: ``only`` these, or all but ``out``."""

    only: Units | None = None
    out: Units | None = None


class Windows(Struct, frozen=True, forbid_unknown_fields=True):
    """The periods after the start whose effects are asked for, inclusive, in the panel's own step, counted from 1."""

    periods: Annotated[
        list[Period], Meta(description="pairs of whole numbers from 1, such as [[1, 6], [7, 12]]")
    ] = []


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """When the answer is taken as an effect, and how small an effect is taken as none."""

    alpha: Annotated[float, Meta(gt=0, lt=1, description="a number between 0 and 1")] = 0.05
    margin: Annotated[float, Meta(gt=0, lt=1, description="a number between 0 and 1")] = 0.10


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """A plan as it was read. ``text`` is the file."""

    study: Study
    data: Data
    treatment: Treatment
    method: AnyMethod
    donors: Donors = Donors()
    windows: Windows = Windows()
    decision: Decision = Decision()
    text: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class PlanRefused(ValueError):
    """A plan that can't be read or followed: table, key, value, what was expected, and the line where it is known."""

    def __init__(
        self, table: str, key: str, expected: str, *, told: str = "", line: int | None = None
    ) -> None:
        self.table, self.key, self.told, self.expected, self.line = table, key, told, expected, line
        place = f"[{table}] {key}".strip() if table else key
        super().__init__(f"{place}{told}: expected {expected}")


def read_plan(text: str) -> Plan:
    """Read a plan file's text. Raises ``PlanRefused`` for what is unknown, missing or of the wrong kind.

    >>> read_plan("[study]\\ntitle = 'Skott'")
    Traceback (most recent call last):
    gvi.science.evaluation.plan.PlanRefused: [study] question is missing: expected the question that the study answers
    """
    from gvi.science.evaluation.plan_reading import read

    return read(text)
