"""The shape of a rule: what one file says, as plain values that nobody can change afterwards."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gvi.trust.law.steps import Step
from gvi.trust.law.words import DataClass, Secrecy, Test
from gvi.trust.workspaces.kinds import Kind


@dataclass(frozen=True)
class Said:
    """The same words in Swedish and English."""

    sv: str
    en: str


@dataclass(frozen=True)
class Condition:
    """A question that must be answered in words before anything is disclosed; ``id`` names it in the answers."""

    id: str
    asked: Said


@dataclass(frozen=True)
class Body:
    """A body that the statute itself names as receiver; without a kind the programme has no such room."""

    name: str
    kind: Kind | None


@dataclass(frozen=True)
class Rule:
    """One version of one rule.

    ``age_from`` and ``age_under`` are whole years on the day of the decision, ``max_days`` is how long the receiver
    may read, ``valid_to`` the last day. ``narrower`` says where the rule is stricter than the statute, ``receivers`` is
    the statute's own list, where it has one. ``digest`` is of the whole file, so that a changed word is a changed
    rule; ``body`` is the file as the database keeps it.
    """

    code: str
    version: int
    statute: str
    paragraph: str
    short: str
    title: Said
    explanation: Said
    narrower: Said | None
    from_kinds: tuple[Kind, ...]
    to_kinds: tuple[Kind, ...]
    steps: tuple[Step, ...]
    carries: tuple[DataClass, ...]
    never_carries: tuple[DataClass, ...]
    never_secrecy: tuple[Secrecy, ...]
    test: Test
    urgent: bool
    on_request_only: bool
    max_days: int
    age_from: int | None
    age_under: int | None
    valid_from: date
    valid_to: date | None
    source: str
    starred: bool
    conditions: tuple[Condition, ...]
    receivers: tuple[Body, ...]
    digest: str = field(repr=False)
    body: dict[str, Any] = field(repr=False, hash=False)
