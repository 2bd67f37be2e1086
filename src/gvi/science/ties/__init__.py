"""From rows to ties: who appear in the same incidents, weighed so that a large incident says less of each pair.

Rows are incident_id, person_id, role, date. Each (incident, person) counts once; an incident of s distinct persons in
the chosen roles gives each pair 1/(s - 1) (Newman 2001, Physical Review E 64, 016132), one of a single person none.
Suspects and victims of one incident are in conflict, never tied.

>>> import polars as pl
>>> from gvi.science import ties
>>> rows = pl.DataFrame({
...     "incident_id": ["K1", "K1", "K1", "K2", "K2"],
...     "person_id": ["a", "b", "c", "a", "b"],
...     "role": ["suspect"] * 5,
...     "date": ["2026-01-01"] * 3 + ["2026-02-01"] * 2,
... })
>>> ties.from_rows(rows, roles=["suspect"]).frame["weight"].to_list()
[1.5, 0.5, 0.5]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from gvi.science.chart_theme import Spec
from gvi.science.frames import frame, texts
from gvi.science.ties import in_memory
from gvi.science.ties.account import Account, account
from gvi.science.ties.checking import COLUMNS, IDS, ColumnRefused, ensure_types, refuse_first
from gvi.science.ties.counting import Choice, NoRows, Reading, TooManyPairs, Unsound, count
from gvi.science.ties.engines import EngineMissing, EngineName, open_engine
from gvi.science.ties.roles import CONFLICT, KINDS, RolesRefused, kind_of
from gvi.science.ties.stated import from_stated, join, without
from gvi.science.ties.windows import WindowRefused, start_of

__all__ = [
    "CONFLICT",
    "KINDS",
    "Account",
    "ColumnRefused",
    "EngineMissing",
    "NoRows",
    "Reading",
    "RolesRefused",
    "Ties",
    "TooManyPairs",
    "WindowRefused",
    "from_parquet",
    "from_rows",
    "from_stated",
    "join",
    "kind_of",
    "start_of",
    "without",
]


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties made from rows: ``frame`` holds source < target, weight, kind, evidence, first, last, one row a pair."""

    frame: pl.DataFrame
    account: Account

    def sentence(self, lang: str = "sv") -> str:
        """Say what was made of what."""
        return self.account.sentence(lang)

    def table(self) -> pl.DataFrame:
        """The ties themselves."""
        return self.frame

    def chart(self, lang: str = "sv") -> Spec:
        """How many ties there are of each weight."""
        return self.account.chart(lang)

    def to_json(self) -> dict[str, Any]:
        """The account: counts only."""
        return self.account.to_json()


def from_rows(
    rows: Any,
    roles: Sequence[str],
    *,
    window: str | None = None,
    cap: int | None = None,
    evidence: str = "incidents",
    engine: EngineName | None = None,
) -> Ties:
    """Make ties of a Polars or pandas frame or an Arrow table with incident_id, person_id, role, date.

    ``window`` (``3y``, ``18m``, ``12w``, ``90d``) is counted back from the last date of all rows, its first day
    included; incidents of more than ``cap`` persons are cut and counted; ``evidence`` names the source. Ids that are
    whole numbers stay so. Raises ``ColumnMissing``, ``CellRefused`` (column and row, never the value),
    ``ColumnRefused``, ``RolesRefused``, ``WindowRefused``, ``NoRows``, ``TooManyPairs`` and ``EngineMissing``.
    Without an ``engine`` the rows are counted in memory, and by DuckDB when the pairs are more than ten million.
    """
    choice = _choice(roles, window, cap, evidence)
    table = _whole(frame(rows, COLUMNS))
    ensure_types(table.schema)
    try:
        found, reading = (not engine and in_memory.count(table.lazy(), choice)) or _by_engine(
            table, choice, engine
        )
    except Unsound:
        refuse_first(table, choice.roles)
        raise
    return Ties(found, account(found.lazy(), choice, reading))


def from_parquet(
    path: Path,
    out: Path,
    roles: Sequence[str],
    *,
    window: str | None = None,
    cap: int | None = None,
    evidence: str = "incidents",
    engine: EngineName | None = None,
) -> Account:
    """Make ties of a Parquet file of any size and write them to ``out`` (.parquet or .csv).

    As ``from_rows``; a file of more than twenty million rows, or an ``engine``, is never all in memory, and the order
    of its ties is left as the engine made it.
    """
    choice = _choice(roles, window, cap, evidence)
    rows = pl.scan_parquet(path)
    ensure_types(rows.collect_schema())
    try:
        small = not engine and rows.select(pl.len()).collect().item() <= in_memory.MOST_ROWS
        counted = in_memory.count(rows, choice) if small else None
        if counted is None:
            return _between_files(path, out, choice, engine)
    except Unsound:
        refuse_first(pl.read_parquet(path, columns=list(COLUMNS)), choice.roles)
        raise
    found, reading = counted
    found.write_csv(out) if out.suffix == ".csv" else found.write_parquet(out)
    return account(found.lazy(), choice, reading)


def _by_engine(
    table: pl.DataFrame, choice: Choice, engine: EngineName | None
) -> tuple[pl.DataFrame, Reading]:
    with open_engine(engine or "duckdb") as running:
        made, reading = count(running, running.frame(table), choice)
        return pl.DataFrame(made.to_pyarrow()).sort("source", "target"), reading


def _between_files(path: Path, out: Path, choice: Choice, engine: EngineName | None) -> Account:
    with open_engine(engine or "duckdb") as running:
        made, reading = count(running, running.parquet(path), choice)
        running.write(made, out)
    written = pl.scan_csv(out, try_parse_dates=True) if out.suffix == ".csv" else pl.scan_parquet(out)
    return account(written, choice, reading)


def _choice(roles: Sequence[str], window: str | None, cap: int | None, evidence: str) -> Choice:
    chosen = Choice(tuple(dict.fromkeys(role.strip() for role in roles)), window, cap, evidence)
    kind_of(chosen.roles)
    return chosen


def _whole(table: pl.DataFrame) -> pl.DataFrame:
    """Ids that pandas has made into 7.0 become 7 again."""
    broken = [column for column in IDS if table[column].dtype.is_float()]
    return table.with_columns(texts(table, column, sealed=True) for column in broken)
