"""Incidents between groups as arrays: when, in which direction (who against whom), and which is the opposite one."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science.frames import frame, moments, numbers, refuse, texts

DAY = 86_400  # seconds
NEEDED = ("incident_id", "time", "actor_group", "target_group")
NOBODY = -1

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Record:
    """Incidents (n,) sorted by direction, time and incident_id.

    ``seconds`` since the first; ``direction`` numbers ordered pairs of groups, ``opposite`` is the number of the same
    pair the other way round, NOBODY when that never happened; ``pair`` numbers unordered pairs. ``places`` (n, 2) or
    None. ``span`` in seconds is how long the file looks; ``step`` is its finest time: a day when it has only days.
    """

    ids: tuple[str, ...]
    seconds: Ints
    direction: Ints
    opposite: Ints
    pair: Ints
    places: Floats | None
    span: int
    step: int
    unknown: int

    @property
    def n(self) -> int:
        """How many incidents have two known groups."""
        return len(self.ids)


def read(data: Any, *, with_places: bool) -> Record:
    """Read a table with NEEDED and, for a distance, ``x`` and ``y``; rows with a side unknown are counted and left out.

    So are rows with the same group on both sides, which are not between groups. Times are read to the second. Raises
    ``ColumnMissing`` or ``CellRefused``; an incident_id that stands twice is refused.
    """
    table = frame(data, [*NEEDED, *(("x", "y") if with_places else ())])
    at = moments(table, "time")
    ids = texts(table, "incident_id")
    refuse(table["incident_id"], ids.is_duplicated(), "each incident_id once")
    rows = pl.DataFrame({"id": ids, "at": at.dt.epoch("s"), "actor": _side(table, "actor_group")})
    rows = rows.with_columns(target=_side(table, "target_group"))
    if with_places:
        rows = rows.with_columns(numbers(table, "x"), numbers(table, "y"))
    known = rows.filter(pl.col("actor") != pl.col("target")).sort("actor", "target", "at", "id")
    return _numbered(known, rows["at"].to_numpy(), len(rows) - len(known))


def _side(table: pl.DataFrame, column: str) -> pl.Series:
    """Read a group's name; an empty cell is a side unknown."""
    given = table[column].cast(pl.String).str.strip_chars()
    return given.set(given == "", None)


def _numbered(known: pl.DataFrame, every: Ints, unknown: int) -> Record:
    sides = pl.concat([known["actor"], known["target"]]).unique().sort()
    actor, target = (
        known[side].cast(pl.Enum(sides)).to_physical().to_numpy().astype(np.int64)
        for side in ("actor", "target")
    )
    whom, direction = np.unique(actor * len(sides) + target, return_inverse=True)
    mirrored = target * len(sides) + actor
    found = np.minimum(np.searchsorted(whom, mirrored), max(len(whom) - 1, 0))
    first = int(every.min()) if len(every) else 0
    whole_days = bool(np.all(every % DAY == 0))
    step = DAY if whole_days else 1
    return Record(
        ids=tuple(known["id"].to_list()),
        seconds=known["at"].to_numpy() - first,
        direction=direction.astype(np.int64),
        opposite=np.where(whom[found] == mirrored, found, NOBODY).astype(np.int64),
        pair=np.unique(np.minimum(actor * len(sides) + target, mirrored), return_inverse=True)[1],
        places=known.select("x", "y").to_numpy() if "x" in known.columns else None,
        span=int(every.max() - first + step) if len(every) else step,
        step=step,
        unknown=unknown,
    )
