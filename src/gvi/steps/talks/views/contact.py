"""Contact density on screen: groups by weeks, never persons. Police only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gvi.steps.talks.queries.density import contact_density
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_TALKS)
def contact(request: RoomRequest) -> HttpResponse:
    """The last twelve weeks."""
    refuse_unknown(request)
    now = timezone.now()
    found = contact_density(now)
    if found.lines:
        write(Operation.READ, "talks.read_contact", by=request.actor, kind="group", count=len(found.lines))
    context = {"found": found, "chart": found.chart() if found.lines else None, "at": now}
    return render(request, "talks/contact.html", context)
