"""Nobody gets in on a password alone: without a passed second factor nothing answers but the way to one.

Stands outside ``RoomMiddleware``, which opens no room for such a session, whatever the route.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone

from gvi.site.accounts.factors import has_device, has_passed, link_of
from gvi.trust.workspaces.models import User

ALWAYS = frozenset({"account_logout", "account_missing_factor", "set_language"})
PASSING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
ADDING = frozenset({"mfa_activate_totp", "mfa_add_webauthn"})


class SecondFactorMiddleware:
    """Sends whoever is signed in without a second factor to pass it or add it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or has_passed(request):
            return self.get_response(request)
        request.half_signed_in = True  # type: ignore[attr-defined]
        if _leads_there(request, user):
            return self.get_response(request)
        return redirect("mfa_reauthenticate" if has_device(user) else "account_missing_factor")


def _leads_there(request: HttpRequest, user: User) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if match.view_name in ALWAYS or getattr(match.func, "open_to_all", False):
        return True
    if has_device(user):
        return match.view_name in PASSING
    return match.view_name in ADDING and link_of(request, at=timezone.now()) is not None
