"""Settings on screen."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.OWN_ACCOUNT)
def settings_home(request: RoomRequest) -> HttpResponse:
    """Settings."""
    return render(request, "workspaces/settings.html")
