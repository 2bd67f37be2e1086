"""Groups in the data: a question to the group audit, never a label on a person (science.md).

Ties are parted by the map equation. Under 500 persons modularity is run too, and the persons that the two methods place
differently are told. No figure is about one person.

>>> import polars as pl
>>> from gvi.science import communities
>>> ties = pl.DataFrame({"source": ["a", "a", "b", "x", "x", "y"], "target": ["b", "c", "c", "y", "z", "z"]})
>>> communities.find(ties).groups
(('a', 'b', 'c'), ('x', 'y', 'z'))
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from gvi.science.chart_theme import Spec
from gvi.science.charts import Bar, bars
from gvi.science.communities.graph import Graph, read
from gvi.science.communities.partitions import Labels, agreement, by_map_equation, by_modularity, moved
from gvi.science.communities.planted import planted
from gvi.science.communities.words import COMPARED, EDGES, FOUND, POINT, QUESTION, SIZES

__all__ = ["Communities", "agreement", "find", "planted"]

COMPARED_UNDER = 500
A_GROUP = 3


@dataclass(frozen=True, slots=True)
class Communities:
    """``groups`` of ids, the largest first; ``ari`` between the methods and ``unstable`` ids, None and none from 500.

    Everybody with a tie is in exactly one group; some stand alone.
    """

    n: int
    ties: int
    groups: tuple[tuple[str, ...], ...]
    ari: float | None
    unstable: tuple[str, ...]

    def sentence(self, lang: str = "sv") -> str:
        """Say it in a few plain sentences in ``sv`` or ``en``, n last."""
        sizes = [len(group) for group in self.groups]
        said = FOUND[lang].format(
            persons=self.n, groups=sum(size >= A_GROUP for size in sizes), largest=max(sizes, default=0)
        )
        if self.ari is not None:
            ari = f"{self.ari:.2f}".replace(".", POINT[lang])
            said += " " + COMPARED[lang].format(unstable=len(self.unstable), ari=ari)
        return said + " " + QUESTION[lang].format(persons=self.n, ties=self.ties)

    def table(self) -> pl.DataFrame:
        """One row a person: group (from 1, the largest first), person_id, and whether the methods differ."""
        rows = [(at, person) for at, group in enumerate(self.groups, start=1) for person in group]
        table = pl.DataFrame(rows, schema={"group": pl.Int64, "person_id": pl.String}, orient="row")
        return table.with_columns(unstable=pl.col("person_id").is_in(self.unstable))

    def chart(self, lang: str = "sv") -> Spec:
        """How many groups there are of each size."""
        at = np.searchsorted(EDGES, [len(group) for group in self.groups], side="right") - 1
        counts = np.bincount(at, minlength=len(EDGES))
        return bars([Bar(label, int(count)) for label, count in zip(SIZES[lang], counts, strict=True)])

    def to_json(self) -> dict[str, Any]:
        """n, groups, ari, unstable."""
        groups = [list(group) for group in self.groups]
        return {"n": self.n, "groups": groups, "ari": self.ari, "unstable": list(self.unstable)}


def find(ties: Any, seed: int = 1) -> Communities:
    """Part the persons of a table of ties (source, target[, weight][, kind]) into groups.

    The same ties, in any order of the rows, and the same seed give the same answer. Raises ``ColumnMissing`` and
    ``CellRefused`` (row and column, never the value): conflicts are refused with their row.
    """
    graph = read(ties)
    if not graph.ids:
        return Communities(0, 0, (), None, ())
    labels = by_map_equation(graph, seed)
    groups = _groups(graph, labels)
    if len(graph.ids) >= COMPARED_UNDER:
        return Communities(len(graph.ids), len(graph.weight), groups, None, ())
    other = by_modularity(graph, seed)
    unstable = tuple(graph.ids[at] for at in np.flatnonzero(moved(labels, other)))
    return Communities(len(graph.ids), len(graph.weight), groups, agreement(labels, other), unstable)


def _groups(graph: Graph, labels: Labels) -> tuple[tuple[str, ...], ...]:
    """The largest first; among equals the one with the first id."""
    found: dict[int, list[str]] = {}
    for person, label in zip(graph.ids, labels.tolist(), strict=True):
        found.setdefault(label, []).append(person)
    return tuple(tuple(group) for group in sorted(found.values(), key=lambda group: (-len(group), group)))
