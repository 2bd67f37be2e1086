"""Pages declare the right they need; a route that declares nothing answers nobody.

``@page(Right.X)`` is the only way to a view for someone signed in. ``RoomMiddleware`` reads the mark before the
view runs, and the route matrix test reads the same mark (trust.md, T02).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import User
from gvi.trust.workspaces.rights import Right


class RoomRequest(HttpRequest):
    """A request inside an opened room."""

    actor: Actor
    htmx: HtmxDetails
    user: User


class Page(Protocol):
    """A view with its right."""

    def __call__(self, request: RoomRequest, /, *args: Any, **kwargs: Any) -> HttpResponse: ...


def page(right: Right) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Mark a view with the right that whoever opens it must have."""

    def mark(view: Page) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            room = cast(RoomRequest, request)
            room.actor.require(right)
            return view(room, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return mark


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that anyone may open without signing in; it must show nothing from any room."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def polled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a page asks again and again by itself: it does not count as somebody being there.

    The mark is on the view and not in the request, so that no page can forget it (``IdleMiddleware``).
    """
    view.polled = True  # type: ignore[attr-defined]
    return view
