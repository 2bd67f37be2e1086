"""A session ends after thirty idle minutes, and polling does not keep it alive."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, include, path

from gvi.site.middleware import idle
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.pages import page, polled
from gvi.trust.workspaces.rights import Right
from tests.cast import Player
from tests.site.accounts.persons import make_coordinator
from tests.site.accounts.test_sign_in import events

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.accounts.test_idle")]
MINUTE = 60
TEMPLATES = Path(__file__).parents[3] / "src" / "gvi"


@polled
@page(Right.SEE_HOME)
def ask_again(request: HttpRequest) -> HttpResponse:
    """A small answer that a page asks for every few seconds."""
    return HttpResponse("inget nytt")


@page(Right.SEE_HOME)
def read(request: HttpRequest) -> HttpResponse:
    """A page somebody opens."""
    return HttpResponse("läst")


urlpatterns = [
    path("fraga/", ask_again, name="ask_again"),
    path("las/", read, name="read"),
    path("", include("gvi.site.urls")),
]


class Clock:
    """Moves the middleware's clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 1_800_000_000.0
        monkeypatch.setattr(idle, "now", lambda: self.at)

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.at += minutes * MINUTE


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def player() -> Player:
    return make_coordinator()


def signed_in(client: Client) -> bool:
    return client.get("/las/").status_code == 200


def test_twenty_nine_minutes_are_fine_and_thirty_one_are_not(player: Player, clock: Clock) -> None:
    client = player.client()
    assert signed_in(client)
    clock.wait(29)
    assert signed_in(client)
    clock.wait(31)
    assert not signed_in(client)
    assert "utloggad" in client.get("/konto/login/").content.decode()
    assert events(player, "account.idle_end") == [("sign_in", "")]


def test_work_keeps_a_session_alive(player: Player, clock: Clock) -> None:
    client = player.client()
    for _ in range(12):
        assert signed_in(client)
        clock.wait(20)


def test_polling_does_not(player: Player, clock: Clock) -> None:
    client = player.client()
    assert signed_in(client)
    for _ in range(30):
        clock.wait(1)
        assert client.get("/fraga/").status_code == 200
    clock.wait(1)
    answer = client.get("/fraga/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/konto/login/")


def test_a_path_that_leads_nowhere_does_not_either(player: Player, clock: Clock) -> None:
    client = player.client()
    assert signed_in(client)
    clock.wait(20)
    assert client.get("/finns-inte/").status_code == 404
    clock.wait(11)
    assert not signed_in(client)


def test_the_end_is_on_the_server(player: Player, clock: Clock) -> None:
    client = player.client()
    assert signed_in(client)
    cookie = client.cookies["sessionid"].value
    clock.wait(31)
    assert not signed_in(client)
    again = Client()
    again.cookies["sessionid"] = cookie
    assert not signed_in(again)
    assert Member.objects.filter(pk=player.member.pk, left_at=None).exists()


def polling_routes() -> list[tuple[str, str]]:
    """(template, route) of every element that asks by itself again and again."""
    found = []
    for template in TEMPLATES.glob("**/*.html"):
        for tag in re.findall(
            r"<[^>]*hx-trigger=[\"'][^\"']*every[^>]*>", template.read_text(encoding="utf-8")
        ):
            found += [(template.name, route) for route in re.findall(r"{% url ['\"]([\w:]+)['\"]", tag)]
    return found


def test_every_view_that_a_page_polls_is_marked() -> None:
    from gvi.site import urls as product

    resolver = get_resolver(product)  # type: ignore[arg-type]
    for template, route in polling_routes():
        views = [view for name, view in _named(resolver.url_patterns) if name == route]
        assert views, (template, route)
        assert all(getattr(view, "polled", False) for view in views), (template, route)


def _named(patterns: list, space: str = "") -> list[tuple[str, object]]:  # type: ignore[type-arg]
    """Every view by its full name, its app's before it."""
    flat: list[tuple[str, object]] = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.app_name}:" if pattern.app_name else space
            flat += _named(pattern.url_patterns, inner)
        else:
            flat.append((f"{space}{pattern.name}", pattern.callback))
    return flat
