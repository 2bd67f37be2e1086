"""The log on screen."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_LOG)
def home(request: RoomRequest) -> HttpResponse:
    """The room's own log."""
    return render(request, "log/home.html")
