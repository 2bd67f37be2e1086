"""The judgement of a sheet's rows: each becomes an accepted row, a skipped one, or a refusal that says why.

Works on whole columns. For every field there is a column of values and a column of faults (what was expected); a
row's first fault, in the order of FIELDS, is the one that is told. A row whose kind is known but not ours is skipped
whatever else is in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import polars as pl

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading import quantities
from gvi.steps.incidents.reading.dates import Unreadable
from gvi.steps.incidents.reading.identity import IdBook
from gvi.steps.incidents.reading.kinds import SKIP, Kinds, plain
from gvi.steps.incidents.reading.mapping import FIELDS, Mapping
from gvi.steps.incidents.reading.outcome import SCHEMA, Counts, Refused, shown
from gvi.steps.incidents.reading.sheets import Part
from gvi.steps.incidents.reading.texts import (
    LONGEST_ID,
    LONGEST_LINK,
    LONGEST_SOURCE,
    TEXT_FIELDS,
    faults,
    unguard,
)
from gvi.steps.incidents.reading.time_columns import read_moments

Value = TypeVar("Value", str, int)
Column = tuple[pl.Series, pl.Series]  # values, and what was expected where there is none
NO_REASON = "Avförd enligt det inlästa bladet."


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything the rows of one file are judged by."""

    file: str
    mapping: Mapping
    kinds: Kinds
    today: date
    order: Callable[[], str]
    ids: IdBook

    def judge(self, part: Part, counts: Counts) -> tuple[pl.DataFrame, list[Refused]]:
        """Return the accepted rows and the refused ones; the skipped are counted."""
        cells = part.frame.with_columns(self._cell(part.frame, field) for field in FIELDS)
        found, problems = self._read(cells)
        rows = cells.select("row", pl.lit(part.sheet).alias("sheet")).hstack(found).hstack(problems)
        skipped = pl.col("kind") == SKIP
        for word in cells.filter(rows["kind"].eq_missing(SKIP))["kind"]:
            counts.skip(plain(word)[:100])
        rest = rows.with_row_index("place").filter(~skipped.fill_null(False))
        known = self.ids.assign(rest.filter(pl.col("fault").is_null()))
        accepted = known.filter(~pl.col("repeated"))
        refused = [self._refused(cells, row) for row in self._refusals(rest, known).iter_rows(named=True)]
        return accepted.select(list(SCHEMA)).cast(SCHEMA), refused + self._broken(part)

    def _cell(self, frame: pl.DataFrame, field: str) -> pl.Expr:
        """Return a field's cells, trimmed; blank where the sheet has no such column."""
        return pl.col(field).str.strip_chars() if field in frame.columns else pl.lit("").alias(field)

    def _refusals(self, rest: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
        """Return place, column and fault of the rows that were refused, in the sheet's order."""
        columns = ["place", "row", "sheet", "column", "fault"]
        repeated = known.filter("repeated").with_columns(
            pl.lit("id").alias("column"), pl.lit(wanted.ONE_ID).alias("fault")
        )
        return pl.concat(
            [rest.filter(pl.col("fault").is_not_null()).select(columns), repeated.select(columns)]
        ).sort("place")

    def _refused(self, cells: pl.DataFrame, row: dict[str, object]) -> Refused:
        field, number = str(row["column"]), row["row"]
        value = shown(field, cells[field][int(str(row["place"]))])
        heading = self.mapping.columns.get(field, field)
        return Refused(self.file, int(str(number)), heading, value, str(row["fault"]), str(row["sheet"]))

    def _broken(self, part: Part) -> list[Refused]:
        return [Refused(self.file, row, "", "", expected, part.sheet) for row, expected in part.broken]

    def _read(self, cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return a frame of values in our own columns, and a frame of each row's first fault and its column."""
        moments = read_moments(cells["date"], cells["time"], self.order, self.today)
        read = self._columns(cells)
        found = moments.select("occurred_at", "precision", "doubt").with_columns(
            *(values.alias(field) for field, (values, _) in read.items()),
            *self._texts(cells, read["state"][0]),
        )
        return found, first_fault(self._problems(cells, moments, read))

    def _columns(self, cells: pl.DataFrame) -> dict[str, Column]:
        """Return, for the fields that are read one by one, the values and what was expected where there is none."""
        return {
            "area_level": each_value(cells["area_level"], quantities.read_level, pl.String()),
            "kind": self._kinds(cells["kind"]),
            "dead": each_value(cells["dead"], quantities.read_count, pl.Int32()),
            "injured": each_value(cells["injured"], quantities.read_count, pl.Int32()),
            "latitude": quantities.read_degrees(cells["latitude"], quantities.LATITUDES, wanted.A_LATITUDE),
            "longitude": quantities.read_degrees(
                cells["longitude"], quantities.LONGITUDES, wanted.A_LONGITUDE
            ),
            "state": each_value(cells["state"], quantities.read_state, pl.String()),
        }

    def _problems(
        self, cells: pl.DataFrame, moments: pl.DataFrame, read: dict[str, Column]
    ) -> list[tuple[str, pl.Series]]:
        """Return what was expected in each row by field, null where nothing is wrong, the first to be told first."""
        latitude, longitude = read["latitude"][0], read["longitude"][0]
        half = latitude.is_null() != longitude.is_null()
        return [
            *((field, faults(cells[field])) for field in TEXT_FIELDS if field in self.mapping.columns),
            *((field, mask(moments["fault"], moments["column"] == field)) for field in ("date", "time")),
            *((field, fault) for field, (_, fault) in read.items()),
            ("latitude", expected_where(half & latitude.is_null(), wanted.BOTH_COORDINATES)),
            ("longitude", expected_where(half & longitude.is_null(), wanted.BOTH_COORDINATES)),
            ("id", expected_where(cells["id"].str.len_chars() > LONGEST_ID, wanted.AN_ID)),
            ("source", expected_where(cells["source"].str.len_chars() > LONGEST_SOURCE, wanted.A_SOURCE)),
            ("link", expected_where(~is_link(cells["link"]), wanted.A_LINK)),
        ]

    def _kinds(self, words: pl.Series) -> Column:
        constant = self.mapping.kind

        def read(word: str) -> str:
            kind = constant if constant and not word else self.kinds.of_word(word)
            if kind is None:
                raise Unreadable(wanted.A_KIND)
            return kind

        return each_value(words, read, pl.String())

    def _texts(self, cells: pl.DataFrame, state: pl.Series) -> list[pl.Series]:
        text = {field: unguard(pl.col(field).str.replace_all("\r\n?", "\n")) for field in TEXT_FIELDS}
        blank = {field: pl.col(field) == "" for field in ("source", "reason")}
        source = pl.when(blank["source"]).then(pl.lit(self.mapping.source)).otherwise(text["source"])
        reason = pl.when(blank["reason"]).then(pl.lit(NO_REASON)).otherwise(text["reason"])
        found = cells.select(
            source.alias("source"),
            pl.when(state == "unfounded").then(reason).otherwise(pl.lit("")).alias("reason"),
            text["id"].alias("source_id"),
            *(text[field].alias(field) for field in ("area", "link", "summary")),
        )
        return found.get_columns()


def each_value(texts: pl.Series, read: Callable[[str], Value], kind: pl.DataType) -> Column:
    """Read each distinct text once; return the values and, where there is none, what was expected."""
    found: list[tuple[str, Value | None, str | None]] = []
    for text in texts.unique():
        try:
            found.append((text, read(text), None))
        except Unreadable as error:
            found.append((text, None, error.expected))
    table = pl.DataFrame(
        found, schema={"text": pl.String(), "value": kind, "fault": pl.String()}, orient="row"
    )
    joined = texts.alias("text").to_frame().join(table, on="text", how="left", maintain_order="left")
    return joined["value"], joined["fault"]


def mask(values: pl.Series, where: pl.Series) -> pl.Series:
    """Return the values where `where` holds, else null."""
    return pl.select(pl.when(where).then(values)).to_series()


def expected_where(wrong: pl.Series, expected: str) -> pl.Series:
    """Return `expected` where a row is wrong, else null."""
    return pl.select(pl.when(wrong.fill_null(False)).then(pl.lit(expected))).to_series()


def is_link(texts: pl.Series) -> pl.Series:
    """Say which cells are blank or an address on the web."""
    return texts.str.contains(r"^(https?://[^\s<>\"]+)?$") & (texts.str.len_chars() <= LONGEST_LINK)


def first_fault(problems: list[tuple[str, pl.Series]]) -> pl.DataFrame:
    """Return `column` and `fault` of each row's first problem, null where there is none."""
    return pl.select(
        pl.coalesce(pl.when(fault.is_not_null()).then(pl.lit(field)) for field, fault in problems).alias(
            "column"
        ),
        pl.coalesce([fault for _, fault in problems]).alias("fault"),
    )
