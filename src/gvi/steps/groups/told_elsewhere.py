"""Lines on a group's page that other steps tell: the floor above registers how its own is asked (house.md).

Groups know of no audit: the problem analysis says when one last looked at the group. A line is one sentence with a
way on, told only to whoever may open the page of what police know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from gvi.trust.workspaces.actor import Actor


@dataclass(frozen=True)
class Line:
    """``label`` says what it is, ``words`` what there is to say, ``url`` where to read more."""

    label: str
    words: str
    url: str = ""


Teller = Callable[[Actor, UUID], Iterable[Line]]
_TELLERS: dict[str, Teller] = {}


def register(key: str, teller: Teller) -> None:
    """Let ``teller`` add lines to a group's page; it asks the database once at most."""
    _TELLERS[key] = teller


def lines_about(actor: Actor, group: UUID) -> list[Line]:
    """Every line that is told of ``group``."""
    return [line for key in sorted(_TELLERS) for line in _TELLERS[key](actor, group)]
