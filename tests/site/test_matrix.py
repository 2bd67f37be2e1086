"""T02: route × role × room. Only the listed cells answer; a route that nobody listed fails here."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from gvi.trust.workspaces.pages import open_page
from gvi.trust.workspaces.rights import SEALED, Right, rights_of
from tests.cast import Cast, make_cast
from tests.site.matrix import CELLS, Route, all_routes, listed, routes_listed
from tests.site.samples import Samples, make_samples

CLOSED = {HTTPStatus.FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


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


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def samples(cast: Cast) -> Samples:
    return make_samples(cast)


GUARDED = [route for route in all_routes() if declared(route) not in {"open", "account"}]


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_t02_only_the_listed_cells_answer(route: Route, cast: Cast, samples: Samples) -> None:
    url = reverse(route.name, kwargs=samples.values(route))
    rooms = {samples.of_room[word] for word in route.values if word in samples.of_room}
    for cell in CELLS:
        answer = cast[cell].client().get(url, secure=True)
        opened = answer.status_code not in CLOSED or "/konto/" not in answer.headers.get(
            "Location", "/konto/"
        )
        finds = answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED or rooms <= {cell[0]}
        allowed = cell in listed()[declared(route)] and finds
        assert opened == allowed, f"{route.name} answered {answer.status_code} to {cell}"


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_t02_visitors_are_sent_to_sign_in(
    route: Route, samples: Samples, client: pytest.FixtureRequest
) -> None:
    url = reverse(route.name, kwargs=samples.values(route))
    answer = client.get(url)  # type: ignore[attr-defined]
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == f"/konto/login/?{urlencode({'next': url}, safe='/')}"


@pytest.mark.parametrize("route", [r for r in GUARDED if r.values], ids=lambda route: route.name)
def test_t01_a_record_that_is_not_there_is_404_for_everybody(
    route: Route, cast: Cast, samples: Samples
) -> None:
    values = {
        name: uuid4() if samples.is_id(name) else value for name, value in samples.values(route).items()
    }
    if values == samples.values(route):
        pytest.skip("the path names no record")
    for cell in sorted(listed()[declared(route)]):
        assert cast[cell].client().get(reverse(route.name, kwargs=values)).status_code in {404, 405}


def test_the_mark_of_an_open_page_is_seen() -> None:
    assert declared(Route("x", open_page(lambda request: None), ())) == "open"  # type: ignore[arg-type, return-value]
