"""Sources: where facts of groups come from, each by its own number; and a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.flows.add_source import add_source as add_flow
from gvi.steps.groups.forms.known import SourceForm
from gvi.steps.groups.queries.sources import source_page
from gvi.steps.groups.views import log_list, status_of
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_MAPPING)
def sources(request: RoomRequest) -> HttpResponse:
    """Every source, latest first."""
    refuse_unknown(request, {"page"})
    found = source_page(request.GET.get("page", 1))
    log_list(request, "groups.read_sources", len(found.object_list))
    context = {"page": found, "may_write": request.actor.may(Right.WRITE_MAPPING)}
    return render(request, "groups/sources.html", context)


@page(Right.WRITE_MAPPING)
def add_source(request: RoomRequest) -> HttpResponse:
    """A new source."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: add_flow(form.source(), by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Källan %(name)s finns nu att välja.") % {"name": made.name})
            return redirect("groups:sources")
    return render(request, "groups/add_source.html", {"form": form}, status=status_of(form))
