"""Incidents on screen."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_INCIDENTS)
def incident_list(request: RoomRequest) -> HttpResponse:
    """The list."""
    return render(request, "incidents/list.html")
