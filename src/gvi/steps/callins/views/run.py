"""The run-of-show on screen: the proposal, one line at a time, another order, and on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.flows import run_items as flows
from gvi.steps.callins.forms.run import RunForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.queries.run import find_item, run_of
from gvi.steps.callins.states import COMING
from gvi.steps.callins.views import done, saved
from gvi.steps.review.views import status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_CALLINS)
def run(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The whole run-of-show, to the minute."""
    refuse_unknown(request)
    return _show(request, find_callin(callin_id))


def _show(request: RoomRequest, callin: CallIn, form: RunForm | None = None) -> HttpResponse:
    context = {
        "callin": callin,
        "rows": run_of(callin),
        "may_change": request.actor.may(Right.RUN_CALLIN) and callin.state in COMING,
        "form": form or RunForm(callin=callin, actor=request.actor),
        "columns": [
            {"label": _("Klockan")},
            {"label": _("Minuter"), "number": True},
            {"label": _("Vad")},
            {"label": _("Ansvarig")},
            {"label": _("Flytta")},
        ],
        "joint": True,
    }
    return render(request, "callins/run.html", context, status=status_of(form))


@page(Right.RUN_CALLIN)
@require_POST
def propose_run(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Begin from the proposal."""
    found, now = find_callin(callin_id), timezone.now()
    return done(
        request,
        lambda: flows.propose_run(found, by=request.actor, at=now),
        _("Förslaget är inlagt. Ändra det som inte stämmer hos er."),
        "callins:run",
        found.pk,
    )


@page(Right.RUN_CALLIN)
@require_POST
def add_item(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """One more line."""
    found, now = find_callin(callin_id), timezone.now()
    form = RunForm(request.POST, callin=found, actor=request.actor)
    if saved(form, lambda: flows.add_item(found, form.running(), by=request.actor, at=now)):
        messages.success(request, _("Raden är tillagd."))
        return redirect("callins:run", found.pk)
    return _show(request, found, form)


@page(Right.RUN_CALLIN)
def change_item(request: RoomRequest, line_id: UUID) -> HttpResponse:
    """Another time, length or wording."""
    item, now, actor = find_item(line_id), timezone.now(), request.actor
    sent = request.method == "POST"
    form = RunForm(request.POST, callin=item.callin, actor=actor) if sent else RunForm.of(item, actor=actor)
    if sent and form.is_valid():
        running = form.running()
        if attempt(form, lambda: flows.change_item(item, running, by=actor, at=now)):
            messages.success(request, _("Sparat."))
            return redirect("callins:run", item.callin_id)
    context = {"form": form, "item": item, "callin": item.callin, "joint": True}
    return render(request, "callins/run_item.html", context, status=status_of(form if sent else None))


@page(Right.RUN_CALLIN)
@require_POST
def move_item(request: RoomRequest, line_id: UUID) -> HttpResponse:
    """One step earlier."""
    item, now = find_item(line_id), timezone.now()
    return done(
        request,
        lambda: flows.move_item(item, by=request.actor, at=now),
        _("Ordningen är ändrad."),
        "callins:run",
        item.callin_id,
    )


@page(Right.RUN_CALLIN)
@require_POST
def remove_item(request: RoomRequest, line_id: UUID) -> HttpResponse:
    """Take it away."""
    item, now = find_item(line_id), timezone.now()
    return done(
        request,
        lambda: flows.remove_item(item, by=request.actor, at=now),
        _("Raden är borttagen."),
        "callins:run",
        item.callin_id,
    )
