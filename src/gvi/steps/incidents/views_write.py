"""Report, correct and decide: each view reads a form, calls one flow and shows the incident."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gvi.steps.incidents.days import day_of
from gvi.steps.incidents.facts import Facts
from gvi.steps.incidents.flows.confirm import confirm
from gvi.steps.incidents.flows.correct import correct
from gvi.steps.incidents.flows.reopen import reopen
from gvi.steps.incidents.flows.report import report
from gvi.steps.incidents.flows.set_waiting import set_waiting
from gvi.steps.incidents.flows.unfound import unfound
from gvi.steps.incidents.forms.facts import CorrectionForm, FactsForm, ReasonForm, typed_from
from gvi.steps.incidents.models import Incident
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

FORM_ERROR = 422


def found(incident_id: UUID) -> Incident:
    """The incident, or 404."""
    return get_object_or_404(Incident.objects.select_related("area"), pk=incident_id)


def tell(form: forms.Form, refusal: Refusal) -> None:
    """Show a flow's refusal where the form's own errors stand; a missing right is not told."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def back(request: RoomRequest, incident: Incident, said: Promise) -> HttpResponse:
    """Say what was done, on the page that asked for it or else on the incident's own."""
    messages.success(request, str(said))
    target = request.POST.get("next", "")
    if target and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("incidents:detail", incident.pk)


@page(Right.REPORT_INCIDENT)
def incident_report(request: RoomRequest) -> HttpResponse:
    """A new incident, by hand."""
    at = timezone.now()
    form = FactsForm(request.POST or None, actor=request.actor, initial={"day": day_of(at)})
    if request.method == "POST" and form.is_valid():
        try:
            incident = report(form.facts(), by=request.actor, at=at)
            return back(request, incident, _("Händelsen är rapporterad."))
        except Refusal as refusal:
            tell(form, refusal)
    status = FORM_ERROR if form.errors else 200
    return render(request, "incidents/report.html", {"form": form, "joint": True}, status=status)


@page(Right.JUDGE_INCIDENT_STATE)
def incident_correct(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Other facts about the same incident, with a reason."""
    incident = found(incident_id)
    form = CorrectionForm(request.POST or None, actor=request.actor, initial=typed_from(Facts.of(incident)))
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            correct(incident, form.facts(), reason, by=request.actor, at=timezone.now())
            return back(
                request, incident, _("Händelsen är rättad. Den tidigare versionen syns i historiken.")
            )
        except Refusal as refusal:
            tell(form, refusal)
    context = {"form": form, "incident": incident, "joint": True}
    return render(request, "incidents/correct.html", context, status=FORM_ERROR if form.errors else 200)


@page(Right.JUDGE_INCIDENT_STATE)
@require_POST
def incident_wait(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Let it wait."""
    incident = set_waiting(found(incident_id), by=request.actor, at=timezone.now())
    return back(request, incident, _("Händelsen avvaktar."))


@page(Right.JUDGE_INCIDENT_STATE)
@require_POST
def incident_confirm(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Confirm it; the definition stands beside the button."""
    incident = confirm(found(incident_id), by=request.actor, at=timezone.now())
    return back(request, incident, _("Händelsen är bekräftad."))


@page(Right.JUDGE_INCIDENT_STATE)
def incident_unfound(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Ask once, in words, before an incident is set aside."""
    incident = found(incident_id)

    def act(reason: str, at: datetime) -> Incident:
        return unfound(incident, reason, by=request.actor, at=at)

    return _with_reason(request, incident, "incidents/unfound.html", act, _("Händelsen är avförd."))


@page(Right.JUDGE_INCIDENT_STATE)
def incident_reopen(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Ask for the reason before a decision is taken back."""
    incident = found(incident_id)

    def act(reason: str, at: datetime) -> Incident:
        return reopen(incident, reason, by=request.actor, at=at)

    said = _("Beslutet är återtaget. Händelsen avvaktar.")
    return _with_reason(request, incident, "incidents/reopen.html", act, said)


def _with_reason(
    request: RoomRequest,
    incident: Incident,
    template: str,
    act: Callable[[str, datetime], Incident],
    said: Promise,
) -> HttpResponse:
    form = ReasonForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            return back(request, act(form.cleaned_data["reason"], timezone.now()), said)
        except Refusal as refusal:
            tell(form, refusal)
    context = {"form": form, "incident": incident, "next": request.POST.get("next", ""), "joint": True}
    return render(request, template, context, status=FORM_ERROR if form.errors else 200)
