"""Where each step registers the joint documents it keeps, so that a request for public records finds them all.

Every joint document has an owning authority, a registry number and a secrecy marking (domain.md, J).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Source = Callable[[date, date], Iterable["JointDocument"]]
_SOURCES: dict[str, Source] = {}


@dataclass(frozen=True)
class JointDocument:
    """One document: what it is called, its day, the room that owns it, and its marks."""

    title: str
    day: date
    owner_id: UUID
    registry_number: str = ""
    secrecy_marking: str = ""
    url: str = ""


def register(key: str, source: Source) -> None:
    """Let ``source`` tell a step's documents from one day to another; called once, when the application starts."""
    _SOURCES[key] = source


def joint_documents(since: date, until: date) -> list[JointDocument]:
    """Every joint document from ``since`` to ``until``, both included, in the order of their days."""
    found = [document for key in sorted(_SOURCES) for document in _SOURCES[key](since, until)]
    return sorted(found, key=lambda it: (it.day, it.title))
