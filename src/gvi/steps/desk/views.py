"""Läget."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.SEE_HOME)
def home(request: RoomRequest) -> HttpResponse:
    """The first page."""
    return render(request, "desk/home.html")
