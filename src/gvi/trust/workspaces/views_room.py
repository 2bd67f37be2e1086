"""Switching one's own room on and off; every decision stays in the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.workspaces import queries
from gvi.trust.workspaces.flows.switch_room import Decision, switch_room
from gvi.trust.workspaces.forms import SwitchForm
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt, show


@page(Right.SWITCH_ROOM)
def room(request: RoomRequest) -> HttpResponse:
    """Is the room on, by whose decision, until when; and a new decision."""
    actor = request.actor
    form = SwitchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = Decision(**form.cleaned_data)
        if attempt(form, lambda: switch_room(decision, by=actor, at=timezone.now())):
            messages.success(request, _("Beslutet är sparat och gäller nu."))
            return redirect("workspaces:room")
    context = {"decisions": queries.decisions(actor)[:20], "on": actor.room_on}
    return show(request, "room.html", context, form=form)
