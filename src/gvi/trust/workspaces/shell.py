"""What every settings page shares: its tabs, by right; a flow's refusal shown in the form; a link shown once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.rights import Right

FORM_ERROR = 422
Result = TypeVar("Result")


@dataclass(frozen=True)
class Tab:
    """One page of the settings."""

    label: Promise
    route: str
    right: Right


TABS = (
    Tab(_("Mitt konto"), "workspaces:settings", Right.OWN_ACCOUNT),
    Tab(_("Medlemmar"), "workspaces:members", Right.MANAGE_MEMBERS),
    Tab(_("Återställningar"), "workspaces:resets", Right.APPROVE_RESET),
    Tab(_("Arbetsytan"), "workspaces:room", Right.SWITCH_ROOM),
    Tab(_("Programmet"), "workspaces:programme", Right.SET_PROGRAMME),
)


def show(
    request: RoomRequest, template: str, context: Mapping[str, Any], *, form: forms.BaseForm | None = None
) -> HttpResponse:
    """Render a settings page with its tabs; 422 when ``form`` has errors."""
    own = reverse("workspaces:settings")
    tabs = [
        {
            "label": tab.label,
            "url": reverse(tab.route),
            "current": request.path == own
            if reverse(tab.route) == own
            else request.path.startswith(reverse(tab.route)),
        }
        for tab in TABS
        if request.actor.may(tab.right)
    ]
    status = FORM_ERROR if form is not None and form.errors else 200
    shared = {"tabs": tabs, "form": form}
    return render(request, f"workspaces/{template}", {**shared, **context}, status=status)


def attempt(form: forms.BaseForm, flow: Callable[[], Result]) -> Result | None:
    """Run ``flow``; a refusal becomes an error at its field, a missing right stays "not found"."""
    try:
        return flow()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None


def show_link(request: RoomRequest, secret: str, *, to: str, back: str, text: str | Promise) -> HttpResponse:
    """Show a one-time link to whoever is to hand it over; it is on no other page and in no session."""
    address = request.build_absolute_uri(reverse("account_welcome", args=[secret]))
    return show(request, "link.html", {"address": address, "to": to, "back": back, "text": text})
