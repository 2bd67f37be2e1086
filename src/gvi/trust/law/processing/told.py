"""What the register must say that apps above know: how long persons stay, and which agreements are in force.

Law lies below them and may not import them, so they register here when Django starts.
"""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import TextChoices

from gvi.trust.workspaces.actor import Actor


class Topic(TextChoices):
    """What is told."""

    PERSONS = "persons", "persons"
    AGREEMENTS = "agreements", "agreements"


Teller = Callable[[Actor, date], Sequence[str]]
_TELLERS: dict[Topic, Teller] = {}


def register(topic: Topic, teller: Teller) -> None:
    """Let ``teller`` say, in sentences for the reader's room and day, what the register holds about ``topic``."""
    _TELLERS[topic] = teller


def told(topic: Topic, actor: Actor, day: date) -> tuple[str, ...]:
    """The sentences about ``topic``; none when nobody tells."""
    return tuple(_TELLERS[topic](actor, day)) if topic in _TELLERS else ()
