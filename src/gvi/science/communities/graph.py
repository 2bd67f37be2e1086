"""Ties as a weighted graph without direction, the same whatever order the rows come in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.frames import frame, numbers, refuse, texts

if TYPE_CHECKING:
    import networkit as nk

CONFLICTS = ("conflict", "konflikt")


@dataclass(frozen=True, slots=True)
class Graph:
    """Persons in order of id, and their ties: ``source[i]``, ``target[i]`` are places in ``ids``; one row a pair."""

    ids: tuple[str, ...]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: NDArray[np.float64]

    def networkit(self) -> "nk.Graph":
        """The graph as networkit has it."""
        import networkit as nk

        made = nk.Graph(len(self.ids), weighted=True)
        made.addEdges((self.weight, (self.source.astype(np.uint64), self.target.astype(np.uint64))))
        return made


def read(ties: Any) -> Graph:
    """Read ties with source, target and optionally weight (1 when absent) and kind; a pair on several rows adds up.

    Raises ``ColumnMissing``, and ``CellRefused`` with the row, never the value, for an empty id, a person tied to
    himself, a weight that is not over zero, and the kind *conflict*.
    """
    table = frame(ties, ["source", "target"], optional=["weight", "kind"])
    one, other = (texts(table, column, sealed=True) for column in ("source", "target"))
    refuse(other, one == other, "another person than source", sealed=True)
    if "kind" in table.columns:
        kind = table["kind"].cast(pl.String).str.to_lowercase()
        refuse(kind, kind.is_in(CONFLICTS).fill_null(value=False), "a tie: a conflict is none", sealed=True)
    pairs = pl.DataFrame({"one": one, "other": other, "weight": _weights(table)})
    return _graph(pairs)


def _weights(table: pl.DataFrame) -> pl.Series:
    if "weight" not in table.columns:
        return pl.Series("weight", np.ones(table.height))
    weight = numbers(table, "weight", sealed=True)
    refuse(weight, weight <= 0, "a number over zero", sealed=True)
    return weight


def _graph(pairs: pl.DataFrame) -> Graph:
    ids = pl.concat([pairs["one"], pairs["other"].alias("one")]).unique().sort()
    place = pl.DataFrame({"id": ids, "at": np.arange(len(ids))})
    placed = pairs.join(place, left_on="one", right_on="id").join(
        place, left_on="other", right_on="id", suffix="_other"
    )
    low, high = pl.min_horizontal("at", "at_other"), pl.max_horizontal("at", "at_other")
    once = placed.group_by(low=low, high=high).agg(pl.col("weight").sort().sum()).sort("low", "high")
    source, target = (once[column].to_numpy().astype(np.int64) for column in ("low", "high"))
    return Graph(tuple(ids.to_list()), source, target, once["weight"].to_numpy().astype(np.float64))
