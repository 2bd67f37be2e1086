"""E-identification providers that keep one thing of what they are told: the level of assurance.

allauth keeps all that a provider says about somebody; a Swedish e-identification says the personnummer. Here
only the statement of assurance stays.
"""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.saml.provider import SAMLProvider

ASSURANCE = "assurance"


class OpenIDConnect(OpenIDConnectProvider):
    """Assurance is the ID token's ``acr`` claim."""

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the level and drop the rest."""
        level = data.get("id_token", {}).get("acr")
        return {ASSURANCE: [level] if isinstance(level, str) else []}


class Saml(SAMLProvider):
    """Assurance is the signed assertion's ``AuthnContextClassRef``."""

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """Keep the level and drop the rest."""
        return {ASSURANCE: list(data.get_last_authn_contexts())}


def is_assured(login: SocialLogin) -> bool:
    """Whether the provider vouches for level 3 in this very sign-in: then it counts as both factors."""
    wanted = set(login.provider.app.settings.get("loa3", []))
    return bool(wanted.intersection(login.account.extra_data.get(ASSURANCE, [])))
