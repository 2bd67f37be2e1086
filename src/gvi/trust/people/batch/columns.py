"""The columns of a file with persons, by kind of room: heading, what it holds, and how a cell is read.

A fault says row, column and what was expected, and never what stood there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gvi.trust.people.facts import KEPT
from gvi.trust.people.words import Concern, PersonRoleName, Regime, UnderEighteen
from gvi.trust.workspaces.kinds import Kind

YES, NO = frozenset({"ja", "yes", "1", "true"}), frozenset({"nej", "no", "0", "false", ""})


class CellRefused(ValueError):
    """A cell does not hold what its column expects; the message says what that is."""

    def __init__(self, expected: str | Promise) -> None:
        super().__init__(str(expected))
        self.expected = expected


@dataclass(frozen=True)
class Column:
    """One column: our name of the field, its heading in the file, and how its cells are read."""

    name: str
    heading: str
    read: Callable[[str], Any]


def _text(longest: int, cell: str) -> str:
    if len(cell) > longest:
        raise CellRefused(format_lazy(_("högst {number} tecken"), number=longest))
    return cell


def _day(cell: str) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell[:10]) if cell[10:] in {"", " 00:00:00", "T00:00:00"} else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise CellRefused(_("ett datum som 2026-11-23"))


def _yes(cell: str) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise CellRefused(_("ja eller nej"))


def _choice(choices: type[TextChoices], cell: str) -> Any:
    """One of the words, in Swedish or as it is stored; its first words are enough when they fit only one."""
    with override("sv"):
        words = {it: str(it.label).lower() for it in choices if it.value}
    for choice, label in words.items():
        if cell.lower() in {label, str(choice.value)}:
            return choice
    begins = [choice for choice, label in words.items() if cell and label.startswith(cell.lower())]
    if len(begins) == 1:
        return begins[0]
    if not cell:
        return None
    raise CellRefused(format_lazy(_("ett av: {words}"), words="; ".join(words.values())))


ALL = (
    Column("local_reference", "lokal beteckning", partial(_text, 60)),
    Column("surname", "efternamn", partial(_text, 80)),
    Column("given_name", "förnamn", partial(_text, 80)),
    Column("identity_number", "personnummer", partial(_text, 20)),
    Column("birth_date", "födelsedatum", _day),
    Column("under_eighteen", "under 18 år", partial(_choice, UnderEighteen)),
    Column("protected", "skyddade personuppgifter", _yes),
    Column("address", "adress", partial(_text, 200)),
    Column("phone", "telefon", partial(_text, 40)),
    Column("purpose", "ändamål", partial(_text, 300)),
    Column("regime", "behandlas som", partial(_choice, Regime)),
    Column("basis", "grund", partial(_text, 300)),
    Column("evidence", "underlag", partial(_text, 120)),
    Column("based_on", "underlagets datum", _day),
    Column("role", "roll", partial(_choice, PersonRoleName)),
    Column("since", "roll sedan", _day),
    Column("source", "rollens källa", partial(_text, 200)),
    Column("concern", "orosanmälan", partial(_choice, Concern)),
    Column("concern_reference", "orosanmälan, beteckning", partial(_text, 60)),
)
ROLE = frozenset({"role", "since", "source"})
MANDATORY: Mapping[Kind, frozenset[str]] = {
    Kind.POLICE: frozenset({"purpose", "regime", "basis", "evidence", "based_on"}) | ROLE,
    Kind.PROBATION: frozenset({"based_on"}) | ROLE,
    Kind.SOCIAL_SERVICES: frozenset({"local_reference"}),
}


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns that a file for a room of ``kind`` may have, in the template's order."""
    kept = {*KEPT.get(kind, ()), *(ROLE if "roles" in KEPT.get(kind, ()) else ())}
    kept -= {"based_on"} if kind == Kind.SOCIAL_SERVICES else set()
    return tuple(column for column in ALL if column.name in kept)


def heading_of(name: str) -> str:
    """The heading of one of our fields; ``roles`` stands in the column of the role."""
    return next((it.heading for it in ALL if it.name == ("role" if name == "roles" else name)), name)
