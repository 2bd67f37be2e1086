"""One English catalogue per app: which files belong to it, what is kept, and how it is written the same way each time.

No dates, no line numbers and no folding, so that a changed text changes one place in the file and nothing else.
The compiled `.mo` is committed beside its `.po`: whoever installs the product needs no tool for it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.messages.extract import Text, texts_in

FLOORS_OF_APPS = ("steps", "trust")
PO = Path("locale/en/LC_MESSAGES/django.po")
HEADER = [
    ("Language", "en"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
]


class EnglishCatalogue(Catalog):
    """Babel's catalogue with a header that never changes by itself."""

    def __init__(self) -> None:
        super().__init__(
            locale="en", fuzzy=False, header_comment="# Swedish stands in the code; this is its English."
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return HEADER

    def as_po(self) -> bytes:
        """The catalogue as text, sorted by message."""
        out = io.BytesIO()
        write_po(out, self, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
        return out.getvalue()

    def as_mo(self) -> bytes:
        """The catalogue compiled."""
        out = io.BytesIO()
        write_mo(out, self)
        return out.getvalue()


@dataclass(frozen=True)
class App:
    """A folder with texts and one catalogue."""

    folder: Path
    files: tuple[Path, ...]

    @property
    def po(self) -> Path:
        return self.folder / PO

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")


def find_apps(package: Path) -> list[App]:
    """Every folder under `package` that has texts of its own, in order.

    On the floors of steps and trust each folder is an app; elsewhere the floor is. A module that lies directly on
    such a floor belongs to `site`, which serves the whole house.
    """
    files: dict[Path, list[Path]] = {}
    for file in sorted((*package.rglob("*.py"), *package.rglob("templates/**/*.html"))):
        files.setdefault(_folder_of(file, package), []).append(file)
    return [App(folder, tuple(found)) for folder, found in sorted(files.items())]


def _folder_of(file: Path, package: Path) -> Path:
    parts = file.relative_to(package).parts[:-1]
    if not parts or (parts == (parts[0],) and parts[0] in FLOORS_OF_APPS):
        return package / "site"
    return package.joinpath(*parts[: 2 if parts[0] in FLOORS_OF_APPS else 1])


def extract_app(app: App, package: Path) -> EnglishCatalogue:
    """What the catalogue of an app should hold: its texts today, each with the English it already has."""
    return merge(_all_texts(app, package), read_catalogue(app.po))


def _all_texts(app: App, package: Path) -> Iterator[Text]:
    for file in app.files:
        yield from texts_in(file, package.parent)


def read_catalogue(po: Path) -> Catalog:
    """The catalogue as it stands on disk; an empty one when there is none."""
    if not po.exists():
        return EnglishCatalogue()
    with po.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def merge(texts: Iterable[Text], known: Catalog) -> EnglishCatalogue:
    """Each text with its English from `known`, which is looked up by the exact text and context, never by likeness."""
    merged = EnglishCatalogue()
    for text in texts:
        ids = text.ids[0] if len(text.ids) == 1 else text.ids
        place = [(text.file, 0)]
        merged.add(ids, locations=place, auto_comments=text.notes, context=text.context)
    for message in merged:
        message.string = message.string or ("" if isinstance(message.id, str) else ("", ""))
        old = known.get(message.id, message.context) if message.id else None
        if old and bool(old.pluralizable) == bool(message.pluralizable):
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
    return merged
