"""Signing in for real: a one-time link, a password, an app or a security key, and the end after half an hour away."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from gvi.site.middleware import idle
from gvi.trust.workspaces.flows.invite import Newcomer, invite
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import as_workspace
from tests.browser.conftest import Sit
from tests.cast import Cast
from tests.site.accounts.persons import PASSWORD, App, give_app

EMAIL = "siv.ek@bjorkhamn.example"
TOUCHING = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def unhurried(settings: Settings) -> None:
    """A code that changes while the test types it is still taken."""
    settings.MFA_TOTP_TOLERANCE = 1


def invited(cast: Cast) -> str:
    """The path of the link that the police's administrator hands to a new member."""
    actor = cast[Kind.POLICE, Role.ADMINISTRATOR].actor
    newcomer = Newcomer("Siv Ek", EMAIL, Role.RULES_DECIDER, timezone.localdate() + timedelta(days=90))
    with as_workspace(actor):
        invitation = invite(newcomer, by=actor, at=timezone.now())
    return reverse("account_welcome", args=[invitation.secret])


def type_password(page: Page, email: str = EMAIL) -> None:
    """Fill in the sign-in form."""
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def choose_password(page: Page) -> None:
    """Choose the first password, and sign in with it."""
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenord, en gång till").fill(PASSWORD)
    page.get_by_role("button", name="Spara lösenordet").click()
    type_password(page)


def add_app(page: Page, code: str) -> None:
    """Type the code that shows that the app has the secret."""
    page.get_by_label("Kod från appen").fill(code)
    page.get_by_role("button", name="Lägg till appen").click()


def wrong(app: App) -> str:
    """A code that the app does not show."""
    return f"{(int(app.code()) + 500_000) % 1_000_000:06}"


def test_the_first_sign_in_adds_an_app_and_a_wrong_code_does_not(cast: Cast, sit: Sit) -> None:
    reader = sit(None)
    page = reader.open(invited(cast))
    choose_password(page)
    page.get_by_role("link", name="En app i telefonen").click()
    app = App(page.locator("code").inner_text())
    add_app(page, wrong(app))
    expect(page.get_by_role("alert")).to_contain_text("Koden stämmer inte")
    add_app(page, app.code())
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Beslutsfattare för regler")
    page.goto(reader.address + "/installningar/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitt konto")


def test_a_wrong_code_lets_nobody_in(cast: Cast, sit: Sit) -> None:
    player = cast[Kind.POLICE, Role.ANALYST]
    app = give_app(player)
    reader = sit(None)
    page = reader.open("/konto/login/")
    type_password(page, player.user.email)
    page.get_by_label("Kod").fill(wrong(app))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.goto(reader.address + "/handelser/")
    expect(page).to_have_url(re.compile("/konto/"))
    page.goto(reader.address + reverse("mfa_authenticate"))
    page.get_by_label("Kod").fill(app.code())
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Analytiker")


def test_a_security_key_is_added_and_opens_the_next_session(cast: Cast, sit: Sit, settings: Settings) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # plain http, on localhost only
    reader = sit(None)
    page, address = reader.page(), reader.address.replace("127.0.0.1", "localhost")
    browser = reader.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCHING})
    page.goto(address + invited(cast))
    choose_password(page)
    page.get_by_role("link", name="En säkerhetsnyckel").click()
    page.get_by_label("Namn på nyckeln").fill("Den blå")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Beslutsfattare för regler")
    page.get_by_role("button", name="Logga ut").click()
    type_password(page)
    page.get_by_role("button", name="Använd säkerhetsnyckeln").click()
    expect(page.get_by_role("region", name="Arbetsyta")).to_contain_text("Beslutsfattare för regler")


def test_half_an_hour_away_ends_the_session(cast: Cast, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = sit(cast[Kind.POLICE, Role.ANALYST])
    page = reader.open("/handelser/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Händelser")
    left = idle.now()
    monkeypatch.setattr(idle, "now", lambda: left + 31 * 60)
    page.reload()
    expect(page).to_have_url(re.compile("/konto/login/"))
    expect(page.get_by_text("Du har varit borta i en halvtimme")).to_be_visible()
