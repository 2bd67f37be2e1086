"""The review on screen."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_MEETINGS)
def home(request: RoomRequest) -> HttpResponse:
    """Meetings."""
    return render(request, "review/home.html")
