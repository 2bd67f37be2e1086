"""Which groups individual talks have reached after a call-in: the step above registers how that is asked (house.md).

The call-in knows of no talk. A group counts as reached when somebody of it, or their family, was spoken with.
"""

from collections.abc import Callable
from uuid import UUID

from gvi.steps.callins.models import CallIn

Source = Callable[[CallIn], frozenset[UUID]]
_SOURCES: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Let ``source`` tell which groups were reached from the call-in's day on; it asks the database once at most."""
    _SOURCES[key] = source


def reached_by_talks(callin: CallIn) -> frozenset[UUID]:
    """The groups that talks have reached since the day of the call-in."""
    return frozenset[UUID]().union(*(source(callin) for source in _SOURCES.values()))
