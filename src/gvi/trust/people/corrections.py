"""Telling those who have received data that they hold no longer: suspicion dropped, the wrong person, a membership
that has ended (trust.md, T13).

Disclosures lie above persons and may not be imported here, so they register a handler when Django starts.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from gvi.trust.workspaces.actor import Actor


class Correction(StrEnum):
    """What was wrong, or has ended."""

    SUSPICION_DROPPED = "suspicion_dropped"
    WRONG_PERSON = "wrong_person"
    MEMBERSHIP_ENDED = "membership_ended"


class Handler(Protocol):
    """Corrects what was told about one person, in the transaction of whoever corrects; returns how many were told.

    ``record`` is the one row that has ended, where it is not the person's data as a whole.
    """

    def __call__(
        self,
        person_id: UUID,
        correction: Correction,
        words: str,
        *,
        by: Actor,
        at: datetime,
        record: UUID | None = None,
    ) -> int: ...


_HANDLERS: list[Handler] = []


def register(handler: Handler) -> None:
    """Let ``handler`` hear of every correction; registering it again changes nothing."""
    if handler not in _HANDLERS:
        _HANDLERS.append(handler)


def correct(
    person_id: UUID,
    correction: Correction,
    words: str,
    *,
    by: Actor,
    at: datetime,
    record: UUID | None = None,
) -> int:
    """Tell every handler; return how many receivers were corrected."""
    return sum(handler(person_id, correction, words, by=by, at=at, record=record) for handler in _HANDLERS)
