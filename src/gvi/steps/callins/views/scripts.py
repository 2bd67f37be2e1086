"""What speakers say: a new version, and the approval of a second member."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows import write_version as flows
from gvi.steps.callins.forms.speakers import ScriptForm
from gvi.steps.callins.queries.speakers import find_script, find_slot
from gvi.steps.callins.views import done, saved
from gvi.steps.callins.views.speakers import show_slot
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.WRITE_SCRIPT)
@require_POST
def write_script(request: RoomRequest, slot_id: UUID) -> HttpResponse:
    """A new version."""
    found, form, now = find_slot(slot_id), ScriptForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: flows.write_script(found, form.cleaned_data["words"], by=request.actor, at=now)):
        messages.success(request, _("Sparat som en ny version. En annan än du godkänner den."))
        return redirect("callins:slot", found.pk)
    return show_slot(request, found, script=form)


@page(Right.WRITE_SCRIPT)
@require_POST
def approve_script(request: RoomRequest, script_id: UUID) -> HttpResponse:
    """Approve the latest version."""
    found, now = find_script(script_id), timezone.now()
    return done(
        request,
        lambda: flows.approve_script(found, by=request.actor, at=now),
        _("Manuset är godkänt."),
        "callins:slot",
        found.slot_id,
    )
