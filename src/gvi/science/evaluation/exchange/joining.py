"""Cities' files put side by side: the same definitions, the same step, the time they all have; nothing made up.

A count that a city hides and a variable that it does not have are empty cells, told apart in the account and in the
column ``status_<variable>``; a city that was expected and sent nothing has no rows and is named as missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import polars as pl

from gvi.science.evaluation import times
from gvi.science.evaluation.exchange.panel_file import ExchangeRefused, PanelFile
from gvi.science.evaluation.times import Step

PRELIMINARY = "preliminary"
NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Expected:
    """Which cities should have sent a file, and the fingerprint of each one's key where it is known."""

    keys: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class National:
    """The national panel: city, time, each variable with its status, preliminary (0 or 1).

    ``keys`` are the fingerprints that signed, ``unknown`` the cities whose key nobody has vouched for, ``missing``
    those expected without a file, ``cut`` the cities whose times outside the common ones were left out.
    """

    frame: pl.DataFrame
    step: Step
    version: str
    keys: Mapping[str, str]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    not_applicable: Mapping[str, Mapping[str, str]]
    hidden: Mapping[str, Mapping[str, int]]
    cut: tuple[str, ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities that are there."""
        return tuple(self.keys)

    def sentence(self) -> str:
        """Say what was put together, in English as the commands do."""
        when = self.frame[self.step.value].unique().sort().to_list()
        return (
            f"{len(self.keys)} cities by {len(when):,} {self.step.value}s, {when[0]} to {when[-1]}, "
            f"variables {self.version}. Missing: {', '.join(self.missing) or 'none'}."
        )

    def with_whole(self, variables: Sequence[str]) -> pl.DataFrame:
        """Only these variables, and only the cities that have every count of theirs: what can be evaluated."""
        for name in variables:
            if name not in self.frame.columns:
                raise ExchangeRefused(f"{name}: expected one of the variables {self.version}")
        lacking = self.frame.filter(pl.any_horizontal(pl.col(name).is_null() for name in variables))["city"]
        kept = self.frame.filter(~pl.col("city").is_in(lacking.unique().to_list()))
        return kept.select("city", self.step.value, *variables, PRELIMINARY)

    def to_json(self) -> dict[str, Any]:
        """The account as plain values."""
        return {
            "cities": list(self.cities),
            "missing": list(self.missing),
            "keys": dict(self.keys),
            "unknown_keys": list(self.unknown),
            "not_applicable": {city: dict(why) for city, why in self.not_applicable.items()},
            "hidden": {city: dict(count) for city, count in self.hidden.items()},
            "cut": list(self.cut),
            "step": self.step.value,
            "from": self.frame[self.step.value].min(),
            "to": self.frame[self.step.value].max(),
            "variables_version": self.version,
        }


def join(sent: Sequence[PanelFile], expected: Expected | None = None) -> National:
    """Put cities' files (already read, so their signatures hold) side by side.

    Raises ``ExchangeRefused`` without files, for a city twice, for files of different definitions or steps, for a key
    that is not the one expected of the city, and when the cities have no time in common.
    """
    if not sent:
        raise ExchangeRefused("expected at least one file")
    awaited = (expected or Expected()).keys
    _alike(sent)
    for one in sent:
        known = awaited.get(one.city)
        if known and known != one.key:
            raise ExchangeRefused(f"{one.city} is signed with the key {one.key}: expected {known}")
    step = Step(sent[0].step)
    first, last = _common(sent, step)
    return National(
        frame=pl.concat([_rows(one, step, first, last) for one in sorted(sent, key=lambda one: one.city)]),
        step=step,
        version=sent[0].variables_version,
        keys={one.city: one.key for one in sorted(sent, key=lambda one: one.city)},
        unknown=tuple(sorted(one.city for one in sent if not awaited.get(one.city))),
        missing=tuple(sorted(set(awaited) - {one.city for one in sent})),
        not_applicable={one.city: one.not_applicable for one in sent if one.not_applicable},
        hidden=_hidden(sent),
        cut=tuple(one.city for one in sent if _span(one, step) != (first, last)),
    )


def _alike(sent: Sequence[PanelFile]) -> None:
    """Refuse a city that comes twice, and two files that do not mean the same by what they count."""
    seen: set[str] = set()
    for one in sent:
        if one.city in seen:
            raise ExchangeRefused(f"{one.city} has sent two files: expected one")
        seen.add(one.city)
    for one, other in combinations(sent, 2):
        if one.step != other.step:
            raise ExchangeRefused(
                f"{one.city} counts by {one.step}, {other.city} by {other.step}: expected the same"
            )
        if one.variables_sha256 != other.variables_sha256 or one.definitions != other.definitions:
            raise ExchangeRefused(_how_they_differ(one, other))


def _how_they_differ(one: PanelFile, other: PanelFile) -> str:
    names = [*one.definitions, *(name for name in other.definitions if name not in one.definitions)]
    differing = [name for name in names if one.definitions.get(name) != other.definitions.get(name)]
    return (
        f"{one.city} counts by variables {one.variables_version}, {other.city} by {other.variables_version}: "
        f"expected the same definitions; these differ: {', '.join(differing) or 'only the wording of the file'}"
    )


def _span(one: PanelFile, step: Step) -> tuple[int, int]:
    numbers = [times.read(step, text) for text in one.times]
    found = [number for number in numbers if number is not None]
    if not found or found != list(range(found[0], found[0] + len(one.times))):
        raise ExchangeRefused(f"{one.city}: expected every {step.value} from the first to the last, in order")
    return found[0], found[-1]


def _common(sent: Sequence[PanelFile], step: Step) -> tuple[int, int]:
    spans = [_span(one, step) for one in sent]
    first, last = max(low for low, _ in spans), min(high for _, high in spans)
    if first > last:
        raise ExchangeRefused("the cities have no time in common: expected panels that overlap")
    return first, last


def _rows(one: PanelFile, step: Step, first: int, last: int) -> pl.DataFrame:
    begins, _ = _span(one, step)
    kept = slice(first - begins, last - begins + 1)
    numbers = range(first, last + 1)
    marked = None if one.preliminary_from is None else times.read(step, one.preliminary_from)
    columns: dict[str, pl.Series] = {}
    for name in one.definitions:
        counts: list[int | str] = [NOT_APPLICABLE] * len(numbers)
        if name in one.columns:
            counts = [*one.columns[name][kept]]
        columns[name] = pl.Series(
            [count if isinstance(count, int) else None for count in counts], dtype=pl.Int64
        )
        columns[f"status_{name}"] = pl.Series(
            ["reported" if isinstance(count, int) else count for count in counts], dtype=pl.String
        )
    return pl.DataFrame(
        {
            "city": [one.city] * len(numbers),
            step.value: [times.label(step, number) for number in numbers],
            **columns,
            PRELIMINARY: [int(marked is not None and number >= marked) for number in numbers],
        }
    )


def _hidden(sent: Sequence[PanelFile]) -> dict[str, dict[str, int]]:
    """How many counts each city hides, by variable."""
    counted = {
        one.city: {name: column.count("hidden") for name, column in one.columns.items() if "hidden" in column}
        for one in sent
    }
    return {city: count for city, count in counted.items() if count}
