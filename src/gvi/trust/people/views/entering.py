"""Enter, correct and approve persons, and see who waits for a second person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.approve_person import approve_person
from gvi.trust.people.flows.edit_person import edit_person
from gvi.trust.people.forms.person import ApproveForm, PersonForm, initial_of
from gvi.trust.people.labels import labels
from gvi.trust.people.models import Officer
from gvi.trust.people.queries.home import proposed_ids
from gvi.trust.people.views import log_reading, open_person, show
from gvi.trust.people.words import Concern, State
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_PERSONS)
def add(request: RoomRequest) -> HttpResponse:
    """A new person, with the fields that this kind of room may keep."""
    refuse_unknown(request)
    form = PersonForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        new = form.new_person(timezone.localdate(now))
        person = attempt(form, lambda: add_person(new, by=request.actor, at=now))
        if person:
            messages.success(request, _added(person.state))
            return redirect("people:person", person.pk)
    return show(request, "add.html", {"form": form, "persons": False}, form)


def _added(state: str) -> str:
    if state == State.PROPOSED:
        return _("Personen är inlagd och väntar på att en andra person godkänner.")
    return _("Personen är inlagd.")


@page(Right.WRITE_PERSONS)
def edit(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """Correct what is kept; every earlier version stays in the history."""
    person = open_person(request, person_id)
    officers = list(Officer.objects.filter(person=person).values_list("member", flat=True))
    start = initial_of(person, officers)
    form = PersonForm(request.POST or None, actor=request.actor, person=person, initial=start)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        new = form.new_person(timezone.localdate(now))
        if attempt(form, lambda: edit_person(person, new, by=request.actor, at=now)):
            messages.success(request, _("Uppgifterna är rättade."))
            return redirect("people:person", person.pk)
    return show(request, "edit.html", {"form": form, "label": labels([person.pk])[person.pk]}, form)


@page(Right.APPROVE_PERSONS)
def approve(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """The second person's yes to somebody under eighteen."""
    person = open_person(request, person_id)
    start = {"concern": person.concern, "concern_reference": person.concern_reference}
    form = ApproveForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        done = attempt(
            form,
            lambda: approve_person(
                person,
                concern=Concern(told["concern"]),
                reference=told["concern_reference"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
        if done:
            messages.success(request, _("Personen är godkänd."))
            return redirect("people:person", person.pk)
    context = {
        "form": form,
        "person": person,
        "label": labels([person.pk])[person.pk],
        "own": person.entered_by == request.actor.member_id,
        "waits": person.state == State.PROPOSED,
    }
    return show(request, "approve.html", context, form)


@page(Right.READ_PERSONS)
def proposed(request: RoomRequest) -> HttpResponse:
    """Everybody who waits for a second person."""
    refuse_unknown(request)
    waiting = proposed_ids(None)
    named = labels(waiting)
    log_reading(request, "people.proposed", count=len(named))
    rows = [named[pk] for pk in waiting if pk in named]
    return show(request, "proposed.html", {"rows": rows})
