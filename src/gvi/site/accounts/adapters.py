"""Where allauth asks us: no sign-up, log events, encrypted secrets, and who an e-identification belongs to."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gvi.site.accounts import keys
from gvi.site.accounts.events import write_as, write_failure
from gvi.site.accounts.factors import has_device, is_last_device, methods_used, record_passed
from gvi.site.accounts.providers import is_assured
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.models import Member, User

ASK_STAGE = "allauth.mfa.stages.AuthenticateStage"
OUR_STAGE = "gvi.site.accounts.stages.SecondFactorStage"


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "enter_current_password": _("Det nuvarande lösenordet stämmer inte."),
        "incorrect_code": _("Koden stämmer inte."),
        "too_many_login_attempts": _("För många misslyckade försök. Vänta några minuter och försök igen."),
        "rate_limited": _("För många försök. Vänta några minuter och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account; an administrator invites."""
        return False

    def get_login_stages(self) -> list[str]:
        """Our stage in place of allauth's, at the same point."""
        return [OUR_STAGE if stage == ASK_STAGE else stage for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing devices asks for the second factor again; adding the very first one can't."""
        user = self.request.user
        return isinstance(user, User) and has_device(user)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Only the second factor: whoever borrows an open screen may know the password."""
        return [{**method, "description": _METHODS[method["id"]]} for method in _by_second_factor(user)]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log the failure with the account's opaque id; the same one query whether it exists or not."""
        address = str(credentials.get("email", "")).lower()
        write_failure("password", User.objects.filter(email=address).values_list("pk", flat=True).first())

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Signed in: an assured e-identification is recorded as both factors, and the log gets its event."""
        identity = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if isinstance(identity, SocialLogin) and is_assured(identity):
            record_passed(request, user, "eid")
        write_as(user, Operation.SIGN_IN, "account.sign_in", reason=methods_used(request, user))
        response = super().post_login(request, user, **kwargs)
        keep_language(response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Signed out: the log says so too."""
        if isinstance(request.user, User):
            write_as(request.user, Operation.SIGN_IN, "account.sign_out")
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Whoever has left is told so, once the password was right."""
        messages.error(request, gettext("Kontot är avslutat. Fråga den som sköter behörigheterna."))
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own settings."""
        return reverse("workspaces:settings")


_METHODS = {
    "mfa_reauthenticate": _("Använd en kod från appen eller en reservkod"),
    "mfa_reauthenticate:webauthn": _("Använd en säkerhetsnyckel"),
}


def _by_second_factor(user: Any) -> list[dict[str, Any]]:
    if not isinstance(user, User):
        return []
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    found = []
    if types & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}:
        found.append({"id": "mfa_reauthenticate", "url": reverse("mfa_reauthenticate")})
    if Authenticator.Type.WEBAUTHN in types:
        key = {"id": "mfa_reauthenticate:webauthn", "url": reverse("mfa_reauthenticate_webauthn")}
        found.insert(0 if Authenticator.Type.TOTP not in types else len(found), key)
    return found


def keep_language(response: HttpResponseBase, user: User) -> None:
    """Let the browser follow the language that the account has chosen."""
    if user.language and isinstance(response, HttpResponse):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets encrypted; the last device stays until two people replace it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Det är din enda säkerhetsfaktor. Lägg till en annan först."),
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
    }

    def encrypt(self, text: str) -> str:
        """Never in the clear in the database."""
        return keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The other way."""
        return keys.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        """What the authenticator app calls us."""
        return f"GVI {self._get_site_name()}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one."""
        return not is_last_device(authenticator)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """A name to begin with: "Säkerhetsnyckel 2"."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Säkerhetsnyckel %(number)s") % {"number": number}


class IdentityAdapter(DefaultSocialAccountAdapter):
    """E-identification: opens an existing member's account, never makes or connects one on request."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Unknown persons are turned away."""
        write_failure("eid", None)
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match by the stored subject, else by an address that the provider vouches for; then keep the subject."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))
        if sociallogin.is_existing:
            return
        addresses = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        member = Member.objects.filter(user__email__in=addresses, left_at__isnull=True).first()
        if member is not None and member.user.is_active:
            sociallogin.connect(request, member.user)
