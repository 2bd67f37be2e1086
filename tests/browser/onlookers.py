"""Everybody who looks on while others work: the pages they may open, read again after each step and compared.

What one room does in its own room must leave every page of every other room as it was, letter by letter; and no page of
a room that has not been told may hold a word about the persons (trust.md, T01, T34).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from gvi.steps.callins.models import CallIn
from gvi.trust.people.flows.search_people import Reason
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast

Cell = tuple[Kind, Role]
FRESH = re.compile(r'[A-Za-z0-9]{64}|DTSTAMP:\w+|data-clock>[^<]*|<input[^>]*name="(word|tap)"[^>]*>')
"""What differs each time a page is made: tokens, the clock of the day, the ids that taps are told apart by."""
EACH_STEP = ("desk:home", "callins:callin", "groups:list", "talks:quarter", "disclosures:received_list")
OF_ALL = ("callins:home", "review:home", "talks:board", "talks:contact", "disclosures:home")
OF_THE_DAY = ("callins:day", "callins:run", "callins:calendar", "callins:debrief")
OF_POLICE = ("callins:nominees", "callins:messengers", "callins:seats", "callins:handing", "callins:reach")
OF_PROBATION = ("callins:invitees", "callins:attendance", "callins:absentees", "callins:answer_supervision")
WHOLE = (*EACH_STEP, *OF_ALL, *OF_THE_DAY, *OF_POLICE, *OF_PROBATION)
ONLOOKERS: tuple[Cell, ...] = (
    (Kind.MUNICIPALITY, Role.READER),
    (Kind.SOCIAL_SERVICES, Role.COORDINATOR),
    (Kind.PROSECUTOR, Role.CONTACT_PERSON),
    (Kind.POLICE, Role.PATROL_LEADER),
)
AT_THE_END: tuple[Cell, ...] = (
    (Kind.MUNICIPALITY, Role.COORDINATOR),
    (Kind.SOCIAL_SERVICES, Role.CASE_WORKER),
    (Kind.COUNTY_BOARD, Role.READER),
    (Kind.EVALUATOR, Role.EVALUATOR),
)
PROBATION: Cell = (Kind.PROBATION, Role.COORDINATOR)
POLICE: Cell = (Kind.POLICE, Role.DECISION_MAKER)

Pages = dict[str, str]


@dataclass
class Watch:
    """``told`` are the rooms that may read of the persons by now; ``secrets`` the words that nobody else may."""

    cast: Cast
    callin: CallIn
    secrets: tuple[str, ...]
    told: set[Kind] = field(default_factory=lambda: {Kind.POLICE})
    kept: dict[str, Pages] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A browser for each, and what they see before anything has happened."""
        self.cells = {_name(cell): cell for cell in (*ONLOOKERS, PROBATION, POLICE)}
        self.browsers = {name: self.cast[cell].client() for name, cell in self.cells.items()}
        self.look()
        self.look()  # the first page tells what is new since the last visit; then there is nothing new

    def look(self) -> None:
        """Everybody reads once more, and what they read is kept to compare with."""
        self.kept = {name: self._read(browser, EACH_STEP) for name, browser in self.browsers.items()}
        self._no_secrets()

    def unchanged(self, *rooms: Kind) -> None:
        """Everybody but ``rooms`` reads what they read before, to the letter; a patrol leader too."""
        before = self.kept
        self.look()
        others = [
            name for name, cell in self.cells.items() if cell[0] not in rooms or not _works_with_cases(cell)
        ]
        changed = {
            (name, path): difference(before[name][path], text)
            for name in others
            for path, text in self.kept[name].items()
            if text != before[name][path]
        }
        assert changed == {}

    def look_everywhere(self) -> None:
        """Everybody else too, and the public, try every page of the call-in and of the talks."""
        self.cells |= {_name(cell): cell for cell in AT_THE_END}
        for name in self.cells:
            self.browsers.setdefault(name, self.cast[self.cells[name]].client())
        self.kept = {name: self._read(browser, WHOLE) for name, browser in self.browsers.items()}
        self._no_secrets()
        assert not self._found_in(self._read(Client(), WHOLE))

    def _read(self, client: Client, routes: Iterable[str]) -> Pages:
        """Every page by its route, with what a search for the first secret answers."""
        one = {"callin_id": self.callin.pk}
        pages = {
            route: text_of(client, reverse(route, kwargs=one if _is_of_one(route) else None))
            for route in routes
        }
        asked = {"term": self.secrets[0], "reason": Reason.choices[0][0]}
        found = _clean(client.post(reverse("people:search"), asked).content.decode())
        return pages | {"people:search": found.replace(self.secrets[0], "(sökt)", 1)}

    def _no_secrets(self) -> None:
        """Nobody who has not been told reads a word of it."""
        untold = [
            name
            for name, cell in self.cells.items()
            if cell[0] not in self.told or not _works_with_cases(cell)
        ]
        seen = {name: found for name in untold if (found := self._found_in(self.kept[name]))}
        assert seen == {}

    def _found_in(self, pages: Pages) -> set[tuple[str, str]]:
        return {(route, word) for route, text in pages.items() for word in self.secrets if word in text}


def read_pages(client: Client, callin: CallIn, routes: Iterable[str]) -> Pages:
    """What ``client`` reads on each page; those of one call-in are of ``callin``."""
    one = {"callin_id": callin.pk}
    return {
        route: text_of(client, reverse(route, kwargs=one if _is_of_one(route) else None)) for route in routes
    }


def _name(cell: Cell) -> str:
    return f"{cell[0]} {cell[1]}"


def _works_with_cases(cell: Cell) -> bool:
    return cell[1] != Role.PATROL_LEADER


def _is_of_one(route: str) -> bool:
    return route.startswith("callins:") and route != "callins:home"


def difference(before: str, after: str) -> list[str]:
    """The lines that are not in both."""
    old, new = before.splitlines(), after.splitlines()
    return [f"- {line.strip()}" for line in old if line not in new][:6] + [
        f"+ {line.strip()}" for line in new if line not in old
    ][:6]


def text_of(client: Client, path: str) -> str:
    """The status and the words of a page, without what differs each time it is made."""
    answer = client.get(path)
    return f"{answer.status_code}\n{_clean(answer.content.decode())}"


def _clean(text: str) -> str:
    """Without what differs each time a page is made."""
    return FRESH.sub("", text)
