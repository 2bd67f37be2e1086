"""How far the filled cells of a sheet reach, followed through its XML before a spreadsheet reader opens it.

The reader lays out a full grid from the first filled cell to the last, so two cells in opposite corners, or a cell
whose reference is nonsense, would make it ask for more memory than there is and end the process. Here every part of
the archive that is XML must be well formed and without a document type, each cell must have a place that a
spreadsheet has, and the grid must be of modest size. Cells without content do not count: a sheet whose empty rows are
coloured to the right-hand edge is a modest sheet.
"""

import re
from xml.parsers import expat

MOST_CELLS = 12_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
FILLING = frozenset({"v", "f", "is"})
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")


class Unsound(Exception):
    """The XML is damaged, or its cells reach further than a modest sheet."""


class Extent:
    """Feed it the blocks of one XML part in order; it raises Unsound as soon as something is wrong."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, block: bytes, *, final: bool = False) -> None:
        """Follow one more block; `final` says that no more comes."""
        try:
            self._parser.Parse(block, final)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Unsound(str(error)) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "c":
            self._enter_cell(attributes.get("r"))
        elif local in FILLING:
            self._fill()
        elif local == "row":
            self._enter_row(attributes.get("r"))

    def _doctype(self, *_: object) -> None:
        raise Unsound("document type")

    def _enter_row(self, number: str | None) -> None:
        if number is not None and not _ROW.fullmatch(number):
            raise Unsound("row")
        self.row = int(number) if number else self.row + 1
        self.column = 0

    def _enter_cell(self, place: str | None) -> None:
        if place is None:
            self.column += 1
            return
        match = _PLACE.fullmatch(place)
        if match is None:
            raise Unsound("cell")
        self.column, self.row = column_of(match[1]), int(match[2])

    def _fill(self) -> None:
        if self.row <= self.last_row and self.column <= self.last_column:
            return
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.last_row > MOST_ROWS or self.last_column > MOST_COLUMNS:
            raise Unsound("place")
        if self.last_row * self.last_column > MOST_CELLS:
            raise Unsound("size")


def column_of(letters: str) -> int:
    """Return the number of a column from its letters (A is 1).

    >>> column_of("XFD")
    16384
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
