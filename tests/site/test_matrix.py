"""T02: route × role × room. Only the listed cells answer; a route that nobody listed fails here."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from gvi.site.middleware import room
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.pages import open_page
from gvi.trust.workspaces.rights import SEALED, Right, rights_of
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, make_cast, make_player, make_workspace
from tests.cluster import Cluster
from tests.conftest import own_clone
from tests.site.matrix import CELLS, Route, all_routes, listed, routes_listed
from tests.site.people_samples import WORDS as PEOPLE_WORDS
from tests.site.samples import Samples, make_samples, make_upload

CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
NOTHING_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
SEALED_NAMES = {"studies:wedge", "studies:wedge_progress", "studies:release_wedge"}
SEALED_NAMES |= {"review:release_task", "review:tick_step", "review:police_minutes", "groups:relation"}


def declared(route: Route) -> str:
    if getattr(route.view, "open_to_all", False):
        return "open"
    if route.name in settings.GVI_ACCOUNT_ROUTES:
        return "account"
    return str(getattr(route.view, "right", "none"))


def test_t02_every_route_is_listed_with_the_right_it_declares() -> None:
    assert {route.name: declared(route) for route in all_routes()} == routes_listed()


def test_t02_the_listed_cells_are_the_rights_of_the_roles() -> None:
    given = {right: {(k, r) for k, r in CELLS if right in rights_of(k, [r], room_on=True)} for right in Right}
    assert given == listed()


def test_t32_no_sealed_right_while_the_room_is_off() -> None:
    assert not any(SEALED & rights_of(kind, [role], room_on=False) for kind, role in CELLS)


@dataclass(frozen=True)
class House:
    """The whole cast, one browser each, and a record of each kind: made once, rolled back at the end."""

    cast: Cast
    samples: Samples
    browsers: dict[tuple[Kind, Role], Client]

    def answer(self, cell: tuple[Kind, Role], route: Route, **values: object) -> int:
        """The status that the player of ``cell`` gets from ``route``."""
        if route.values == ("upload",) and not values:
            values = {"upload": make_upload(self.cast[cell])}
        kwargs = values or self.samples.values(route, cell[0])
        return self.browsers[cell].get(reverse(route.name, kwargs=kwargs)).status_code


def refused_without_its_page(
    request: HttpRequest, template: str, context: object = None, *, status: int
) -> HttpResponse:
    """A refusal's status alone: its page, the same every time, is half the time of twenty thousand refusals."""
    return HttpResponse(status=status)


@pytest.fixture(scope="module")
def house(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    with django_db_blocker.unblock(), own_clone(cluster, template), pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "render", refused_without_its_page)
        cast = make_cast()
        yield House(cast, make_samples(cast), {cell: player.client() for cell, player in cast.items()})


GUARDED = [route for route in all_routes() if declared(route) not in {"open", "account"}]


def by_name(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_t02_only_the_listed_cells_answer(route: Route, house: House) -> None:
    allowed = listed()[declared(route)]
    answers = {cell: house.answer(cell, route) for cell in CELLS}
    assert {cell for cell, status in answers.items() if status not in CLOSED} == allowed, answers


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_t02_visitors_are_sent_to_sign_in(route: Route, house: House, client: Client) -> None:
    url = reverse(route.name, kwargs=house.samples.values(route))
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == f"/konto/login/?{urlencode({'next': url}, safe='/')}"


@pytest.mark.parametrize("route", [route for route in GUARDED if route.values], ids=by_name)
def test_t01_a_record_that_is_not_there_is_404_for_everybody(route: Route, house: House) -> None:
    for cell in sorted(listed()[declared(route)]):
        assert house.answer(cell, route, **{word: uuid4() for word in route.values}) in NOTHING_THERE


OF_A_ROOM = [
    route
    for route in GUARDED
    if set(route.values) & {"member", "grant", "deputyship", "reset", *PEOPLE_WORDS}
]


@pytest.mark.parametrize("route", OF_A_ROOM, ids=by_name)
def test_t01_a_record_of_another_room_is_404_like_one_that_is_not_there(route: Route, house: House) -> None:
    police = house.samples.values(route, Kind.POLICE)
    for cell in sorted(listed()[declared(route)]):
        if cell[0] is not Kind.POLICE:
            assert house.answer(cell, route, **police) in NOTHING_THERE


OF_POLICE = [
    route
    for route in GUARDED
    if route.values
    and ("sealed" in route.name or route.name in SEALED_NAMES or set(route.values) & set(PEOPLE_WORDS))
]


@pytest.mark.parametrize("route", OF_POLICE, ids=by_name)
def test_t01_another_police_room_finds_none_of_the_sealed_records(route: Route, house: House) -> None:
    room = Workspace.objects.filter(name="Polisen Granvik").first()
    other = make_player(room or make_workspace(Kind.POLICE, name="Polisen Granvik"), Role.DECISION_MAKER)
    url = reverse(route.name, kwargs=house.samples.values(route))
    assert other.client().get(url).status_code in NOTHING_THERE


def test_the_mark_of_an_open_page_is_seen() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert declared(Route("x", open_page(view), ())) == "open"
