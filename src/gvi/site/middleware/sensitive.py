"""Nobody is looked up, sorted, grouped or exported by a sensitive attribute: 400, and no query is made (T22).

First among our own middleware, before the session is read.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from gvi.trust.workspaces.asked import refuse_sensitive


class SensitiveMiddleware:
    """Looks at the address of every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            refuse_sensitive(request)
        except BadRequest:
            told = gettext("Ingen lista ordnas efter känsliga uppgifter om personer.")
            return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
