"""Snabbgenomgång on a phone, and the 24-hour plan after a killing."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.acute import BY_CODE
from gvi.steps.review.flows import quick_review as quick_flow
from gvi.steps.review.flows import start_acute_plan as start_flow
from gvi.steps.review.flows import tick_step as tick_flow
from gvi.steps.review.forms.judgement import QuickForm, TickForm
from gvi.steps.review.models import AcuteStep
from gvi.steps.review.queries.judgements import quick_reviews
from gvi.steps.review.queries.words import incident_words, names_of
from gvi.steps.review.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

LATELY = timedelta(days=7)
MOST = 20


@page(Right.QUICK_REVIEW)
def quick_list(request: RoomRequest) -> HttpResponse:
    """The last week's incidents that a quick review is for, newest first."""
    serious = Q(kind__in=quick_flow.QUICK_KINDS) | Q(dead__gt=0)
    lately = Incident.objects.filter(serious, occurred_at__gte=timezone.now() - LATELY)
    found = lately.exclude(state=State.UNFOUNDED).select_related("area").order_by("-occurred_at")[:MOST]
    return render(request, "review/quick_list.html", {"incidents": found, "at": timezone.now()})


@page(Right.QUICK_REVIEW)
def quick_review(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Five minutes, one screen."""
    found = get_object_or_404(Incident.objects.select_related("area"), pk=incident_id)
    form = QuickForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: quick_flow.quick_review(found, form.look(), by=request.actor, at=timezone.now()),
        )
        if made:
            messages.success(request, _("Snabbgenomgången är sparad."))
            return redirect("review:incident", found.pk)
    earlier = quick_reviews(found)
    if earlier:
        write(
            Operation.READ,
            "review.read_quick_reviews",
            by=request.actor,
            kind="incident",
            record=found.pk,
            count=len(earlier),
        )
    context = {
        "incident": found,
        "form": form,
        "earlier": earlier,
        "killing": start_flow.is_killing(found),
        "at": timezone.now(),
    }
    return render(request, "review/quick.html", context, status=status_of(form))


@page(Right.QUICK_REVIEW)
def acute(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """The plan of one killing: what is due when, and what is done."""
    return _acute(request, get_object_or_404(Incident.objects.select_related("area"), pk=incident_id))


def _acute(request: RoomRequest, found: Incident) -> HttpResponse:
    steps = list(AcuteStep.objects.filter(incident=found).order_by("due", "code"))
    names = names_of(step.done_by for step in steps)
    if steps:
        write(
            Operation.READ,
            "review.read_acute_plan",
            by=request.actor,
            kind="incident",
            record=found.pk,
            count=len(steps),
        )
    context = {
        "at": timezone.now(),
        "incident": found,
        "words": incident_words(found),
        "steps": [
            {
                "row": step,
                "planned": BY_CODE[step.code],
                "by": names.get(step.done_by) if step.done_by else "",
            }
            for step in steps
        ],
        "left": sum(step.done_at is None for step in steps),
        "killing": start_flow.is_killing(found),
    }
    return render(request, "review/acute.html", context)


@page(Right.QUICK_REVIEW)
@require_POST
def start_acute(request: RoomRequest, incident_id: UUID) -> HttpResponse:
    """Start the plan."""
    found = get_object_or_404(Incident, pk=incident_id)
    start_flow.start_acute_plan(found, by=request.actor, at=timezone.now())
    messages.success(request, _("Dygnsplanen är startad."))
    return redirect("review:acute", found.pk)


@page(Right.QUICK_REVIEW)
@require_POST
def tick_step(request: RoomRequest, step_id: UUID) -> HttpResponse:
    """Tick off a step."""
    step = get_object_or_404(AcuteStep, pk=step_id)
    form = TickForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST.get("note", "")[:300]
    tick_flow.tick_step(step, note, by=request.actor, at=timezone.now())
    return redirect("review:acute", step.incident_id)
