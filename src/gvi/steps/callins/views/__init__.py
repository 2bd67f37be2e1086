"""The call-in on screen: each view reads a request, calls one flow or one query, and renders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest


def done(
    request: RoomRequest, flow: Callable[[], object], words: str, route: str, *args: Any
) -> HttpResponse:
    """Run ``flow``, say so, and go to ``route``; what it refuses is said there instead."""
    try:
        flow()
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(route, *args)
