"""T01, T25, T32: five hundred canaries in two rooms, and not one on any route, export, document, log line, error page,
e-mail or payload of anybody else.

Every role of every room opens every page it may, tries the others' with the owners' own ids, and sends empty forms.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from gvi.site.log_lines import WordlessFormatter
from gvi.steps.incidents.models import Incident
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.people.views import person as person_page
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area
from gvi.trust.workspaces.roles import EVERY_ROOM, WITHOUT_CASES, Role
from tests.cast import Cast, in_room, make_cast
from tests.cluster import Cluster
from tests.conftest import own_clone
from tests.safeguards.called_canaries import call_canaries
from tests.safeguards.canaries import LETTER, add_persons, birds_in, birds_in_answer, canary, traces
from tests.site.matrix import CELLS, Route, all_routes, listed, routes_listed
from tests.site.samples import Samples, make_samples, make_upload
from tests.trust.disclosures.doors import make_disclosure

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Cell = tuple[Kind, Role]
POLICE, PROBATION = 350, 150
RECEIVER = Kind.TAX_CRIME
NEEDED, ALLOWED = routes_listed(), listed()
LEAVES = {"account_logout", "set_language"}
ROUTES = [route for route in all_routes() if route.name not in LEAVES]
NOTHING = {"secret": "x", "topic": "log", "provider_id": "x", "organization_slug": "x", "pk": 1}


@dataclass(frozen=True)
class Aviary:
    """The cast, one record of each kind, a browser each, and where the canaries are."""

    database: str
    cast: Cast
    samples: Samples
    browsers: dict[Cell, Client]
    lines: list[str]
    person: object

    def path(self, route: Route, cell: Cell, kind: Kind) -> str:
        """Where the route leads, with the ids that the room of ``kind`` has."""
        if route.values == ("upload",):
            return reverse(route.name, args=[make_upload(self.cast[cell])])
        self.samples.shared.update(NOTHING)
        return reverse(route.name, kwargs=self.samples.values(route, kind))


class Ears(logging.Handler):
    """Keeps every line of every logger as it would be written, with traceback."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        self.setFormatter(WordlessFormatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def aviary(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Aviary]:
    lines: list[str] = []
    ears = Ears(lines)
    logging.getLogger().addHandler(ears)
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        cast = make_cast()
        samples = make_samples(cast)
        police = cast[Kind.POLICE, Role.ANALYST]
        persons = add_persons(police, Kind.POLICE, POLICE)
        summoned = add_persons(cast[Kind.PROBATION, Role.PROBATION_OFFICER], Kind.PROBATION, PROBATION)
        called = call_canaries(cast, samples.shared["callin_id"], persons[2:], summoned)
        for words in called.values():
            samples.shared |= words
        samples.rooms[Kind.POLICE]["talk_id"] = samples.shared.pop("talk_id")
        receiver = cast[RECEIVER, Role.CONTACT_PERSON].member.workspace
        with in_room(police):
            told = Person.objects.get(pk=persons[0])
        samples.rooms[RECEIVER]["received_id"] = make_disclosure(police, receiver, told, rule="osl_10_28").pk
        browsers = {cell: player.client() for cell, player in cast.items()}
        for browser in browsers.values():
            browser.raise_request_exception = False
        yield Aviary(name, cast, samples, browsers, lines, persons[1])
    logging.getLogger().removeHandler(ears)


def may_open(cell: Cell, route: Route) -> bool:
    right = NEEDED[route.name]
    return right in {"open", "account"} or cell in ALLOWED.get(right, set())


def own_birds(cell: Cell) -> set[str]:
    """The canaries that a role may see: its own room's, if it works with cases, and what it was told."""
    if cell[1] in WITHOUT_CASES | {Role.PATROL_LEADER}:
        return set()
    rooms = {Kind.POLICE: {"p"}, Kind.PROBATION: {"k"}, RECEIVER: {"p"}, Kind.MUNICIPALITY: {"m"}}
    return set() if cell == (Kind.MUNICIPALITY, Role.READER) else rooms.get(cell[0], set())


def strange(answers: Iterable[tuple[Cell, str, "Answer"]]) -> dict[str, set[str]]:
    """The answers that hold a canary that was not theirs to see."""
    found = {}
    for cell, path, answer in answers:
        if birds := birds_in_answer(answer) - own_birds(cell):
            found[f"{cell[0]} {cell[1]} {path}"] = birds
    return found


def opened(aviary: Aviary) -> Iterator[tuple[Cell, str, "Answer"]]:
    """Every page that each role may open, with its own room's ids and, in turn, the police's or probation's."""
    for number, route in enumerate(ROUTES):
        owner = (Kind.POLICE, Kind.PROBATION)[number % 2]
        for cell in readers(number, route):
            kinds = (cell[0], owner) if route.values and cell[0] != owner else (cell[0],)
            for path in dict.fromkeys(aviary.path(route, cell, kind) for kind in kinds):
                yield cell, path, aviary.browsers[cell].get(path)


def readers(number: int, route: Route) -> list[Cell]:
    """Who opens a route: every case role where the canaries are; of all others who may, a third in turn.

    One's own account, and what is open to all, is opened by two.
    """
    may = [cell for cell in CELLS if may_open(cell, route)]
    if NEEDED[route.name] in {"open", "account"}:
        return [may[(number * step) % len(may)] for step in (1, 7)]
    near = [cell for cell in may if cell[0] in {*LETTER, RECEIVER} and cell[1] not in EVERY_ROOM]
    return near + [cell for cell in may if cell not in near][number % 3 :: 3]


