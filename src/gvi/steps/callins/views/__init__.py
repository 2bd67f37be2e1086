"""The call-in on screen: each view reads a request, calls one flow or one query, and renders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.shell import attempt


def saved(form: BaseForm, flow: Callable[[], object]) -> bool:
    """Whether the form is whole and ``flow`` let it through; what it refuses stands at its field."""
    return form.is_valid() and attempt(form, flow) is not None


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
