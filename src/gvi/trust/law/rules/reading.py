"""Reads one value of a rule file after the other; what doesn't fit is said by its key, what was there and what fits."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import TextChoices

from gvi.trust.law.rules.shape import Body, Condition, Said
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, Kind

Choice = TypeVar("Choice", bound=TextChoices)
Value = TypeVar("Value")
CODE = re.compile(r"[a-z0-9_]{3,40}")
SOURCES = ("https://www.riksdagen.se/", "https://lagen.nu/", "https://rkrattsbaser.gov.se/")
LANGUAGES = {"sv", "en"}
YEARS, DAYS, VERSIONS = range(1, 100), range(1, 367), range(1, 10_000)


class WrongValue(ValueError):
    """A key of a rule file doesn't hold what it must."""

    def __init__(self, key: str, expected: str, found: object) -> None:
        super().__init__(f"{key}: expected {expected}, found {found!r}")


def text(key: str, value: object) -> str:
    """Words that aren't empty."""
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise WrongValue(key, "words without space around them", value)
    return value


def code(key: str, value: object) -> str:
    """A short name of a-z, digits and underscores."""
    if not isinstance(value, str) or not CODE.fullmatch(value):
        raise WrongValue(key, "3 to 40 of a-z, 0-9 and _", value)
    return value


def source(key: str, value: object) -> str:
    """The official address of the text."""
    if not isinstance(value, str) or not value.startswith(SOURCES):
        raise WrongValue(key, f"an address at {', '.join(SOURCES)}", value)
    return value


def yes_or_no(key: str, value: object) -> bool:
    """True or false, written out."""
    if not isinstance(value, bool):
        raise WrongValue(key, "true or false", value)
    return value


def number(within: range) -> Callable[[str, object], int]:
    """A whole number within bounds."""

    def read(key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value not in within:
            raise WrongValue(key, f"a whole number from {within.start} to {within.stop - 1}", value)
        return value

    return read


def day(key: str, value: object) -> date:
    """A day without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise WrongValue(key, "a day such as 2025-04-01", value)
    return value


def one_of(words: type[Choice]) -> Callable[[str, object], Choice]:
    """One of the words that rules and database share."""

    def read(key: str, value: object) -> Choice:
        if not isinstance(value, str) or value not in words.values:
            raise WrongValue(key, f"one of {', '.join(words.values)}", value)
        return words(value)

    return read


def many_of(words: type[Choice], *, empty: bool = False) -> Callable[[str, object], tuple[Choice, ...]]:
    """A list of such words, each once."""
    read_one = one_of(words)

    def read(key: str, value: object) -> tuple[Choice, ...]:
        found = tuple(read_one(key, one) for one in _listed(key, value, empty=empty))
        if len(set(found)) < len(found):
            raise WrongValue(key, "each word once", value)
        return found

    return read


def kinds(key: str, value: object) -> tuple[Kind, ...]:
    """Kinds of room that may ever see a person."""
    found = many_of(Kind)(key, value)
    if not WITH_PERSON_ROUTES.issuperset(found):
        raise WrongValue(key, f"only {', '.join(sorted(WITH_PERSON_ROUTES))}", value)
    return found


def said(key: str, value: object) -> Said:
    """Words in Swedish and English."""
    table = _table(key, value, LANGUAGES)
    return Said(text(f"{key}.sv", table["sv"]), text(f"{key}.en", table["en"]))


def conditions(key: str, value: object) -> tuple[Condition, ...]:
    """Questions with a name each."""
    found = tuple(_condition(f"{key}[{n}]", one) for n, one in enumerate(_listed(key, value, empty=False)))
    if len({one.id for one in found}) < len(found):
        raise WrongValue(key, "each id once", [one.id for one in found])
    return found


def _condition(key: str, value: object) -> Condition:
    table = _table(key, value, {"id", *LANGUAGES})
    asked = said(key, {language: table[language] for language in LANGUAGES})
    return Condition(code(f"{key}.id", table["id"]), asked)


def receivers(key: str, value: object) -> tuple[Body, ...]:
    """The bodies that the statute names, by name and, where the programme has one, kind of room."""
    return tuple(_body(f"{key}[{n}]", one) for n, one in enumerate(_listed(key, value, empty=True)))


def _body(key: str, value: object) -> Body:
    table = _table(key, value, {"name", "kind"})
    kind = one_of(Kind)(f"{key}.kind", table["kind"]) if table["kind"] != "" else None
    return Body(text(f"{key}.name", table["name"]), kind)


def _listed(key: str, value: object, *, empty: bool) -> list[Any]:
    if not isinstance(value, list) or not (value or empty):
        raise WrongValue(key, "a list" if empty else "a list that isn't empty", value)
    return value


def _table(key: str, value: object, names: Iterable[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise WrongValue(key, f"exactly {', '.join(sorted(names))}", value)
    return value
