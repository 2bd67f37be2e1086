"""The three tables of the choice, read and judged: persons, ties and the pairs that must not meet (science.md).

Any of them may hold persons, so an error names the row, the column and what was expected, never the value. Persons are
put in order of id, so that the order of the rows changes no answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.communities.graph import CONFLICTS
from gvi.science.frames import CellRefused, frame, numbers, refuse, texts

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NO_GROUP = -1
YES = ("true", "1", "yes", "ja")
NO = ("false", "0", "no", "nej", "")


@dataclass(frozen=True)
class People:
    """Persons in order of id. ``group`` is a place in ``groups``, or NO_GROUP; ``attendance`` None when not given."""

    ids: pl.Series
    groups: tuple[str, ...]
    group: Ints
    eligible: Bools
    weight: Floats
    attendance: Floats | None

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def places(self) -> pl.DataFrame:
        """Each id and its place, to join on."""
        return pl.DataFrame({"id": self.ids, "at": np.arange(len(self.ids), dtype=np.int64)})


@dataclass(frozen=True)
class Ties:
    """Ties between persons in ``People``: a row as it stood, one < other as places, its weight and its evidence.

    ``outside`` counts rows where a person is not among the people; nobody is reached through them.
    """

    one: Ints
    other: Ints
    weight: Floats
    evidence: pl.Series | None
    outside: int

    def sources(self) -> tuple[str, ...]:
        """The names of the evidence, in order; none when the table does not say."""
        return () if self.evidence is None else tuple(self.evidence.drop_nulls().unique().sort().to_list())

    def pairs(self, min_weight: float = 0, without: str | None = None) -> tuple[Ints, Ints]:
        """The tied pairs whose rows together weigh at least ``min_weight``, rows of one evidence left out if asked."""
        rows = pl.DataFrame({"one": self.one, "other": self.other, "weight": self.weight})
        if without is not None and self.evidence is not None:
            rows = rows.filter(self.evidence.ne_missing(pl.Series([without])))
        if min_weight > 0:
            rows = rows.group_by("one", "other").agg(pl.col("weight").sum())
            rows = rows.filter(pl.col("weight") >= min_weight - 1e-9)
        return rows["one"].to_numpy().astype(np.int64), rows["other"].to_numpy().astype(np.int64)


def read_people(people: Any) -> People:
    """Read person_id, group_id (empty: in no group), eligible (empty: no)[, weight][, attendance].

    Raises ``ColumnMissing``, and ``CellRefused`` with the row, never the value: an empty or repeated id, an answer to
    eligible that is neither true nor false, a weight below zero, an attendance outside 0 to 1 or lacking for someone
    eligible.
    """
    if isinstance(people, People):
        return people
    table = frame(people, ["person_id", "group_id", "eligible"], optional=["weight", "attendance"])
    ids = texts(table, "person_id", sealed=True)
    refuse(ids, ids.is_duplicated() & ~ids.is_first_distinct(), "each person once", sealed=True)
    order = ids.arg_sort()
    eligible = _truths(table["eligible"])
    weight = numbers(table, "weight", least=0, sealed=True) if "weight" in table.columns else None
    attendance = _chances(table["attendance"], eligible) if "attendance" in table.columns else None
    groups, group = _groups(table["group_id"])
    place = order.to_numpy()
    return People(
        ids=ids.gather(order),
        groups=groups,
        group=group[place],
        eligible=eligible.to_numpy()[place],
        weight=np.ones(len(ids)) if weight is None else weight.to_numpy()[place],
        attendance=None if attendance is None else attendance[place],
    )


def read_ties(ties: Any, people: People) -> Ties:
    """Read source, target[, weight][, kind][, evidence]; further columns, such as date or last, are let be.

    Raises ``ColumnMissing``, and ``CellRefused`` with the row, never the value: an empty id, a person tied to himself,
    a weight that is not above zero, and the kind *conflict*.
    """
    if isinstance(ties, Ties):
        return ties
    table = frame(ties, ["source", "target"], optional=["weight", "kind", "evidence"])
    one, other = (texts(table, column, sealed=True) for column in ("source", "target"))
    refuse(other, one == other, "another person than source", sealed=True)
    if "kind" in table.columns:
        kind = table["kind"].cast(pl.String).str.strip_chars().str.to_lowercase()
        refuse(kind, kind.is_in(CONFLICTS).fill_null(value=False), "a tie: a conflict is none", sealed=True)
    weight = pl.Series("weight", np.ones(table.height))
    if "weight" in table.columns:
        weight = numbers(table, "weight", sealed=True)
        refuse(weight, weight <= 0, "a number over zero", sealed=True)
    ends = [_places(column, people) for column in (one, other)]
    known = (ends[0] >= 0) & (ends[1] >= 0)
    evidence = table["evidence"].cast(pl.String) if "evidence" in table.columns else None
    return Ties(
        one=np.minimum(*ends)[known],
        other=np.maximum(*ends)[known],
        weight=weight.to_numpy()[known],
        evidence=None if evidence is None else evidence.filter(pl.Series(known)),
        outside=int((~known).sum()),
    )


def read_apart(apart: Any, people: People) -> Ints:
    """Read a, b: pairs that must not meet, as places (pairs × 2), each once. None gives no pair.

    Raises ``ColumnMissing``, and ``CellRefused`` with the row, never the value: an empty id, a person apart from
    himself, and a person who is not among the people, since a slip of the pen would let two meet.
    """
    if apart is None:
        return np.empty((0, 2), dtype=np.int64)
    if isinstance(apart, np.ndarray):
        return apart
    table = frame(apart, ["a", "b"])
    one, other = (texts(table, column, sealed=True) for column in ("a", "b"))
    refuse(other, one == other, "another person than a", sealed=True)
    ends = [_places(column, people) for column in (one, other)]
    for column, places in zip((one, other), ends, strict=True):
        refuse(column, pl.Series(places < 0), "a person who is among the people", sealed=True)
    return np.unique(np.sort(np.column_stack(ends), axis=1), axis=0)


def read_chosen(chosen: Iterable[object], people: People) -> Ints:
    """The places of a choice that people made. Raises ``CellRefused`` for one who is not among the people."""
    named = pl.Series("chosen", [str(one) for one in chosen], dtype=pl.String)
    places = _places(named, people)
    refuse(named, pl.Series(places < 0), "a person who is among the people", sealed=True)
    return np.unique(places)


def _places(ids: pl.Series, people: People) -> Ints:
    found = pl.DataFrame({"id": ids}).join(people.places, on="id", how="left", maintain_order="left")
    return found["at"].fill_null(-1).to_numpy().astype(np.int64)


def _truths(given: pl.Series) -> pl.Series:
    written = given.cast(pl.String).str.strip_chars().str.to_lowercase().str.replace(r"^([01])\.0$", "$1")
    yes, no = written.is_in(YES).fill_null(value=False), written.is_in(NO).fill_null(value=True)
    refuse(given, ~(yes | no), "true or false", sealed=True)
    return yes


def _chances(given: pl.Series, eligible: pl.Series) -> Floats:
    """Attendance of each; whoever is not eligible needs none."""
    read = given.cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False)
    inside = read.is_between(0, 1).fill_null(value=False)
    refuse(given, eligible & ~inside, "a number from 0 to 1", sealed=True)
    chances: Floats = np.nan_to_num(read.fill_null(0).to_numpy().astype(np.float64))
    return chances


def _groups(given: pl.Series) -> tuple[tuple[str, ...], Ints]:
    if given.dtype.is_float():
        given = given.cast(pl.Int64, strict=False)
    named = given.cast(pl.String).str.strip_chars()
    named = named.set(named == "", None)
    names = named.drop_nulls().unique().sort()
    at = pl.DataFrame({"name": names, "at": np.arange(len(names), dtype=np.int64)})
    found = pl.DataFrame({"name": named}).join(at, on="name", how="left", maintain_order="left")
    return tuple(names.to_list()), found["at"].fill_null(NO_GROUP).to_numpy().astype(np.int64)


__all__ = [
    "NO_GROUP",
    "CellRefused",
    "People",
    "Ties",
    "read_apart",
    "read_chosen",
    "read_people",
    "read_ties",
]