def denied(aviary: Aviary) -> Iterator[tuple[Cell, str, "Answer"]]:
    """Pages that are not the role's own, by the owners' ids: each route by a few roles in turn."""
    for number, route in enumerate(ROUTES):
        others = [cell for cell in CELLS if not may_open(cell, route)]
        for cell in others[number % 7 :: 20]:
            path = aviary.path(route, cell, (Kind.POLICE, Kind.PROBATION)[number % 2])
            yield cell, path, aviary.browsers[cell].get(path)


def sent_empty(aviary: Aviary) -> Iterator[tuple[Cell, str, "Answer"]]:
    """Every form sent empty by somebody who may and somebody who may not: it answers 422 or tells why not."""
    for number, route in enumerate(ROUTES):
        may = [cell for cell in CELLS if may_open(cell, route) and cell[0] not in LETTER]
        others = [cell for cell in CELLS if not may_open(cell, route)]
        for cells in (may, others):
            if cells:
                cell = cells[number % len(cells)]
                path = aviary.path(route, cell, cell[0])
                yield cell, path, aviary.browsers[cell].post(path)


def by_the_public(aviary: Aviary) -> Iterator[tuple[Cell, str, "Answer"]]:
    """Every route by somebody who has not signed in."""
    client = Client()
    client.raise_request_exception = False
    for route in ROUTES:
        path = aviary.path(route, (Kind.MUNICIPALITY, Role.READER), Kind.POLICE)
        yield (Kind.MUNICIPALITY, Role.READER), path, client.get(path)


def test_t01_t25_t32_no_page_export_or_document_shows_a_canary_to_anybody_else(aviary: Aviary) -> None:
    seen: dict[Cell, set[str]] = {}
    answers = list(opened(aviary))
    assert strange(answers) == {}
    for cell, _path, answer in answers:
        seen.setdefault(cell, set()).update(birds_in_answer(answer))
    assert seen[Kind.POLICE, Role.ANALYST] == {"p"} == seen[RECEIVER, Role.CONTACT_PERSON]
    assert (seen[Kind.PROBATION, Role.PROBATION_OFFICER], seen[Kind.MUNICIPALITY, Role.COORDINATOR]) == (
        {"k"},
        {"m"},
    )
    assert [(cell, path) for cell, path, answer in answers if answer.status_code >= 500] == []


def test_t01_no_refused_page_shows_a_canary(aviary: Aviary) -> None:
    answers = list(denied(aviary))
    assert strange(answers) == {}
    assert len([answer for _c, _p, answer in answers if answer.status_code == 404]) > 250


def test_t25_nothing_open_to_the_public_shows_a_canary(aviary: Aviary) -> None:
    assert strange(by_the_public(aviary)) == {}


def test_t01_no_form_that_is_sent_empty_answers_with_a_canary(aviary: Aviary) -> None:
    answers = list(sent_empty(aviary))
    assert strange(answers) == {}
    assert {422, 404} <= {answer.status_code for _c, _p, answer in answers}


def choke(*args: object, **context: object) -> HttpResponse:
    """Fall as code does: with the value in the fault's words."""
    raise ValueError(f"invalid literal: '{canary(Kind.POLICE, 1)}son'")


def test_t18_t01_no_error_page_or_log_line_shows_a_canary(
    aviary: Aviary, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = aviary.browsers[Kind.POLICE, Role.ANALYST]
    page = reverse("people:person", args=[aviary.person])
    assert birds_in_answer(analyst.get(page)) == {"p"}
    with psycopg.connect(cluster.admin_url, dbname=aviary.database, autocommit=True) as owner:
        owner.execute("revoke insert on log_event from gvi_app")
        closed = analyst.get(page)
        owner.execute("grant insert on log_event to gvi_app")
    with monkeypatch.context() as broken:
        broken.setattr(person_page, "show", choke)
        fell = analyst.get(page)
    assert (closed.status_code, fell.status_code) == (503, 500)
    assert birds_in_answer(closed) == birds_in_answer(fell) == set()
    assert any("test_canary.py" in line and "ValueError" in line for line in aviary.lines)
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "wordless"
    assert [line for line in aviary.lines if birds_in(line)] == []


def test_t01_after_all_this_no_canary_lies_anywhere_but_in_its_own_tables(
    aviary: Aviary, cluster: Cluster
) -> None:
    assert traces(cluster.admin_url, aviary.database, aviary.lines) == {}


def test_a_planted_leak_is_caught_on_pages_in_files_and_in_the_house(
    aviary: Aviary, cluster: Cluster
) -> None:
    area = Area.objects.create(name="Zykanpabc torg")
    first = Incident.objects.first()
    assert first is not None
    Incident.objects.filter(pk=first.pk).update(area=area, state="confirmed")
    town = (Kind.MUNICIPALITY, Role.COORDINATOR)
    logging.getLogger("gvi.planted").warning("sparade %s", "Zykankcc")
    with in_room(aviary.cast[town]) as actor:
        write(Operation.READ, "groups.read", by=actor, reason="om Zykanpdd")
    client = aviary.browsers[town]
    paths = [
        reverse("incidents:list"),
        reverse("incidents:export") + "?format=xlsx",
        reverse("review:agenda_pdf"),
    ]
    assert set(strange((town, path, client.get(path)) for path in paths)) == {
        f"municipality coordinator {path}" for path in paths
    }
    found = traces(cluster.admin_url, aviary.database, aviary.lines)
    assert found == {"workspaces_area": {"p"}, "log_event": {"p"}, "log lines": {"k"}}
