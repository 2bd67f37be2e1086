"""What an extract is made of: each app registers the lines it has about a person (house.md, ``Extractable``).

``gvi check`` looks here for every sealed table about persons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Subject:
    """Whom an extract is about: the person's records, and the received disclosures that were chosen by hand."""

    persons: tuple[UUID, ...] = ()
    received: tuple[UUID, ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether anything has been chosen."""
        return bool(self.persons or self.received)


@dataclass(frozen=True)
class Line:
    """One thing that is held: what it is, what it says, and where it came from or where it went."""

    name: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Section:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Choice:
    """Something that only a person can say is about whoever asks, such as a received disclosure."""

    id: UUID
    text: str


class Extractable(Protocol):
    """One kind of data about persons. ``tables`` are the tables it speaks for."""

    @property
    def tables(self) -> frozenset[str]: ...

    def sections(self, subject: Subject, *, by: Actor) -> Sequence[Section]: ...

    def choices(self, *, by: Actor) -> Sequence[Choice]: ...


@dataclass
class Registry:
    """What is registered, in the order of its key."""

    kinds: dict[str, Extractable] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Extractable]:
        yield from (self.kinds[key] for key in sorted(self.kinds))


_REGISTRY = Registry()


def register(key: str, kind: Extractable) -> None:
    """Let ``kind`` tell its lines; called once, when the application starts. Keys begin with a number for order."""
    _REGISTRY.kinds[key] = kind


def sections_about(subject: Subject, *, by: Actor) -> list[Section]:
    """Everything the room holds about ``subject``, by kind."""
    return [section for kind in _REGISTRY for section in kind.sections(subject, by=by)]


def choices_for(by: Actor) -> list[Choice]:
    """Everything that may be chosen by hand."""
    return [choice for kind in _REGISTRY for choice in kind.choices(by=by)]


def covered_tables() -> frozenset[str]:
    """The tables that somebody speaks for."""
    return frozenset(table for kind in _REGISTRY for table in kind.tables)
