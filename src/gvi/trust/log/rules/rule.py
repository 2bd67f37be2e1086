"""A rule of the log review, what it looks at and what it finds; and the registry of them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from holidays.constants import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

SHARED_KINDS = (
    "",
    "agenda",
    "figures",
    "group",
    "incident",
    "judgement",
    "log",
    "log_review",
    "meeting",
    "task",
)
"""Kinds of record that are nobody's personal data; whatever is new counts as personal."""


@dataclass(frozen=True)
class Span:
    """A stretch of one room's log, ``until`` not included."""

    room: UUID
    since: datetime
    until: datetime

    @property
    def free_days(self) -> list[date]:
        """Swedish public holidays of the stretch, with the eves that are free in fact."""
        years = {self.since.year, self.until.year}
        return sorted(Sweden(years=years, categories=(PUBLIC, DE_FACTO)))


@dataclass(frozen=True)
class Hit:
    """An event to look at; it may be the first of ``count`` of the same day or about the same person."""

    event: UUID
    at: datetime
    count: int


@dataclass(frozen=True)
class Rule:
    """One reason to look twice. ``name`` and ``why`` are words for the reviewer, ``find`` returns the hits."""

    code: str
    name: str | Promise
    why: str | Promise
    find: Callable[[Span], Iterable[Hit]]


def by_sql(query: str) -> Callable[[Span], list[Hit]]:
    """A ``find`` by a query that gives event, moment and count.

    It may name ``%(room)s``, ``%(since)s``, ``%(until)s``, ``%(free_days)s`` and ``%(shared_kinds)s``.
    """

    def find(span: Span) -> list[Hit]:
        values: dict[str, Any] = {
            "room": span.room,
            "since": span.since,
            "until": span.until,
            "free_days": span.free_days,
            "shared_kinds": list(SHARED_KINDS),
        }
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return [Hit(*row) for row in cursor.fetchall()]

    return find


_REGISTERED: dict[str, Rule] = {}
SAMPLE = Rule(
    "sample",
    _("Slumpurval"),
    _("Valda av slumpen bland allt som gjordes under månaden, så att ingen kan räkna med att inte synas."),
    lambda span: (),
)


def register(rule: Rule) -> None:
    """Add a rule; the same code again replaces it."""
    _REGISTERED[rule.code] = rule


def rules() -> tuple[Rule, ...]:
    """Every registered rule, in the order of registration: the log's own first."""
    return tuple(_REGISTERED.values())


def named(code: str) -> Rule:
    """The rule behind a code; a rule that is no longer there stands with its code as name."""
    if code == SAMPLE.code:
        return SAMPLE
    return _REGISTERED.get(code) or Rule(code, code, "", lambda span: ())
