"""The context log on screen: what else went on, which every chart draws behind its curve."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.incidents.flows.add_context import add_context
from gvi.steps.incidents.flows.change_context import change_context
from gvi.steps.incidents.flows.remove_context import remove_context
from gvi.steps.incidents.forms.context import ContextForm, typed_from
from gvi.steps.incidents.models import ContextEvent
from gvi.steps.incidents.queries.context import context_events
from gvi.steps.incidents.views_write import FORM_ERROR, tell
from gvi.trust.refusals import Refusal
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_INCIDENTS)
def context_list(request: RoomRequest) -> HttpResponse:
    """The whole log: tens of lines in twenty years. One query."""
    columns = [{"label": label} for label in (_("Från"), _("Till"), _("Slag"), _("Rubrik"))]
    may = request.actor.may(Right.WRITE_CONTEXT)
    if may:
        columns.append({"label": _("Ändra")})
    context = {"events": context_events(), "columns": columns, "may_write": may, "joint": True}
    return render(request, "incidents/context.html", context)


@page(Right.WRITE_CONTEXT)
def context_new(request: RoomRequest) -> HttpResponse:
    """A new line."""
    return _edit(request, None)


@page(Right.WRITE_CONTEXT)
def context_change(request: RoomRequest, event_id: UUID) -> HttpResponse:
    """An old line, said better."""
    return _edit(request, get_object_or_404(ContextEvent, pk=event_id))


def _edit(request: RoomRequest, event: ContextEvent | None) -> HttpResponse:
    form = ContextForm(
        request.POST or None, actor=request.actor, initial=typed_from(event) if event else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form, event)
            messages.success(request, _("Sammanhanget är sparat och ritas i diagrammen."))
            return redirect("incidents:context")
        except Refusal as refusal:
            tell(form, refusal)
    context = {"form": form, "event": event, "joint": True}
    return render(request, "incidents/context_form.html", context, status=FORM_ERROR if form.errors else 200)


def _keep(request: RoomRequest, form: ContextForm, event: ContextEvent | None) -> None:
    if event:
        change_context(event, form.entry(), by=request.actor, at=timezone.now())
    else:
        add_context(form.entry(), by=request.actor, at=timezone.now())


@page(Right.WRITE_CONTEXT)
def context_remove(request: RoomRequest, event_id: UUID) -> HttpResponse:
    """Ask once, then remove."""
    event = get_object_or_404(ContextEvent, pk=event_id)
    if request.method == "POST":
        remove_context(event, by=request.actor)
        messages.success(request, _("Raden är borttagen."))
        return redirect("incidents:context")
    return render(request, "incidents/context_remove.html", {"event": event, "joint": True})
