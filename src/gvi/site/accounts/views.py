"""Sign-in pages of our own: the one-time link, the missing second factor, and allauth's where we add a step."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import password_change
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import check_for_language, gettext
from django.views.i18n import set_language as django_set_language

from gvi.site.accounts.events import write_as
from gvi.site.accounts.factors import (
    forget_link,
    has_device,
    is_last_device,
    link_of,
    record_passed,
    remember_link,
)
from gvi.site.accounts.forms import ChoosePasswordForm
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.flows.choose_language import choose_language
from gvi.trust.workspaces.flows.choose_password import CHOOSING, choose_password
from gvi.trust.workspaces.models import OneTimeLink, Purpose, User
from gvi.trust.workspaces.one_time import find_link
from gvi.trust.workspaces.pages import open_page

FORM_ERROR = 422


def as_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 422 when a posted form comes back: every form of allauth's that is accepted redirects."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = FORM_ERROR
        return response

    return checked


def forgetting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the browser forget what a page keeps for when there is no network, as somebody signs out."""

    @wraps(view)
    def forgotten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"storage"'
        return response

    return forgotten


@open_page
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """A one-time link: choose a password, or go on to sign in and add a new second factor."""
    link = find_link(secret, at=timezone.now())
    if link is None:
        return render(request, "account/link_gone.html", status=404)
    if link.purpose not in CHOOSING:
        return _new_device(request, link)
    form = ChoosePasswordForm(request.POST or None, user=link.member.user)
    if request.method == "POST" and form.is_valid():
        choose_password(link, form.cleaned_data["password"], at=timezone.now())
        return _on_to_sign_in(request, link)
    status = FORM_ERROR if form.errors else 200
    return render(request, "account/welcome.html", {"form": form, "link": link}, status=status)


def _new_device(request: HttpRequest, link: OneTimeLink) -> HttpResponse:
    if request.method == "POST":
        return _on_to_sign_in(request, link)
    return render(request, "account/new_device.html", {"link": link})


def _on_to_sign_in(request: HttpRequest, link: OneTimeLink) -> HttpResponse:
    logout(request)
    if link.purpose == Purpose.PASSWORD:
        messages.success(request, gettext("Det nya lösenordet gäller. Logga in."))
    else:
        remember_link(request, link)
        messages.success(request, gettext("Logga in. Därefter lägger du till din säkerhetsfaktor."))
    return redirect("account_login")


def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; an account that never had one, as by e-identification, has no such page."""
    if isinstance(request.user, User) and not request.user.has_usable_password():
        raise Http404
    response: HttpResponse = password_change(request)
    return response


def missing_factor(request: HttpRequest) -> HttpResponse:
    """Signed in with a password and nothing more: choose a second factor, or be told how to get a link."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    if has_device(user):
        return redirect("mfa_reauthenticate")
    may_add = link_of(request, at=timezone.now()) is not None
    return render(request, "account/missing_factor.html", {"may_add": may_add})


def _enrolled(request: HttpRequest, kind: str) -> None:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    record_passed(request, user, kind)
    forget_link(request, at=timezone.now())
    write_as(user, Operation.SETTINGS, "account.add_second_factor", reason=kind)


def _changed(request: HttpRequest, verb: str, kind: str) -> None:
    if isinstance(request.user, User):
        write_as(request.user, Operation.SETTINGS, verb, reason=kind)


class AddApp(ActivateTOTPView):
    """An authenticator app: the code just shown is the second factor passed."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Activate, and let the session count as passed."""
        response = super().form_valid(form)
        _enrolled(self.request, "totp")
        return response


class AddKey(AddWebAuthnView):
    """A security key: the touch just made is the second factor passed."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Add, and let the session count as passed."""
        response = super().form_valid(form)
        _enrolled(self.request, "webauthn")
        return response


class RemoveKey(RemoveWebAuthnView):
    """Remove a security key, unless it is the last second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        if is_last_device(self.get_object()):
            messages.error(
                self.request, gettext("Det är din enda säkerhetsfaktor. Lägg till en annan först.")
            )
            return redirect("mfa_list_webauthn")
        response = super().form_valid(form)
        _changed(self.request, "account.remove_second_factor", "webauthn")
        return response


class RemoveApp(DeactivateTOTPView):
    """Remove the authenticator app; the form refuses when it is the last second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it."""
        response = super().form_valid(form)
        _changed(self.request, "account.remove_second_factor", "totp")
        return response


class NewCodes(GenerateRecoveryCodesView):
    """New recovery codes; the old ones stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them."""
        response = super().form_valid(form)
        _changed(self.request, "account.new_recovery_codes", "recovery_codes")
        return response


def set_language(request: HttpRequest) -> HttpResponse:
    """Change language with the button at the top; whoever is signed in keeps it on the account."""
    language = request.POST.get("language", "")
    actor = getattr(request, "actor", None)
    if request.method == "POST" and actor and isinstance(request.user, User) and _is_ours(language):
        choose_language(request.user, language, by=actor, at=timezone.now())
    return django_set_language(request)


def _is_ours(language: str) -> bool:
    return language in dict(settings.LANGUAGES) and check_for_language(language)
