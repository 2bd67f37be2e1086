"""What is wrong with a catalogue, as sentences that name the app and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from tools.messages.catalogues import App, EnglishCatalogue, read_catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")

Translations = dict[tuple[str | None, tuple[str, ...]], tuple[str, tuple[str, ...]]]


def faults_of(app: App, wanted: EnglishCatalogue, name: str) -> Iterator[str]:
    """Texts without English, English without a text, lost placeholders, and files that are not what they should be."""
    stored = read_catalogue(app.po)
    yield from (f"{name}: not extracted: {key}" for key in _keys(wanted) - _keys(stored))
    yield from (f"{name}: no longer in the code: {key}" for key in _keys(stored) - _keys(wanted))
    for message in _messages(wanted):
        yield from (f"{name}: {fault}: {_key(message)}" for fault in _message_faults(message))
    yield from (f"{name}: {fault}" for fault in _file_faults(app, wanted))


def _message_faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "marked as unsure (fuzzy)"
    if not all(strings := strings_of(message)):
        yield "no English"
    elif any(_placeholders(strings[-1]) != _placeholders(text) for text in ids_of(message)[-1:]):
        yield "other placeholders than the Swedish"


def _file_faults(app: App, wanted: EnglishCatalogue) -> Iterator[str]:
    if not app.po.exists():
        return
    if app.po.read_bytes() != wanted.as_po():
        yield f"{app.po.name} is not as `make messages` writes it"
    if not app.mo.exists() or app.mo.read_bytes() != wanted.as_mo():
        yield f"{app.mo.name} is not compiled from {app.po.name}"


def disagreements(catalogues: dict[str, EnglishCatalogue]) -> Iterator[str]:
    """Django merges all catalogues, so one Swedish text must have the same English in every app."""
    seen: Translations = {}
    for name, catalogue in catalogues.items():
        for message in _messages(catalogue):
            english = strings_of(message)
            first, before = seen.setdefault((message.context, ids_of(message)), (name, english))
            if all(english) and all(before) and before != english:
                yield f"{name}: another English than in {first}: {_key(message)}"


def ids_of(message: Message) -> tuple[str, ...]:
    """Singular, and plural where there is one."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings_of(message: Message) -> tuple[str, ...]:
    """The English of a message: one text, or singular and plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> set[str]:
    return {_key(message) for message in _messages(catalogue)}


def _key(message: Message) -> str:
    context = f" ({message.context})" if message.context else ""
    return repr(ids_of(message)[0]) + context
