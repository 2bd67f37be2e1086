"""The board: every talk by state, with the time by which it is due."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from gvi.trust.workspaces.pages import page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_TALKS)
def board(request: HttpRequest) -> HttpResponse:
    """The talks that wait."""
    return TemplateResponse(request, "talks/board.html", {})
