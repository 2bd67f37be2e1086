"""The stage of sign-in that asks for the second factor, unless an e-identification was both."""

from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from gvi.site.accounts.providers import is_assured


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor after a password, or after an e-identification below level 3."""

    def _should_handle(self, request: HttpRequest) -> bool:
        identity = (self.login.signal_kwargs or {}).get("sociallogin")
        if isinstance(identity, SocialLogin) and is_assured(identity):
            return False
        return bool(super()._should_handle(request))
