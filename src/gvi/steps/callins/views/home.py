"""The call-ins of the programme, the next one first."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from gvi.steps.callins.models import CallIn
from gvi.trust.workspaces.pages import page
from gvi.trust.workspaces.rights import Right


@page(Right.READ_CALLINS)
def home(request: HttpRequest) -> HttpResponse:
    """Every call-in: number, day, place, state."""
    return TemplateResponse(request, "callins/home.html", {"callins": CallIn.objects.all()})
