"""An analysis on its way: how far it has come, asked by the page itself until it is done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gvi.steps.mapping.models import AnalysisRun
from gvi.steps.mapping.states import RunState
from gvi.trust.workspaces.pages import RoomRequest, page, polled
from gvi.trust.workspaces.rights import Right


@polled
@page(Right.READ_MAPPING)
def run(request: RoomRequest, run_id: UUID) -> HttpResponse:
    """The line that tells how far; when the work is done the page loads itself anew."""
    found = get_object_or_404(AnalysisRun.objects.defer("result"), pk=run_id)
    template = "mapping/_run.html" if request.htmx else "mapping/run.html"
    answer = render(request, template, {"run": found})
    if request.htmx and found.state in {RunState.DONE, RunState.FAILED}:
        answer["HX-Refresh"] = "true"
    return answer
