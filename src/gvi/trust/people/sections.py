"""What steps above know of a person and show on the person's page: each registers one section (T12, T19).

A section names the other persons that it shows, so that the page can log that they were read too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Section:
    """A template, what it is given as ``told``, and the others whom it shows."""

    template: str
    told: Mapping[str, Any]
    others: frozenset[UUID] = field(default=frozenset())


Source = Callable[[Actor, Sequence[Person], date], Section | None]
_SOURCES: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Let ``source`` add to the page; it is given the person's records, the one they are read under first."""
    _SOURCES[key] = source


def sections_about(records: Sequence[Person], *, by: Actor, day: date) -> list[Section]:
    """The sections that ``by`` may read, in the order of their keys."""
    found = (_SOURCES[key](by, records, day) for key in sorted(_SOURCES))
    return [section for section in found if section]
