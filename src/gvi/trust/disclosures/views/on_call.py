"""Who is on call: turns that have not ended, a form for one more, and taking one away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.trust.disclosures.flows.on_call import put_on_call, take_off_call
from gvi.trust.disclosures.forms.agreements import TurnForm
from gvi.trust.disclosures.queries.on_call import turns
from gvi.trust.disclosures.views import status_of
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.NAME_ON_CALL)
def on_call(request: RoomRequest) -> HttpResponse:
    """The list, and one more turn."""
    now = timezone.now()
    form = TurnForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = attempt(
            form,
            lambda: put_on_call(
                asked["member"], asked["starts_at"], asked["ends_at"], by=request.actor, at=now
            ),
        )
        if made:
            messages.success(request, _("Turen är inlagd."))
            return redirect("disclosures:on_call")
    context = {"turns": turns(request.actor, now), "form": form, "at": now}
    return render(request, "disclosures/on_call.html", context, status=status_of(form))


@page(Right.NAME_ON_CALL)
@require_POST
def off_call(request: RoomRequest, turn_id: UUID) -> HttpResponse:
    """Take a turn away."""
    take_off_call(turn_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Turen är borttagen."))
    return redirect("disclosures:on_call")
