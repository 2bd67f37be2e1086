"""Somebody's part in an incident, and whom somebody was seen with: put down and withdrawn. Police only."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.flows.add_involvement import add_involvement as involve_flow
from gvi.steps.groups.flows.add_tie import add_tie as tie_flow
from gvi.steps.groups.flows.withdraw_fact import withdraw_involvement as withdraw_involvement_flow
from gvi.steps.groups.flows.withdraw_fact import withdraw_tie as withdraw_tie_flow
from gvi.steps.groups.forms.persons import DayForm, InvolvementForm, TieForm
from gvi.steps.groups.models import Involvement, PersonTie
from gvi.steps.groups.queries.incidents_near import incidents_near
from gvi.steps.groups.refused_persons import NoSuchRow
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import asked_id, find_somebody, open_person, posted
from gvi.trust.people.labels import PersonLabel
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_MEMBERSHIPS)
def add_involvement(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """Which incident and which side; the incidents offered are those around a day, or the latest."""
    refuse_unknown(request, {"dag"})
    label, day_form = open_person(request, person_id), DayForm(request.GET)
    around = day_form.cleaned_data["dag"] if day_form.is_valid() else None
    form = InvolvementForm(request.POST or None, incidents=incidents_near(around))
    if request.method == "POST" and form.is_valid():
        new = form.involvement(label.id)
        if attempt(form, lambda: involve_flow(new, by=request.actor, at=timezone.now())):
            messages.success(request, _("Händelsen är tillagd."))
            return redirect("people:person", label.id)
    context = {"form": form, "day_form": day_form, "label": label, "persons": True}
    return render(request, "groups/add_involvement.html", context, status=status_of(form, day_form))


@page(Right.WRITE_MEMBERSHIPS)
def add_tie(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """Find the other person first; then what was seen and when."""
    refuse_unknown(request, {"person"})
    label, asked = open_person(request, person_id), asked_id(request, "person")
    if asked is None:
        return find_somebody(request, _("Lägg till samröre"), label=label)
    other = open_person(request, asked)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = form.tie(label.id, other.id)
        if attempt(form, lambda: tie_flow(new, by=request.actor, at=timezone.now())):
            messages.success(request, _("Samröret är tillagt."))
            return redirect("people:person", label.id)
    context = {"form": form, "label": label, "other": other, "persons": True}
    return render(request, "groups/add_tie.html", context, status=status_of(form))


@page(Right.WRITE_MEMBERSHIPS)
def withdraw_involvement(request: RoomRequest, involvement_id: UUID) -> HttpResponse:
    """A part in an incident that does not hold."""
    row = Involvement.objects.select_related("incident").filter(pk=involvement_id, withdrawn_at=None).first()
    if row is None:
        raise NoSuchRow
    label = open_person(request, row.person_id)
    words = {
        "title": _("Dra tillbaka händelsen"),
        "quoted": f"{row.incident.get_kind_display()}, {row.get_side_display()}",
    }
    return _withdraw(
        request, label, lambda: withdraw_involvement_flow(row, by=request.actor, at=timezone.now()), words
    )


@page(Right.WRITE_MEMBERSHIPS)
def withdraw_tie(request: RoomRequest, tie_id: UUID) -> HttpResponse:
    """A tie that does not hold; both ends are shown, and read."""
    row = PersonTie.objects.filter(pk=tie_id, withdrawn_at=None).first()
    if row is None:
        raise NoSuchRow
    label, other = open_person(request, row.first_id), open_person(request, row.second_id)
    words = {"title": _("Dra tillbaka samröret"), "quoted": str(row.get_kind_display()), "other": other}
    return _withdraw(
        request, label, lambda: withdraw_tie_flow(row, by=request.actor, at=timezone.now()), words
    )


def _withdraw(
    request: RoomRequest, label: PersonLabel, flow: Callable[[], object], words: dict[str, Any]
) -> HttpResponse:
    refuse_unknown(request)
    form = forms.Form(posted(request))
    if form.is_valid() and attempt(form, flow) is not None:
        messages.success(request, _("Uppgiften är tillbakadragen."))
        return redirect("people:person", label.id)
    context = {"form": form, "label": label, "persons": True, **words}
    return render(request, "groups/withdraw.html", context, status=status_of(form))
