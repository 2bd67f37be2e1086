"""A table as it may be published: it holds no hidden number, so that nothing made from it can show one."""

from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from gvi.science.chart_theme import Spec, colour, finished
from gvi.science.disclosure_control.words import (
    ALL_SHOWN,
    HIDDEN,
    IMPOSSIBLE,
    SOME_HIDDEN,
    UNDER,
)
from gvi.science.numerals import whole

State = Literal["shown", "under", "hidden", "impossible"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: row and column (None for a sum), and its value, None unless it is shown."""

    row: str | None
    column: str | None
    value: int | None
    state: State


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table with its sums and without its small numbers; ``least`` is the threshold.

    ``labelled`` is False where telling *under 5* from *döljs* would itself give a number away; then every hidden number
    is *döljs*. Store it (``to_json``): it is the ``earlier`` of the next table of the same counts.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    least: int
    labelled: bool
    cells: tuple[Cell, ...]

    def cell(self, row: str | None, column: str | None = None) -> Cell:
        """Find a cell; None for a sum. Raises KeyError for what is not in the table."""
        for cell in self.cells:
            if (cell.row, cell.column) == (row, column):
                return cell
        raise KeyError((row, column))

    def shown(self, row: str | None, column: str | None = None, lang: str = "sv") -> str:
        """Write one number as it is shown everywhere: in figures, *under 5*, *döljs*, or a dash for what can not be."""
        return self._text(self.cell(row, column), lang)

    def sentence(self, lang: str = "sv") -> str:
        """Say how much is hidden and why."""
        hidden = sum(cell.state in ("under", "hidden") for cell in self.cells)
        told = SOME_HIDDEN if hidden else ALL_SHOWN
        numbers = {"hidden": hidden, "cells": len(self.cells), "least": self.least}
        return told[lang].format(n=self.shown(None, None, lang), **numbers)

    def table(self, lang: str = "sv") -> pl.DataFrame:
        """Return one row a cell: row, column (null for a sum), value (null when hidden), shown."""
        texts = [(cell.row, cell.column, cell.value, self._text(cell, lang)) for cell in self.cells]
        schema = {"row": pl.String, "column": pl.String, "value": pl.Int64, "shown": pl.String}
        return pl.DataFrame(texts, schema=schema, orient="row")

    def chart(self, lang: str = "sv") -> Spec:
        """Draw a bar a row (its sum, where there are columns); a hidden number has its text and no bar."""
        sums = [cell for cell in self.cells if cell.column is None and cell.row is not None]
        values = [
            {"label": cell.row, "value": cell.value or 0, "shown": self._text(cell, lang)} for cell in sums
        ]
        axis = {"title": None, "ticks": False, "domain": False}
        bar: Spec = {"mark": {"type": "bar", "size": 12, "color": colour("ink")}}
        text: Spec = {
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {"text": {"field": "shown"}},
        }
        y = {"field": "label", "type": "nominal", "sort": None, "axis": axis}
        x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}}
        drawing = {
            "data": {"values": values},
            "height": max(len(values), 1) * 24,
            "encoding": {"x": x, "y": y},
        }
        return finished({**drawing, "layer": [bar, text]})

    def to_json(self) -> dict[str, Any]:
        """Return what ``from_json`` reads; hidden numbers are null."""
        return {
            "rows": list(self.rows),
            "columns": list(self.columns),
            "least": self.least,
            "labelled": self.labelled,
            "cells": [[cell.row, cell.column, cell.value, cell.state] for cell in self.cells],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Suppressed":
        """Read what ``to_json`` wrote."""
        cells = tuple(Cell(*cell) for cell in stored["cells"])
        return cls(
            tuple(stored["rows"]), tuple(stored["columns"]), stored["least"], stored["labelled"], cells
        )

    def _text(self, cell: Cell, lang: str) -> str:
        if cell.value is not None:
            return whole(cell.value, lang)
        words = {"under": UNDER[lang].format(least=self.least), "hidden": HIDDEN[lang]}
        return words.get(cell.state, IMPOSSIBLE)
