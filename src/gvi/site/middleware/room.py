"""The middleware that opens the room: transaction, signed ticket, view, commit (house.md).

On status 400 and above (422 for form errors excepted) everything is rolled back, and the denial is written in a
second transaction; if that fails the answer is 503. Nothing streams: rows would be gone when the room closes.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.log.write import LogUnavailable, write
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.models import User
from gvi.trust.workspaces.once import reading
from gvi.trust.workspaces.rooms import set_ticket

FORM_ERROR, CLOSED = 422, 503
READS = frozenset({"GET", "HEAD"})


def _actor(request: HttpRequest) -> Actor | None:
    user = request.user
    if getattr(request, "half_signed_in", False):
        return None
    actor = load_actor(user, day=timezone.localdate()) if isinstance(user, User) else None
    return reading(actor) if actor and request.method in READS else actor


def _refused(response: HttpResponse) -> bool:
    return response.status_code >= 400 and response.status_code != FORM_ERROR


class RoomMiddleware:
    """Innermost: every view runs inside the actor's room, or in no room at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            actor = _actor(request)
            request.actor = actor  # type: ignore[attr-defined]
            response = self._inside(request, actor)
        except DatabaseError:
            return render(request, "503.html", status=503)
        if _refused(response) and response.status_code != CLOSED and request.user.is_authenticated:
            return self._deny(request, actor, response)
        return response

    def _inside(self, request: HttpRequest, actor: Actor | None) -> HttpResponse:
        with transaction.atomic():
            set_ticket(actor)
            response = self.get_response(request)
            if response.streaming:
                raise RuntimeError(f"{request.resolver_match}: a page inside a room must not stream")
            if _refused(response):
                transaction.set_rollback(True)
            else:
                set_ticket(None)
        return response

    def _deny(self, request: HttpRequest, actor: Actor | None, response: HttpResponse) -> HttpResponse:
        match = request.resolver_match
        try:
            with transaction.atomic():
                set_ticket(actor)
                write(
                    Operation.DENIAL,
                    f"status.{response.status_code}",
                    by=actor,
                    kind=(match.view_name if match else "")[:40],
                )
                set_ticket(None)
        except (DatabaseError, LogUnavailable):
            return render(request, "503.html", status=503)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through what is open to all; ask for sign-in; refuse a route that declares nothing."""
        if getattr(view, "open_to_all", False) or _is_account_route(request):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not hasattr(view, "right"):
            raise Http404
        if request.actor is None:  # type: ignore[attr-defined]
            return render(request, "site/no_role.html", status=403)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A missing right reads "not found"; another refusal is told; without a log nothing is shown."""
        if isinstance(error, NotAllowed):
            return render(request, "404.html", status=404)
        if isinstance(error, Refusal):
            return render(request, "site/refusal.html", {"refusal": error}, status=409)
        if isinstance(error, LogUnavailable):
            return render(request, "503.html", status=503)
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    return redirect_to_login(request.get_full_path())


def _is_account_route(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in settings.GVI_ACCOUNT_ROUTES
