"""What every page's frame needs: the room and role one stands in, the menu, whether the city is invented."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from gvi.site.menu import menu_for
from gvi.trust.workspaces.actor import Actor


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame; nobody signed in gives an empty menu and no room."""
    actor: Actor | None = getattr(request, "actor", None)
    shared = {"fictional": settings.GVI_FICTIONAL, "actor": actor}
    if actor is None or actor.kind is None:
        return {**shared, "room": None, "menu": []}
    role = next(iter((*actor.roles, *actor.deputy_roles)))
    room = {"name": actor.workspace_name, "kind": actor.kind, "role": role.label}
    return {
        **shared,
        "programme": actor.programme,
        "room": room,
        "menu": menu_for(actor, request.path, timezone.now()),
    }
