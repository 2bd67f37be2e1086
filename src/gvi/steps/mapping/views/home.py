"""The first page of the problem analysis: what is known, how fresh it is, and where to go on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gvi.steps.mapping.queries.home import overview
from gvi.steps.mapping.views import log_reading
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_MAPPING)
def home(request: RoomRequest) -> HttpResponse:
    """Groups, relations, the latest decision and audit, and the way to each analysis."""
    log_reading(request, "mapping.read")
    now = timezone.now()
    return render(request, "mapping/home.html", {"at": now, "overview": overview(request.actor, now)})
