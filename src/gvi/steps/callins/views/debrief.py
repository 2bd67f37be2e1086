"""After the day: what was noticed, the debrief, and the memo that made itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows.debrief_callin import debrief_callin
from gvi.steps.callins.flows.say_go import OPEN
from gvi.steps.callins.flows.say_go import observe as observe_flow
from gvi.steps.callins.forms.run import DebriefForm, ObservationForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.queries.run import debrief_of, find_memo, noted
from gvi.steps.callins.states import CallInState
from gvi.steps.callins.views import saved
from gvi.steps.review.views import pdf, status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def debrief(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """What was noticed, and what came of it."""
    refuse_unknown(request)
    return _show(request, find_callin(callin_id))


def _show(
    request: RoomRequest,
    callin: CallIn,
    *,
    form: DebriefForm | None = None,
    observation: ObservationForm | None = None,
) -> HttpResponse:
    actor = request.actor
    found = debrief_of(callin)
    context = {
        "callin": callin,
        "debrief": found and found[0],
        "by": found and found[1],
        "noted": noted(callin),
        "may_note": actor.may(Right.WRITE_SCRIPT) and callin.state in OPEN,
        "may_close": actor.may(Right.RUN_CALLIN) and callin.state == CallInState.HELD,
        "form": form or DebriefForm(actor=actor),
        "observation": observation or ObservationForm(actor=actor),
        "joint": True,
    }
    return render(request, "callins/debrief.html", context, status=status_of(form, observation))


@page(Right.WRITE_SCRIPT)
@require_POST
def observe(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Note something."""
    found, form, now = (
        find_callin(callin_id),
        ObservationForm(request.POST, actor=request.actor),
        timezone.now(),
    )
    if saved(form, lambda: observe_flow(found, **form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Iakttagelsen är sparad."))
        return redirect("callins:debrief", found.pk)
    return _show(request, found, observation=form)


@page(Right.RUN_CALLIN)
@require_POST
def close(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Write the debrief; the memo makes itself and is locked."""
    found, form, now = find_callin(callin_id), DebriefForm(request.POST, actor=request.actor), timezone.now()
    if saved(form, lambda: debrief_callin(found, **form.cleaned_data, by=request.actor, at=now)):
        messages.success(request, _("Efterarbetet är klart. Promemorian är skriven och låst."))
        return redirect("callins:debrief", found.pk)
    return _show(request, found, form=form)


@page(Right.READ_CALLINS)
def memo(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The locked memo."""
    found = find_callin(callin_id)
    content = bytes(find_memo(found).memo)
    write(Operation.EXPORT, "callins.memo", by=request.actor, kind="callin", record=found.pk)
    return pdf(content, f"promemoria-call-in-{found.number}")
