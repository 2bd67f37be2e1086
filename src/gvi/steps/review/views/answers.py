"""Yes or no to a suggested answer, from the review's page or from the page of chains."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.answer_suggestion import Suggestion, answer_suggestion
from gvi.steps.review.forms.answers import AnswerForm
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.JUDGE)
@require_POST
def answer(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Keep what was said; a yes writes the next version of the judgement."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    incidents = Incident.objects.select_related("area")
    suggestion = Suggestion(
        get_object_or_404(incidents, pk=incident_id),
        get_object_or_404(incidents, pk=form.cleaned_data["earlier"]),
        form.cleaned_data["window_days"],
        form.cleaned_data["rule"],
    )
    accept = form.cleaned_data["verdict"] == "yes"
    answer_suggestion(suggestion, accept=accept, by=request.actor, at=timezone.now())
    messages.success(request, _("Sparat som svar.") if accept else _("Sparat: inte ett svar."))
    return redirect(_back(request) or reverse("review:incident", args=[incident_id]))


def _back(request: RoomRequest) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
