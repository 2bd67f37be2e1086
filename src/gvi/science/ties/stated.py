"""Ties that somebody has seen or stated, joined with those from incidents; and the whole without one source.

Rows: source, target, kind, date, evidence. Two seen together weigh one for each day and source; a stated tie weighs one
for each source however often it is said. A conflict is no tie and is refused with its row.
"""

from typing import Any

import polars as pl

from gvi.science.frames import days, frame, refuse, texts
from gvi.science.ties.roles import CONFLICT, KINDS

COLUMNS = ("source", "target", "weight", "kind", "evidence", "first", "last")
ROWS = ("source", "target", "kind", "date", "evidence")
SCHEMA = pl.Schema(
    dict.fromkeys(("source", "target"), pl.String)
    | {"weight": pl.Float64, "kind": pl.String, "evidence": pl.String, "first": pl.Date, "last": pl.Date}
)
EACH = ["source", "target", "kind", "evidence"]


def from_stated(rows: Any) -> pl.DataFrame:
    """Make ties of rows (source, target, kind, date, evidence): source < target, weight, kind, evidence, first, last.

    Raises ``ColumnMissing``, and ``CellRefused`` (without the value) for an empty id, a date that can not be read, a
    person tied to himself, the kind *conflict* and any kind but *seen_together* and *stated*.
    """
    table = _read(frame(rows, ROWS))
    seen = pl.col("kind") == "seen_together"
    made = table.group_by(EACH).agg(
        weight=pl.when(seen.first()).then(pl.col("date").n_unique()).otherwise(1).cast(pl.Float64),
        first=pl.col("date").min(),
        last=pl.col("date").max(),
    )
    return _ordered(made)


def join(*tables: pl.DataFrame) -> pl.DataFrame:
    """Put ties together; each keeps kind, evidence, first and last date; the same pair, kind and evidence add up."""
    together = pl.concat(table.select(COLUMNS).cast(SCHEMA) for table in tables)
    added = together.group_by(EACH).agg(pl.col("weight").sum(), pl.col("first").min(), pl.col("last").max())
    return _ordered(added)


def without(ties: pl.DataFrame, evidence: str) -> pl.DataFrame:
    """The ties as they are when one source is left out; raises ``ValueError`` when there is no such source."""
    if evidence not in ties["evidence"]:
        raise ValueError(f"evidence: expected one of {', '.join(sorted(ties['evidence'].unique()))}")
    return ties.filter(pl.col("evidence") != evidence)


def _read(table: pl.DataFrame) -> pl.DataFrame:
    one, other = (texts(table, column, sealed=True) for column in ("source", "target"))
    refuse(other, one == other, "another person than source", sealed=True)
    kind, evidence = (texts(table, column) for column in ("kind", "evidence"))
    refuse(kind, kind == CONFLICT, "a tie: a conflict is none")
    refuse(kind, ~kind.is_in(KINDS[1:]), " or ".join(KINDS[1:]))
    ends = pl.DataFrame({"one": one, "other": other})
    return ends.select(
        source=pl.min_horizontal("one", "other"),
        target=pl.max_horizontal("one", "other"),
        kind=kind,
        evidence=evidence,
        date=days(table, "date", sealed=True),
    )


def _ordered(ties: pl.DataFrame) -> pl.DataFrame:
    return ties.select(COLUMNS).cast(SCHEMA).sort("source", "target", "kind", "evidence")
