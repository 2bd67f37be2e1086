"""A session ends after thirty idle minutes, on the server; polling does not keep it alive (trust.md, "Level").

What counts as being there is a view that is not marked ``@polled``: the mark is on the view, so no page and no
script can forget it or leave it out. A path that leads nowhere does not count either.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from gvi.site.accounts.events import write_as
from gvi.trust.log.models import Operation
from gvi.trust.workspaces.models import User

SEEN = "gvi_seen"
WRITE_AGAIN = 60


def now() -> float:
    """Seconds since 1970."""
    return time.time()


class IdleMiddleware:
    """Outside the room: whoever was away too long is a visitor again before anything is opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and _was_away(request):
            with transaction.atomic():
                write_as(user, Operation.SIGN_IN, "account.idle_end")
            logout(request)
            messages.info(
                request, gettext("Du har varit borta i en halvtimme och är utloggad. Logga in igen.")
            )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Somebody is there; written at most once a minute, so a session may end up to a minute early."""
        if request.user.is_authenticated and not getattr(view, "polled", False):
            seen = request.session.get(SEEN)
            if seen is None or now() - seen >= WRITE_AGAIN:
                request.session[SEEN] = int(now())


def _was_away(request: HttpRequest) -> bool:
    seen = request.session.get(SEEN)
    return seen is not None and now() - seen > settings.GVI_IDLE_SECONDS
