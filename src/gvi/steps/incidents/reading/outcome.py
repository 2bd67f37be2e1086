"""What a reading gives: accepted rows, refused rows and a count in which every row is found once.

The frame of accepted rows has one fixed schema, whatever the file was, so that staging copies it without looking
(domain.md, *Incidents*). A refusal names file, sheet, row, column and what was expected; the value only where the
column cannot hold a person's name (dates, numbers, kinds, coordinates), and then at most 40 characters of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

SCHEMA = pl.Schema(
    {
        "sheet": pl.String(),  # name of the sheet, empty where the file has none
        "row": pl.Int64(),  # as a spreadsheet program numbers it; in JSON the event's place in the list
        "source": pl.String(),
        "source_id": pl.String(),
        "occurred_at": pl.Datetime("us", "UTC"),  # with precision "day": the first moment of the Swedish day
        "precision": pl.String(),  # minute | hour | day
        "kind": pl.String(),
        "area": pl.String(),
        "area_level": pl.String(),  # municipality | county | area
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "dead": pl.Int32(),
        "injured": pl.Int32(),
        "link": pl.String(),
        "summary": pl.String(),
        "state": pl.String(),  # reported | waiting | confirmed | unfounded
        "reason": pl.String(),  # of an unfounded incident
        "doubt": pl.String(),  # empty, or a key of moments.DOUBTS: a person should look
    }
)

SHOWN_LENGTH = 40
SHOWN_COLUMNS = frozenset({"date", "time", "kind", "dead", "injured", "latitude", "longitude"})


class FileRefused(ValueError):
    """The whole file is refused: says which file, where in it, and what was expected (a Swedish message id)."""

    def __init__(self, file: str, expected: str, *, where: str = "", row: int | None = None) -> None:
        self.file, self.expected, self.where, self.row = file, expected, where, row
        place = ", ".join(part for part in (where, f"rad {row}" if row else "") if part)
        super().__init__(f"{file}{', ' + place if place else ''}: väntade {expected}")


@dataclass(frozen=True, slots=True)
class Refused:
    """One refused row, by its first fault; `column` is the heading as it stands in the file."""

    file: str
    row: int
    column: str
    value: str
    expected: str
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, {self.sheet + ', ' if self.sheet else ''}rad {self.row}, {self.column}"
        return f"{place}{': ' + repr(self.value) if self.value else ''}: väntade {self.expected}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of the file, in the file's order; `share` of the file (0 to 1) is read when this batch is."""

    rows: pl.DataFrame
    refused: tuple[Refused, ...]
    share: float


@dataclass(slots=True)
class Counts:
    """The account of a reading: rows == kept + skipped + refused (`unknown` types are part of the skipped)."""

    rows: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    other_sheets: list[str] = field(default_factory=list)

    def balanced(self) -> bool:
        """Whether every row is found exactly once."""
        return self.rows == self.kept.total() + self.skipped.total() + self.refused

    def add(self, rows: pl.DataFrame, refused: int) -> None:
        """Count the kept and refused rows of one batch."""
        self.rows += rows.height + refused
        self.refused += refused
        self.kept.update(dict(rows["kind"].value_counts().iter_rows()))
        self.doubts.update(text for text in rows["doubt"].filter(rows["doubt"] != "").to_list())

    def skip(self, name: str, times: int = 1, *, known: bool = True) -> None:
        """Count rows of a type that is not ours."""
        self.rows += times
        self.skipped[name] += times
        if not known:
            self.unknown[name] += times


def shown(column: str, value: object) -> str:
    """Return the value as a refusal may show it: nothing at all for a column that may hold a person's name."""
    return str(value)[:SHOWN_LENGTH] if column in SHOWN_COLUMNS else ""


class Reading:
    """One file, ready to be read; iterate it for batches, then look at `counts`. Each iteration starts anew."""

    def __init__(self, path: Path, headings: Mapping[str, str]) -> None:
        """``headings`` are the file's own names of our fields, where they differ."""
        self.path, self.headings = path, headings
        self.counts = Counts()

    def __iter__(self) -> Iterator[Batch]:
        self.counts = Counts()
        for batch in self.batches():
            self.counts.add(batch.rows, len(batch.refused))
            yield batch

    def batches(self) -> Iterator[Batch]:
        """Yield the file's batches; each format has its own reading."""
        raise NotImplementedError
