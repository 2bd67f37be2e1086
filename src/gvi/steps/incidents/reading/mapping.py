"""Which column of a city's own sheet is what: guessed, shown, saved, and remembered by the sheet's headings.

A mapping says, for each of our fields, the heading of the column it comes from. `--mapping FILE` reads one from JSON
or TOML; the page remembers one by `fingerprint`, which is the same for every sheet with the same headings.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from gvi.steps.incidents.reading import expectations as wanted
from gvi.steps.incidents.reading.dates import ORDERS
from gvi.steps.incidents.reading.kinds import SKIP, Kind, plain
from gvi.steps.incidents.reading.outcome import FileRefused

DEFAULT_SOURCE = "sheet"
FIELDS = (
    "date",
    "time",
    "area",
    "area_level",
    "kind",
    "dead",
    "injured",
    "latitude",
    "longitude",
    "id",
    "source",
    "state",
    "reason",
    "summary",
    "link",
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one sheet is read. Frozen; make a changed one with `dataclasses.replace`."""

    columns: dict[str, str] = field(default_factory=dict)  # field → heading
    order: str = (
        ""  # dmy | mdy | ymd where dates can be read in several ways; "" lets the whole column decide
    )
    kinds: dict[str, str] = field(default_factory=dict)  # the sheet's own words → our kinds (or skip)
    kind: str = ""  # the kind of every row, for a sheet without such a column
    source: str = DEFAULT_SOURCE  # who the rows come from, for a sheet without such a column
    sheets: tuple[str, ...] = ()  # the sheets to read; empty: every visible sheet that has the headings
    headings: tuple[str, ...] = ()  # all headings of the sheet this was made for

    @property
    def fingerprint(self) -> str:
        """A key that is the same for every sheet with these headings."""
        return fingerprint_of(self.headings)

    def is_complete(self) -> bool:
        """Whether there is enough to read a row: a date and a kind."""
        return "date" in self.columns and ("kind" in self.columns or bool(self.kind))

    def to_json(self) -> str:
        """Return the mapping as JSON for people to read and edit."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def save(self, path: Path) -> None:
        """Write the mapping as JSON."""
        path.write_text(self.to_json(), encoding="utf-8")


def fingerprint_of(headings: Iterable[str]) -> str:
    """Return the key of a sheet's headings, blind to case, spaces and order of columns."""
    text = "\n".join(sorted(plain(heading) for heading in headings))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def load_mapping(path: Path) -> Mapping:
    """Read a mapping from a JSON or TOML file; raise FileRefused saying which part is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise FileRefused(path.name, wanted.MAPPING_FILE) from error
    return mapping_from(raw, path.name)


def mapping_from(raw: Any, file: str = "mapping") -> Mapping:
    """Make a mapping from decoded JSON; raise FileRefused naming the part that is wrong."""
    if not isinstance(raw, dict):
        raise FileRefused(file, wanted.MAPPING_FILE)
    checks = {
        "columns": lambda value: _texts(value) and set(value) <= set(FIELDS),
        "order": lambda value: value in ("", *ORDERS),
        "kinds": lambda value: _texts(value) and set(value.values()) <= {SKIP, *Kind},
        "kind": lambda value: value in ("", *Kind),
        "source": lambda value: isinstance(value, str) and 0 < len(value) <= 50,
        "sheets": _list_of_texts,
        "headings": _list_of_texts,
    }
    for name, value in raw.items():
        if name not in checks or not checks[name](value):
            raise FileRefused(file, wanted.MAPPING_FILE, where=str(name)[:50])
    return Mapping(
        columns=raw.get("columns", {}),
        order=raw.get("order", ""),
        kinds=raw.get("kinds", {}),
        kind=raw.get("kind", ""),
        source=raw.get("source", DEFAULT_SOURCE),
        sheets=tuple(raw.get("sheets", ())),
        headings=tuple(raw.get("headings", ())),
    )


def _texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _list_of_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(text, str) for text in value)
