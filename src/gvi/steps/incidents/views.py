"""The list and the page of one incident."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gvi.steps.incidents.flows.export_incidents import FORMATS, export_incidents
from gvi.steps.incidents.forms.filter import FilterForm, only
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.queries.listing import MOST, listing
from gvi.steps.incidents.queries.revisions import versions
from gvi.steps.incidents.sources import source_words
from gvi.steps.incidents.states import DECIDED, OPEN, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

FILTER = ("fran", "till", "slag", "lage", "omrade", "kalla", "arende", "sort")


def doors(actor: Actor) -> dict[str, bool]:
    """Which ways to begin the page may offer."""
    return {"may_report": actor.may(Right.REPORT_INCIDENT), "may_import": actor.may(Right.IMPORT_INCIDENTS)}


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "tid", "label": _("Tid")},
        {"label": _("Händelse")},
        {"label": _("Område")},
        {"label": _("Läge")},
        {"key": "doda", "label": _("Döda"), "number": True},
        {"key": "skadade", "label": _("Skadade"), "number": True},
        {"label": _("Källa")},
    ]


def _mark(state: State) -> SafeString:
    """The mark of a state, rendered once a page rather than once a row."""
    return render_to_string("incidents/_state.html", {"state": state, "label": state.label})


@page(Right.READ_INCIDENTS)
def incident_list(request: RoomRequest) -> HttpResponse:
    """The list. Its export carries the same query string."""
    form = FilterForm(only(request.GET, *FILTER, "page"))
    form.refuse_unknown()
    context = {"form": form, "columns": _columns(), "most": MOST, "joint": True, **doors(request.actor)}
    if not form.is_valid():
        return render(request, "incidents/list.html", context, status=422)
    selection = form.selection()
    found = listing(selection, request.GET.get("page", 1))
    marks = {state: _mark(state) for state in State}
    for row in found.page:
        row.source_words = source_words(row.source)  # type: ignore[attr-defined]
        row.mark = marks[State(row.state)]  # type: ignore[attr-defined]
    shown = {
        "listing": found,
        "selection": selection,
        "sort": selection.order,
        "may_export": request.actor.may(Right.EXPORT_INCIDENTS),
    }
    return render(request, "incidents/list.html", {**context, **shown})


@page(Right.READ_INCIDENTS)
def incident_detail(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """One incident: its facts, what can be decided about it, and all its versions."""
    incident = get_object_or_404(Incident.objects.select_related("area"), pk=incident_id)
    context = {
        "incident": incident,
        "source": source_words(incident.source),
        "versions": versions(incident, request.actor),
        "may_decide": request.actor.may(Right.JUDGE_INCIDENT_STATE),
        "may_review": request.actor.may(Right.READ_JUDGEMENTS),
        "is_open": incident.state in OPEN,
        "is_decided": incident.state in DECIDED,
        "is_reported": incident.state == State.REPORTED,
        "joint": True,
    }
    return render(request, "incidents/detail.html", context)


@page(Right.EXPORT_INCIDENTS)
def incident_export(request: RoomRequest) -> HttpResponse:
    """The filtered list as a file that reads back to the same rows."""
    sent = only(request.GET, *FILTER, "format")
    form, format = FilterForm(sent), sent.get("format", "")
    if format not in FORMATS or not form.is_valid():
        raise BadRequest
    made = export_incidents(form.selection(), format, by=request.actor, at=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.content_type, headers=headers)
