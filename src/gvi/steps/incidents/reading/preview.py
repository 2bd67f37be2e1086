"""How a sheet will be read, shown before it is: for each column some cells and what they become.

The page shows this beside each guess ("4 mars 2026 22.40 ← '4/3-26' '22.40'"), with the words for kinds that no table
knows, so that a person says what they mean. Notes and other free text are shown as they stand: whoever brings the
file sees their own file, and nothing of it is kept.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from gvi.steps.incidents.reading import clock
from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.columns import KIND_WORDS, STATE_WORDS, time_words
from gvi.steps.incidents.reading.dates import MONTH_NAMES, Unreadable
from gvi.steps.incidents.reading.files import Format, check_file, known_format
from gvi.steps.incidents.reading.kinds import SKIP, Kind, Kinds, load_kinds, plain
from gvi.steps.incidents.reading.mapping import FIELDS, Mapping
from gvi.steps.incidents.reading.moments import DAY, read_moment
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.quantities import read_count, read_level, read_state
from gvi.steps.incidents.reading.sheets import mapped_tables, open_sheets

SAMPLES = 5
SAMPLED_ROWS = 2_000
LONGEST_SAMPLE = 80


@dataclass(frozen=True, slots=True)
class Sample:
    """Cells as they stand, and what they are read as; `fault` is what was expected when they cannot be read."""

    cells: tuple[str, ...]
    read: str
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.read or self.fault} ← {' '.join(repr(cell) for cell in self.cells)}"


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet as a mapping reads it: samples by field, all headings, and words for kinds that nobody knows yet."""

    headings: tuple[str, ...]
    samples: dict[str, tuple[Sample, ...]]
    unknown_kinds: dict[str, int]
    other_sheets: tuple[str, ...]


def preview(path: Path, form: str, mapping: Mapping, *, kinds: Kinds | None = None) -> Preview:
    """Show how a mapping reads the first rows of a file; raise FileRefused as `read` does."""
    checked = known_format(form, path.name)
    if checked is Format.POLISEN:
        raise FileRefused(path.name, wanted.KNOWN_FORMAT)
    check_file(path, checked)
    tables, others = mapped_tables(path, open_sheets(path, checked), mapping)
    rows = tables[0].head(SAMPLED_ROWS)
    known = (kinds or load_kinds()).with_words(mapping.kinds)
    samples = {field: _samples(rows, field, mapping, known) for field in FIELDS if field in mapping.columns}
    return Preview(tuple(tables[0].names), samples, _unknown(rows, known), tuple(others))


def _samples(rows: pl.DataFrame, field: str, mapping: Mapping, kinds: Kinds) -> tuple[Sample, ...]:
    fields = [field, "time"] if field == "date" and "time" in rows.columns else [field]
    distinct = rows.select(fields).unique(maintain_order=True).rows()
    filled = [cells for cells in distinct if cells[0].strip()]
    return tuple(_sample(field, tuple(cells), mapping, kinds) for cells in filled[:SAMPLES])


def _sample(field: str, cells: tuple[str, ...], mapping: Mapping, kinds: Kinds) -> Sample:
    cut = tuple(cell[:LONGEST_SAMPLE] for cell in cells)
    try:
        return Sample(cut, _read(field, tuple(cell.strip() for cell in cells), mapping, kinds))
    except Unreadable as error:
        return Sample(cut, "", error.expected)


def _read(field: str, cells: tuple[str, ...], mapping: Mapping, kinds: Kinds) -> str:
    match field:
        case "date":
            return written_moment(cells[0], cells[1] if len(cells) > 1 else "", mapping.order)
        case "time":
            return time_words(read_moment("2026-01-15", cells[0])) or "–"
        case "kind":
            return _kind(cells[0], kinds)
        case "dead" | "injured":
            return str(read_count(cells[0]))
        case "state":
            return STATE_WORDS[read_state(cells[0])]
        case "area_level":
            return read_level(cells[0])
    return " ".join(cells[0].split())[:LONGEST_SAMPLE]


def _kind(word: str, kinds: Kinds) -> str:
    kind = kinds.of_word(word)
    if kind is None:
        raise Unreadable(wanted.A_KIND)
    return "–" if kind == SKIP else KIND_WORDS[Kind(kind)]


def written_moment(date_text: str, time_text: str, order: str) -> str:
    """Return a moment as running text, "4 mars 2026 22.40".

    >>> written_moment("4/3-26", "22.40", "dmy")
    '4 mars 2026 22.40'
    """
    moment = read_moment(date_text, time_text, order)
    words = written_day(clock.to_local(moment.utc).date())
    return words if moment.precision == DAY else f"{words} {time_words(moment)}"


def written_day(day: date) -> str:
    """Return a day as Swedish running text."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _unknown(rows: pl.DataFrame, kinds: Kinds) -> dict[str, int]:
    if "kind" not in rows.columns:
        return {}
    words = Counter(plain(word)[:LONGEST_SAMPLE] for word in rows["kind"])
    asked = (word for word in words if _has_letters(word) and kinds.of_word(word) is None)
    return dict(sorted(((word, words[word]) for word in asked), key=lambda it: -it[1]))


def with_meanings(mapping: Mapping, meanings: dict[str, str]) -> Mapping:
    """Return the mapping with what a person said about unknown words: word → kind, or skip."""
    return replace(mapping, kinds={**mapping.kinds, **meanings})


def _has_letters(word: str) -> bool:
    """Whether somebody wrote a word; a lone number in the column is a sum, and nothing to ask about."""
    return any(letter.isalpha() for letter in word)
