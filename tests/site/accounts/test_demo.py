"""The invented city: a role is chosen and not proved, so it opens on an invented database and this machine only."""

import ast
from pathlib import Path

import pytest
from django.conf import settings as product
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gvi.site import boot
from gvi.site.demo import RoleBackend
from gvi.trust.workspaces.flows.found_programme import stamp_fictional
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Member, Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.site.accounts.test_sign_in import events

pytestmark = [pytest.mark.django_db, pytest.mark.urls("gvi.site.demo_urls")]
SRC = Path(__file__).parents[3] / "src" / "gvi"


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.GVI_FICTIONAL = True
    settings.AUTHENTICATION_BACKENDS = ["gvi.site.demo.RoleBackend", *settings.AUTHENTICATION_BACKENDS]
    settings.MIDDLEWARE = ["gvi.site.middleware.loopback.LoopbackMiddleware", *settings.MIDDLEWARE]


@pytest.fixture
def player(db: None) -> Player:
    return make_player(make_workspace(Kind.POLICE, name="Polisen"), Role.COORDINATOR, name="Cilla Samordnare")


def browser() -> Client:
    return Client(headers={"host": "127.0.0.1:8000"})


def take(client: Client, member: Member) -> int:
    return client.post(reverse("demo_take_role", args=[member.pk])).status_code


def test_the_page_lists_roles_and_what_each_sees(demo: None, player: Player) -> None:
    text = browser().get("/konto/login/").content.decode()
    for words in ("Polisen", "Samordnare", "Cilla Samordnare", "Förbereder och håller mötet"):
        assert words in text
    assert "password" not in text


def test_one_button_leads_into_the_room(demo: None, player: Player) -> None:
    client = browser()
    assert take(client, player.member) == 302
    assert "Polisen" in client.get("/installningar/").content.decode()
    assert events(player, "account.sign_in") == [("sign_in", "demo")]


def test_taking_another_role_leaves_the_first(demo: None, player: Player) -> None:
    other = make_player(make_workspace(Kind.PROBATION, name="Frivården"), Role.COORDINATOR)
    client = browser()
    take(client, player.member)
    take(client, other.member)
    assert "Frivården" in client.get("/installningar/").content.decode()


def test_reading_is_not_signing_in(demo: None, player: Player) -> None:
    assert browser().get(reverse("demo_take_role", args=[player.member.pk])).status_code == 405


def test_each_role_of_a_room_is_listed_once(demo: None, player: Player) -> None:
    make_player(player.member.workspace, Role.COORDINATOR, name="Dag Samordnare")
    text = browser().get("/konto/login/").content.decode()
    assert ("Cilla Samordnare" in text, "Dag Samordnare" in text) == (True, False)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("192.0.2.7", "127.0.0.1"),
        ("127.0.0.1", "gvi.bjorkhamn.example"),
        ("", "localhost"),
        ("10.0.0.1", "localhost:8000"),
    ],
)
def test_nobody_else_reaches_it(demo: None, player: Player, address: str, host: str) -> None:
    client = Client(headers={"host": host}, REMOTE_ADDR=address)
    assert client.get("/konto/login/").status_code == 403
    assert take(client, player.member) == 403


def test_a_proxy_does_not_stand_in_for_this_machine(demo: None) -> None:
    client = Client(headers={"host": "localhost", "x-forwarded-for": "192.0.2.7"})
    assert client.get("/konto/login/").status_code == 403


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_this_machine_reaches_it(demo: None, player: Player, host: str) -> None:
    assert Client(headers={"host": host}).get("/konto/login/").status_code == 200


def test_outside_the_demo_settings_the_backend_signs_in_nobody(player: Player) -> None:
    assert RoleBackend().authenticate(None, demo_member=player.member.pk) is None


def test_only_the_demo_settings_know_role_sign_in() -> None:
    knowing = []
    for path in SRC.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        names = {
            alias.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom | ast.Import)
            for alias in node.names
            if getattr(node, "module", None) == "gvi.site"
        }
        if "demo" in names or "gvi.site.demo.RoleBackend" in text or '"gvi.site.demo_urls"' in text:
            knowing.append(path.relative_to(SRC).as_posix())
    assert sorted(knowing) == ["site/demo.py", "site/demo_urls.py", "site/settings/demo.py"]
    assert "gvi.site.demo.RoleBackend" not in product.AUTHENTICATION_BACKENDS


@pytest.mark.parametrize(("invented", "starts"), [(True, True), (False, False)])
def test_demo_settings_start_on_an_invented_database_only(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, invented: bool, starts: bool
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    settings.GVI_FICTIONAL = True
    if invented:
        stamp_fictional("GVI Björkhamn", "Björkhamn")
    else:
        Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn")
    assert starts_up() == starts


@pytest.mark.parametrize(("invented", "starts"), [(True, False), (False, True)])
def test_production_settings_refuse_an_invented_database(
    monkeypatch: pytest.MonkeyPatch, invented: bool, starts: bool
) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    if invented:
        stamp_fictional("GVI Björkhamn", "Björkhamn")
    assert starts_up() == starts


def test_demo_settings_refuse_an_empty_database(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    settings.GVI_FICTIONAL = True
    assert not starts_up()


def starts_up() -> bool:
    try:
        boot.check()
    except boot.BootRefused:
        return False
    return True


def test_a_missing_secret_is_named(settings: Settings) -> None:
    settings.GVI_TICKET_KEY = ""
    with pytest.raises(boot.BootRefused, match="GVI_TICKET_KEY"):
        boot.check()


def test_a_role_that_may_bypass_the_walls_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(boot, "ROLE", "select true")
    with pytest.raises(boot.BootRefused, match="gvi_app"):
        boot.check()
