"""E-identification against a local provider: who gets in, when it counts as both factors, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from environ import Env
from pytest_django import Settings

from gvi.site.settings.identity import openid_connect, saml
from gvi.trust.workspaces.models import User
from tests.cast import Player
from tests.site.accounts.identity_provider import (
    LOA2,
    LOA3,
    OidcProvider,
    Persona,
    SamlProvider,
    oidc_provider,
)
from tests.site.accounts.persons import give_app, make_coordinator, type_code
from tests.site.accounts.test_sign_in import events

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
INSIDE = "/installningar/"


class Environment(Env):
    """An environment that a test has written."""

    def __init__(self, **values: str) -> None:
        super().__init__()
        self.ENVIRON = values


@pytest.fixture
def player() -> Player:
    return make_coordinator()


@pytest.fixture
def client() -> Client:
    """A browser at an address that a SAML provider accepts."""
    return Client(headers={"host": "gvi.bjorkhamn.example"})


@pytest.fixture
def oidc(player: Player, settings: Settings) -> Iterator[OidcProvider]:
    with oidc_provider(OidcProvider(Persona(email=player.user.email))) as provider:
        env = Environment(
            GVI_OIDC_ISSUER=provider.issuer,
            GVI_OIDC_CLIENT="gvi",
            GVI_OIDC_SECRET="hemligt",
            GVI_OIDC_NAME="Tjänstelegitimation",
            GVI_OIDC_LOA3=LOA3,
        )
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": openid_connect(env), "saml": saml(env)}
        yield provider


@pytest.fixture
def saml_idp(player: Player, settings: Settings) -> SamlProvider:
    provider = SamlProvider(Persona(email=player.user.email))
    env = Environment(
        GVI_SAML_ENTITY=provider.entity,
        GVI_SAML_SIGN_IN="https://idp.example/sso",
        GVI_SAML_CERTIFICATE=provider.pem,
        GVI_SAML_LOA3=LOA3,
        GVI_SAML_EMAIL_DOMAINS="bjorkhamn.example",
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": openid_connect(env), "saml": saml(env)}
    return provider


def by_oidc(client: Client, query: str = "") -> Answer:
    """Go to the provider and come back with its code."""
    there = client.get(reverse("openid_connect_login", args=["eid"]) + query)
    assert there.status_code == 302, there.content.decode()
    asked = parse_qs(urlsplit(there.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = {"code": "c", "state": asked["state"][0]}
    return client.get(reverse("openid_connect_callback", args=["eid"]), back)


def by_saml(client: Client, provider: SamlProvider, *, sign: bool = True) -> Answer:
    """Go to the provider and come back with its assertion."""
    there = client.get(reverse("saml_login", args=["eid"]))
    response = provider.answer(there.headers["Location"], sign=sign)
    client.post(reverse("saml_acs", args=["eid"]), {"SAMLResponse": response, "RelayState": ""})
    return client.get(reverse("saml_finish_acs", args=["eid"]))


def inside(client: Client) -> bool:
    return client.get(INSIDE).status_code == 200


def test_the_sign_in_page_offers_the_provider(oidc: OidcProvider, client: Client) -> None:
    assert "Tjänstelegitimation" in client.get("/konto/login/").content.decode()


def test_oidc_at_level_3_is_both_factors(player: Player, oidc: OidcProvider, client: Client) -> None:
    assert by_oidc(client).headers["Location"] == "/"
    assert inside(client)
    assert events(player, "account.sign_in") == [("sign_in", "socialaccount+eid")]


def test_oidc_at_level_3_asks_for_no_code_even_with_an_app(
    player: Player, oidc: OidcProvider, client: Client
) -> None:
    give_app(player)
    by_oidc(client)
    assert inside(client)


def test_oidc_below_level_3_asks_for_the_code(player: Player, oidc: OidcProvider, client: Client) -> None:
    app, oidc.persona.level = give_app(player), LOA2
    assert by_oidc(client).headers["Location"] == reverse("mfa_authenticate")
    assert not inside(client)
    type_code(client, app.code())
    assert inside(client)


def test_oidc_below_level_3_without_a_device_gets_nowhere(oidc: OidcProvider, client: Client) -> None:
    oidc.persona.level = LOA2
    by_oidc(client)
    assert client.get(INSIDE).headers["Location"] == reverse("account_missing_factor")


def test_level_3_counts_for_that_sign_in_only(player: Player, oidc: OidcProvider, client: Client) -> None:
    by_oidc(client)
    client.post(reverse("account_logout"))
    oidc.persona.level = LOA2
    by_oidc(client)
    assert not inside(client)


def test_an_unknown_person_is_turned_away_and_no_account_is_made(
    player: Player, oidc: OidcProvider, client: Client
) -> None:
    oidc.persona.email = "okand@bjorkhamn.example"
    accounts = User.objects.count()
    assert "hör inte till någon medlem" in by_oidc(client).content.decode()
    assert not inside(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (accounts, 0)
    assert events(player, "account.sign_in_failed") == [("sign_in", "eid")]


def test_an_address_nobody_vouches_for_opens_nothing(oidc: OidcProvider, client: Client) -> None:
    oidc.persona.verified = False
    by_oidc(client)
    assert not inside(client)


def test_the_stored_subject_is_enough_the_next_time(oidc: OidcProvider, client: Client) -> None:
    by_oidc(client)
    client.post(reverse("account_logout"))
    oidc.persona.email = "nytt.namn@bjorkhamn.example"
    by_oidc(client)
    assert inside(client)


def test_only_the_level_of_assurance_is_kept(oidc: OidcProvider, client: Client) -> None:
    by_oidc(client)
    assert SocialAccount.objects.get().extra_data == {"assurance": [LOA3]}


def test_the_password_is_left_as_it_was(player: Player, oidc: OidcProvider, client: Client) -> None:
    by_oidc(client)
    player.user.refresh_from_db()
    assert player.user.has_usable_password()


def test_nobody_connects_an_e_identification_to_an_open_session(player: Player, oidc: OidcProvider) -> None:
    oidc.persona.email, client = "angripare@bjorkhamn.example", player.client()
    by_oidc(client, "?process=connect")
    assert not SocialAccount.objects.exists()


def test_whoever_has_left_stays_out(player: Player, oidc: OidcProvider, client: Client) -> None:
    by_oidc(client)
    client.post(reverse("account_logout"))
    User.objects.filter(pk=player.user.pk).update(is_active=False)
    by_oidc(client)
    assert not inside(client)


def test_an_answer_nobody_asked_for_is_refused(oidc: OidcProvider, client: Client) -> None:
    back = {"code": "c", "state": "påhittad"}
    answer = client.get(reverse("openid_connect_callback", args=["eid"]), back)
    assert answer.status_code == 401
    assert "Legitimeringen misslyckades" in answer.content.decode()


def test_saml_at_level_3_is_both_factors(player: Player, saml_idp: SamlProvider, client: Client) -> None:
    assert by_saml(client, saml_idp).headers["Location"] == "/"
    assert inside(client)
    assert SocialAccount.objects.get().extra_data == {"assurance": [LOA3]}


def test_saml_below_level_3_asks_for_the_code(player: Player, saml_idp: SamlProvider, client: Client) -> None:
    give_app(player)
    saml_idp.persona.level = LOA2
    assert by_saml(client, saml_idp).headers["Location"] == reverse("mfa_authenticate")
    assert not inside(client)


def test_saml_without_a_signature_is_refused(saml_idp: SamlProvider, client: Client) -> None:
    assert by_saml(client, saml_idp, sign=False).status_code == 401
    assert not inside(client)


def test_saml_of_an_address_outside_the_domains_is_turned_away(
    saml_idp: SamlProvider, client: Client
) -> None:
    saml_idp.persona.email = "nagon@annan.example"
    by_saml(client, saml_idp)
    assert not inside(client)


def test_the_provider_can_fetch_our_metadata(saml_idp: SamlProvider, client: Client) -> None:
    answer = client.get(reverse("saml_metadata", args=["eid"]))
    assert answer.status_code == 200
    assert reverse("saml_acs", args=["eid"]) in answer.content.decode()


def test_without_settings_there_is_no_e_identification(client: Client) -> None:
    assert openid_connect(Environment())["APPS"] == saml(Environment())["APPS"] == []
    assert client.get(reverse("openid_connect_login", args=["eid"])).status_code == 404
    assert client.get(reverse("saml_login", args=["eid"])).status_code == 404
