"""A first proposal of what each column is: by its heading, and where no heading helps, by what stands in it.

The proposal is shown before anything is read (preview.py); a person changes what is wrong and the choice is saved.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import Unreadable, decide_order, find_date
from gvi.steps.incidents.reading.files import Format, check_file, known_format
from gvi.steps.incidents.reading.headings import fields_of
from gvi.steps.incidents.reading.kinds import Kinds, load_kinds
from gvi.steps.incidents.reading.mapping import Mapping
from gvi.steps.incidents.reading.outcome import FileRefused
from gvi.steps.incidents.reading.sheets import Table, likely_table, open_sheets

SAMPLE = 1_000
MOSTLY = 0.6


def guess(path: Path, form: str) -> Mapping:
    """Propose a mapping for a city's own sheet; raise FileRefused when no row looks like headings.

    The proposal may be incomplete (`is_complete`); then a person must point out the date and the kind.
    """
    checked = known_format(form, path.name)
    if checked is Format.POLISEN:
        raise FileRefused(path.name, wanted.KNOWN_FORMAT)
    check_file(path, checked)
    tables = [table for sheet in open_sheets(path, checked) if (table := likely_table(sheet))]
    if not tables:
        raise FileRefused(path.name, wanted.HEADER_ROW)
    best = max(tables, key=lambda table: len(fields_of(table.names)))
    return _mapping(best, load_kinds())


def _mapping(table: Table, kinds: Kinds) -> Mapping:
    sample = table.head(SAMPLE)
    columns = {name: [text.strip() for text in sample[name]] for name in table.positions}
    found = {field: name for field, name in fields_of(table.names).items() if name in columns}
    tests: dict[str, Callable[[str], bool]] = {
        "date": is_date,
        "kind": lambda text: kinds.of_word(text) is not None,
    }
    for field, test in tests.items():
        if field not in found and (name := best_column(columns, set(found.values()), test)):
            found[field] = name
    order = decide_order(columns[found["date"]]) if "date" in found else ""
    return Mapping(columns=found, order=order, headings=table.headings)


def is_date(text: str) -> bool:
    """Whether a cell begins with a date."""
    try:
        find_date(text)
    except Unreadable:
        return False
    return True


def best_column(columns: dict[str, list[str]], taken: set[str], test: Callable[[str], bool]) -> str:
    """Return the free column most of whose cells pass a test, or "" when none does."""
    shares = {name: _share(cells, test) for name, cells in columns.items() if name not in taken}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if best and shares[best] >= MOSTLY else ""


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0
