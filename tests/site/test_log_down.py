"""T18 and T19 for every page: it leaves no event twice, and what leaves one is closed when the log is down.

The pages are the routes themselves, so that a page about persons is tried the day it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.cluster import Cluster
from tests.conftest import own_clone
from tests.site.samples import make_samples
from tests.site.shares import Cell, path_of, shares

CLOSED = "Databasen eller loggen svarar inte"
PLAIN: dict[str, str] = {}
LIVE = {"HX-Request": "true"}


@dataclass(frozen=True)
class Visit:
    """One page and who opens it."""

    cell: Cell
    path: str


@dataclass(frozen=True)
class City:
    """The cast, the pages, and a superuser who can close the log."""

    cast: Cast
    visits: list[Visit]
    superuser: psycopg.Connection

    def keys(self) -> set[tuple[object, ...]]:
        """Each event by its id, what was done, and to which record."""
        return set(self.superuser.execute("select id, operation, verb, record_id from log_event").fetchall())

    def events(self) -> int:
        row = self.superuser.execute("select count(*) from log_event").fetchone()
        return int(row[0]) if row else 0


@pytest.fixture(scope="module")
def city(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[City]:
    with django_db_blocker.unblock(), own_clone(cluster, template) as name:
        cast = make_cast()
        samples = make_samples(cast)
        visits = [Visit(cell, path_of(route, cell, cast, samples)) for _, cell, route in shares()]
        address = f"{cluster.admin_url.rsplit('/', 1)[0]}/{name}"
        with psycopg.connect(address, autocommit=True) as superuser:
            yield City(cast, visits, superuser)


def test_t19_no_page_leaves_the_same_event_twice(city: City) -> None:
    clients = {cell: player.client() for cell, player in city.cast.items()}
    left: dict[str, list[tuple[object, ...]]] = {}
    for visit in city.visits:
        before = city.keys()
        clients[visit.cell].get(visit.path)
        left[visit.path] = [event[1:] for event in city.keys() - before]
    assert sum(map(len, left.values())) >= 15
    twice = {path: events for path, events in left.items() if len(events) > len(set(events))}
    assert twice == {}


def test_t19_a_live_request_logs_as_much_as_the_page_itself(city: City) -> None:
    clients = {cell: player.client() for cell, player in city.cast.items()}
    for visit in city.visits:
        clients[visit.cell].get(visit.path)  # what only the first visit leaves
    left: dict[str, list[list[tuple[str, ...]]]] = {}
    for visit in city.visits:
        for headers in (PLAIN, LIVE):
            before = city.keys()
            clients[visit.cell].get(visit.path, headers=headers)
            events = [tuple(map(str, event[1:])) for event in city.keys() - before]
            left.setdefault(visit.path, []).append(sorted(events))
    assert {path: both for path, both in left.items() if both[0] != both[1]} == {}


def test_t18_every_page_that_logs_is_closed_when_the_log_is_down(city: City) -> None:
    clients = {cell: player.client() for cell, player in city.cast.items()}
    logged: list[Visit] = []
    for visit in city.visits:
        before = city.events()
        answer = clients[visit.cell].get(visit.path)
        if answer.status_code == 200 and city.events() > before:
            logged.append(visit)
    assert len(logged) >= 15
    for columns in ("", "(id)"):
        city.superuser.execute(f"revoke insert {columns} on log_event from gvi_app")
    open_still = []
    for visit in logged:
        for headers in (PLAIN, LIVE):
            answer = clients[visit.cell].get(visit.path, headers=headers)
            if answer.status_code != 503 or CLOSED not in answer.content.decode():
                open_still.append((visit.path, answer.status_code))
    assert open_still == []
