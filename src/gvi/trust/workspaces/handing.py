"""What a leaver's open work is: each step registers how its own is counted and moved (trust.md, T33).

Trust lies below the steps and may not import them, so the steps register here when Django starts.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from gvi.trust.workspaces.models import Member


class Handable(Protocol):
    """One kind of open work that can pass from a leaver to a deputy of the same room.

    ``move`` runs in the room of whoever hands over; it returns how many pieces were moved.
    """

    @property
    def label(self) -> str | Promise: ...

    def count(self, leaver: Member) -> int: ...

    def move(self, leaver: Member, deputy: Member, *, at: datetime) -> int: ...


_REGISTERED: dict[str, Handable] = {}


def register(key: str, handable: Handable) -> None:
    """Register a step's open work under ``key``, for example ``"review.task"``."""
    _REGISTERED[key] = handable


def handables() -> Iterator[Handable]:
    """Every kind of open work, in the order of its key."""
    yield from (_REGISTERED[key] for key in sorted(_REGISTERED))
