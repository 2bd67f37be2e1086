"""Nobody gets in on a password alone, and a first second factor takes a one-time link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from gvi.site.accounts import keys
from gvi.trust.workspaces.models import OneTimeLink, Purpose
from gvi.trust.workspaces.one_time import make_link
from tests.cast import Player
from tests.site.accounts.persons import (
    PASSWORD,
    App,
    give_app,
    give_codes,
    make_coordinator,
    sign_in,
    type_code,
    type_password,
)
from tests.trust.workspaces.room import now

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
MISSING = "/konto/sakerhetsfaktor-saknas/"


@pytest.fixture
def player() -> Player:
    return make_coordinator()


def link_for(player: Player, purpose: Purpose) -> str:
    """The address of a one-time link for ``player``."""
    return reverse("account_welcome", args=[make_link(player.member, purpose, by=player.actor, at=now())])


def paths() -> list[str]:
    """Every path that needs no value, signed in or not."""
    found: list[str] = []
    for name, entries in get_resolver().reverse_dict.lists():
        for possibilities, *_rest in entries:
            found += [f"/{path}" for path, values in possibilities if not values and isinstance(name, str)]
    return found


def test_without_a_second_factor_nothing_answers_but_the_way_to_one(player: Player) -> None:
    client = Client()
    type_password(client, player)
    open_pages = {"/hjalp/", "/tillganglighet/", "/konto/logout/", "/sprak/", MISSING}
    for path in [*paths(), "/", "/handelser/", "/installningar/", "/finns-inte/"]:
        if path not in open_pages:
            assert client.get(path).headers.get("Location") == MISSING, path


def test_a_half_open_session_stands_in_no_room_even_on_open_pages(player: Player) -> None:
    client = Client()
    type_password(client, player)
    assert player.member.workspace.name not in client.get("/tillganglighet/").content.decode()
    assert "engångslänk" in client.get(MISSING).content.decode()


def test_a_password_alone_adds_no_second_factor(player: Player) -> None:
    client = Client()
    type_password(client, player)
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).headers["Location"] == MISSING
        assert client.post(reverse(name), {"code": "123456"}).headers["Location"] == MISSING
    assert not Authenticator.objects.exists()


def add_app(client: Client) -> Answer:
    """Follow the page that adds an authenticator app."""
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    app = App(client.session[SECRET_SESSION_KEY])
    return client.post(reverse("mfa_activate_totp"), {"code": app.code()})


def test_an_invitation_leads_through_password_and_app_to_the_room(player: Player) -> None:
    address, client, new = link_for(player, Purpose.INVITE), Client(), "En helt annan mening 9"
    assert client.get(address).status_code == 200
    assert client.post(address, {"password": new, "again": new}).headers["Location"] == "/konto/login/"
    assert type_password(client, player, new).status_code == 302
    assert "En app i telefonen" in client.get(MISSING).content.decode()
    assert add_app(client).headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes.count("<li><code>") == 10
    assert client.get(reverse("workspaces:settings")).status_code == 200
    assert OneTimeLink.objects.get().used_at is not None
    assert client.get(address).status_code == 404


def test_recovery_codes_are_shown_once(player: Player) -> None:
    address, client = link_for(player, Purpose.DEVICE), Client()
    client.post(address)
    type_password(client, player)
    add_app(client)
    assert "<li><code>" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "<li><code>" not in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_a_device_link_is_worth_nothing_without_the_password(player: Player) -> None:
    client = Client()
    client.post(link_for(player, Purpose.DEVICE))
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith("/konto/login/")
    assert type_password(client, player, "fel lösenord helt").status_code == 422


def test_a_device_link_opens_for_its_own_member_only(player: Player) -> None:
    other, client = make_other(player), Client()
    client.post(link_for(player, Purpose.DEVICE))
    type_password(client, other)
    assert client.get(reverse("mfa_activate_totp")).headers["Location"] == MISSING


def make_other(player: Player) -> Player:
    """A colleague of ``player``."""
    from gvi.trust.workspaces.roles import Role
    from tests.cast import make_player

    return make_player(player.member.workspace, Role.ANALYST)


def test_opening_a_link_does_not_use_it_up(player: Player) -> None:
    address = link_for(player, Purpose.PASSWORD)
    for _ in range(3):
        assert Client().get(address).status_code == 200
    assert Client().post(address, {"password": "kort", "again": "kort"}).status_code == 422


def test_a_password_link_does_not_get_past_the_second_factor(player: Player) -> None:
    app, new = give_app(player), "En helt annan mening 9"
    address, client = link_for(player, Purpose.PASSWORD), Client()
    client.post(address, {"password": new, "again": new})
    assert type_password(client, player, PASSWORD).status_code == 422
    assert type_password(client, player, new).headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/installningar/").status_code == 302
    assert type_code(client, app.code()).status_code == 302
    assert client.post(address, {"password": new, "again": new}).status_code == 404


def test_two_passwords_that_differ_are_refused(player: Player) -> None:
    form = {"password": "En helt annan mening 9", "again": "En helt annan mening 8"}
    answer = Client().post(link_for(player, Purpose.INVITE), form)
    assert answer.status_code == 422
    assert "Lösenorden är inte lika." in answer.content.decode()


def test_the_only_device_can_not_be_removed(player: Player) -> None:
    client = sign_in(player, give_app(player))
    again(client, give_codes(player)[0])
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert answer.status_code == 422
    assert Authenticator.objects.filter(type="totp").exists()


def again(client: Client, code: str) -> None:
    """Show the second factor once more."""
    assert client.post(reverse("mfa_reauthenticate"), {"code": code}).status_code == 302


def test_changing_devices_asks_for_the_second_factor_again(player: Player) -> None:
    client = sign_in(player, give_app(player))
    session = client.session
    for record in session["account_authentication_methods"]:
        record.pop("reauthenticated", None)
    session.save()
    answer = client.get(reverse("mfa_generate_recovery_codes"))
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_secrets_lie_encrypted_and_survive_a_change_of_key(player: Player, settings: Settings) -> None:
    app = give_app(player)
    give_codes(player)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert app.secret not in stored
    old, new = settings.GVI_TOTP_KEYS[0], Fernet.generate_key().decode()
    settings.GVI_TOTP_KEYS = [new, old]
    assert keys.rotate_secrets() == 2
    settings.GVI_TOTP_KEYS = [new]
    assert keys.decrypt(Authenticator.objects.get(type="totp").data["secret"]) == app.secret
    assert sign_in(player, app).get("/installningar/").status_code == 200


def test_a_key_that_is_none_is_named(settings: Settings) -> None:
    settings.GVI_TOTP_KEYS = ["kort"]
    with pytest.raises(ImproperlyConfigured, match="GVI_TOTP_KEY"):
        keys.encrypt("hemligt")
