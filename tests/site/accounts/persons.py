"""Members who sign in for real: a password, and an authenticator app that the test holds in its hand."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PASSWORD = "Rätt-häst-batteri-7"


@dataclass(frozen=True)
class App:
    """An authenticator app."""

    secret: str

    def code(self) -> str:
        """The code it shows now."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30))


def make_coordinator() -> Player:
    """A coordinator of the police, with a password and nothing more."""
    return make_player(make_workspace(Kind.POLICE), Role.COORDINATOR)


def give_app(player: Player) -> App:
    """Add an authenticator app to the player's account."""
    app = App(generate_totp_secret())
    TOTP.activate(player.user, app.secret)
    return app


def give_codes(player: Player) -> list[str]:
    """Add recovery codes to the player's account."""
    return RecoveryCodes.activate(player.user).generate_codes()


def type_password(client: Client, player: Player, password: str = PASSWORD) -> Answer:
    """Fill in the sign-in form."""
    form = {"login": player.user.email, "password": password}
    return client.post(reverse("account_login"), form)


def type_code(client: Client, code: str) -> Answer:
    """Fill in the code."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def sign_in(player: Player, app: App) -> Client:
    """Sign in with both factors, as anybody does."""
    client = Client()
    type_password(client, player)
    cache.clear()  # the same code may have been used by this test's earlier sign-in
    answer = type_code(client, app.code())
    assert answer.status_code == 302, answer.content
    return client
