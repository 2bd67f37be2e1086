"""What waits for somebody on the first page besides tasks: each app below the steps registers how its own is asked.

A wait says what, why it matters and where to go, never about whom: the first page shows no person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from django.utils.functional import Promise
from django.utils.timezone import localdate

from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Wait:
    """One line: ``what`` waits, ``button`` leads to ``url``; ``due`` is a clock time or a day if there is one."""

    what: str | Promise
    button: str | Promise
    url: str
    why: str | Promise = ""
    due: date | None = None
    late: bool = False


Source = Callable[[Actor, datetime], Iterable[Wait]]
_SOURCES: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Let ``source`` tell what waits, for example under ``"disclosures"``; it asks the database once at most."""
    _SOURCES[key] = source


def waits(actor: Actor, now: datetime) -> tuple[Wait, ...]:
    """Everything that waits for ``actor``: late first, then by time; what has no time comes last."""
    found = [wait for key in sorted(_SOURCES) for wait in _SOURCES[key](actor, now)]
    return tuple(sorted(found, key=lambda wait: (not wait.late, wait.due is None, _moment(wait.due or now))))


def _moment(due: date) -> tuple[date, float]:
    """Sort by the Swedish day, then by the clock; a day without a time comes last of that day."""
    return (localdate(due), due.timestamp()) if isinstance(due, datetime) else (due, inf)
