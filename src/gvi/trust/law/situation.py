"""What somebody is about to disclose, as plain values: what ``checks.obstacles`` holds against a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gvi.trust.workspaces.kinds import Kind


@dataclass(frozen=True)
class Piece:
    """One item: the words of ``DataClass``, ``Secrecy``, and fact or assessment; ``role`` stands beside a name."""

    data_class: str
    secrecy: str
    assertion: str = ""
    role: str = ""


@dataclass(frozen=True)
class Situation:
    """One person's line of a disclosure, decided on ``day``.

    ``on``: whether the rule is switched on in the sender's room. ``answers`` by the id of the question.
    ``on_request`` is None while nobody has said.
    """

    sender: Kind
    receiver: Kind
    day: date
    on: bool
    pieces: tuple[Piece, ...] = ()
    birth_date: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    necessity: str = ""
    test_words: str = ""
    reason: str = ""
    urgent: bool = False
    on_request: bool | None = None
    step: str = ""


@dataclass(frozen=True)
class Obstacle:
    """Why it can't be disclosed like this, and by which provision.

    ``remains``: only something left to fill in; the rest can't be mended by writing more. ``piece`` is the item's
    place among the pieces, ``question`` the id of the unanswered one.
    """

    code: str
    sentence: str
    citation: str
    remains: bool = False
    piece: int | None = None
    question: str = ""
