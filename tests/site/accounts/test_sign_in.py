"""Signing in: password, then the second factor, and what the log says of it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from gvi.trust.workspaces.models import User
from tests.cast import Player, in_room
from tests.site.accounts.persons import (
    give_app,
    give_codes,
    make_coordinator,
    sign_in,
    type_code,
    type_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def player() -> Player:
    return make_coordinator()


def events(player: Player, verb: str) -> list[tuple[str, str]]:
    """(operation, reason) of the events with ``verb`` that the player's room may read."""
    with in_room(player), connection.cursor() as cursor:
        cursor.execute("select operation, reason from log_event where verb = %s", [verb])
        return list(cursor.fetchall())


def test_it_works_password_and_code_lead_home(player: Player) -> None:
    client = sign_in(player, give_app(player))
    assert client.get(reverse("workspaces:settings")).status_code == 200
    assert events(player, "account.sign_in") == [("sign_in", "password+totp")]


def test_a_password_alone_leads_to_the_code(player: Player) -> None:
    give_app(player)
    client = Client()
    assert type_password(client, player).headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    assert events(player, "account.sign_in") == []


def test_a_wrong_password_is_a_form_error_and_an_event_without_the_address(player: Player) -> None:
    answer = type_password(Client(), player, "fel lösenord helt")
    assert answer.status_code == 422
    assert events(player, "account.sign_in_failed") == [("sign_in", "password")]
    with in_room(player), connection.cursor() as cursor:
        cursor.execute("select log_event::text from log_event")
        assert not [row for row in cursor.fetchall() if "@" in row[0]]


def test_an_unknown_address_reads_the_same_as_a_wrong_password(player: Player) -> None:
    wrong = type_password(Client(), player, "fel lösenord helt").content.decode()
    form = {"login": "ingen@bjorkhamn.example", "password": "fel lösenord helt"}
    unknown = Client().post(reverse("account_login"), form).content.decode()
    sentence = "E-postadressen eller lösenordet stämmer inte."
    assert sentence in wrong
    assert sentence in unknown


def test_a_wrong_code_is_refused_and_logged(player: Player) -> None:
    app = give_app(player)
    client = Client()
    type_password(client, player)
    wrong = f"{(int(app.code()) + 1) % 1_000_000:06}"
    assert type_code(client, wrong).status_code == 422
    assert events(player, "account.sign_in_failed") == [("sign_in", "totp")]


def test_a_code_works_once(player: Player) -> None:
    app = give_app(player)
    code = app.code()
    first, second = Client(), Client()
    for client in (first, second):
        type_password(client, player)
    assert type_code(first, code).status_code == 302
    assert type_code(second, code).status_code == 422


def test_a_recovery_code_works_once(player: Player) -> None:
    give_app(player)
    code = give_codes(player)[0]
    for expected in (302, 422):
        client = Client()
        type_password(client, player)
        assert type_code(client, code).status_code == expected


def test_too_many_wrong_passwords_lock_the_address_for_a_while(player: Player) -> None:
    for _ in range(5):
        type_password(Client(), player, "fel lösenord helt")
    answer = type_password(Client(), player)
    assert answer.status_code == 422
    assert "För många misslyckade försök" in answer.content.decode()


def test_whoever_has_left_is_told_and_stays_out(player: Player) -> None:
    User.objects.filter(pk=player.user.pk).update(is_active=False)
    answer = type_password(Client(), player)
    assert answer.headers["Location"] == reverse("account_login")


def test_signing_out_is_logged(player: Player) -> None:
    client = sign_in(player, give_app(player))
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert client.get("/").status_code == 302
    assert events(player, "account.sign_out") == [("sign_in", "")]


def test_sign_up_and_reset_by_mail_do_not_exist(client: Client) -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "socialaccount_signup"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/konto/signup/", "/konto/password/reset/", "/konto/email/", "/konto/login/code/"):
        assert client.get(path).status_code == 404


def test_the_account_routes_are_exactly_the_listed_ones() -> None:
    from gvi.site.account_urls import urlpatterns

    names = {pattern.name for pattern in urlpatterns} | {"set_language"}
    assert names - {"account_welcome"} == set(settings.GVI_ACCOUNT_ROUTES)
    assert getattr(get_resolver().resolve("/konto/valkommen/x/").func, "open_to_all", False)


def test_a_new_password_ends_the_other_sessions(player: Player) -> None:
    app = give_app(player)
    here, elsewhere = sign_in(player, app), sign_in(player, app)
    new = "En helt annan mening 9"
    form = {"oldpassword": "Rätt-häst-batteri-7", "password1": new, "password2": new}
    assert here.post(reverse("account_change_password"), form).status_code == 302
    assert here.get(reverse("workspaces:settings")).status_code == 200
    assert elsewhere.get(reverse("workspaces:settings")).status_code == 302


def test_the_language_of_the_account_follows_to_a_new_browser(player: Player) -> None:
    app = give_app(player)
    sign_in(player, app).post(reverse("set_language"), {"language": "en", "next": "/"})
    client = sign_in(player, app)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert 'lang="en"' in client.get(reverse("workspaces:settings")).content.decode()


def test_a_language_that_does_not_exist_changes_nothing(player: Player) -> None:
    sign_in(player, give_app(player)).post(reverse("set_language"), {"language": "xx", "next": "/"})
    player.user.refresh_from_db()
    assert player.user.language == ""
