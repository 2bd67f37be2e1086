"""Groups on screen."""

from django.http import HttpResponse
from django.shortcuts import render

from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_GROUPS)
def group_list(request: RoomRequest) -> HttpResponse:
    """Code names."""
    return render(request, "groups/list.html")
