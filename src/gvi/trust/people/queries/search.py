"""Search inside the own room: exact and by prefix, never by a pattern (trust.md, T24; house.md, "Swedish order").

Each way of finding somebody is a range of one index that row security can use: name, given name, local reference, or
the keyed hash of an identity number. What was searched for is in no address and no log.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.identity import NotAnIdentityNumber, identity_hash, parse
from gvi.trust.people.models import Person
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models.programme import SvKey

LEAST, MOST, WORDS = 2, 100, 4
LAST = chr(0x10FFFF)
WILDCARDS = re.compile(r"[*%?_,;\s]+")
Found = QuerySet[Person, tuple[UUID, UUID | None, str]]


class SearchTooWide(Refusal):
    """T24: two letters or digits at least; a wildcard finds nobody."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv minst två bokstäver eller siffror. Jokertecken behövs inte: början av ett namn räcker."),
            field="term",
        )


@dataclass(frozen=True)
class Hits:
    """The persons found, in Swedish order, each once; ``more`` tells that there were more than are shown."""

    persons: tuple[UUID, ...]
    more: bool


def words_of(term: str) -> list[str]:
    """The words to search for; raises ``SearchTooWide``."""
    words = WILDCARDS.sub(" ", term).split()
    if sum(sign.isalnum() for word in words for sign in word) < LEAST:
        raise SearchTooWide
    return words[:WORDS]


def search(term: str, by: Actor, *, day: date) -> Hits:
    """Up to a hundred persons of the actor's room that ``term`` leads to: one query."""
    arms = _arms(words_of(term), by, day)
    found = arms[0].union(*arms[1:]).order_by("name_key", "id")[: MOST + 1]
    rows = list(found)
    persons = tuple(dict.fromkeys(merged or pk for pk, merged, _key in rows[:MOST]))
    return Hits(persons, len(rows) > MOST)


def _arms(words: list[str], by: Actor, day: date) -> list[Found]:
    try:
        number = parse("".join(words), day=day)
    except NotAnIdentityNumber:
        pass
    else:
        hashed = identity_hash(number.text, own_room(by))
        return [_only(Person.objects.exclude(identity_hash="").filter(identity_hash=hashed))]
    whole = " ".join(words)
    single = [_begins(**{column: whole}) for column in ("name_key", "given_key", "reference_key")]
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    both = [
        _begins(name_key=a, given_key=b) for first, last in splits for a, b in ((first, last), (last, first))
    ]
    return [*single, *both]


def _begins(**beginnings: str) -> Found:
    """Everybody whose columns begin so: ranges in the order of bytes, which the indexes are in."""
    within: dict[str, Any] = {}
    for column, beginning in beginnings.items():
        key = SvKey(Value(beginning))
        within |= {f"{column}__gte": key, f"{column}__lt": Concat(key, Value(LAST))}
    order = next(iter(beginnings))
    return _only(Person.objects.filter(**within).order_by(order, "id")[: MOST + 1])


def _only(found: QuerySet[Person]) -> Found:
    return found.values_list("pk", "merged_into_id", "name_key")
