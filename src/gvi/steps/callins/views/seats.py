"""Who sits where, on screen and on paper: suggested, then moved by people. Police only; each reading is logged."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.steps.callins.documents.seat_map import seat_map_pdf
from gvi.steps.callins.flows.seat_people import seat_people as seat_flow
from gvi.steps.callins.flows.seat_people import suggest_seats as suggest_flow
from gvi.steps.callins.forms.seats import RoomForm, SeatsForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.seats import Room, rooms
from gvi.steps.callins.views.police import log_persons, show, the_callin
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_NOMINEES)
def seats(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The room as a grid, session by session, and the pairs that sit too near."""
    refuse_unknown(request)
    callin = the_callin(callin_id)
    found = _rooms(request, callin)
    return _page(request, callin, found, {"room_form": RoomForm(), "form": _seats_form(found)})


def _rooms(request: RoomRequest, callin: CallIn) -> list[Room]:
    found = rooms(callin, reader=request.actor.member_id, day=timezone.localdate())
    log_persons(request, "callins.read_seats", sum(len(room.people) for room in found))
    return found


def _seats_form(found: list[Room], data: Any = None) -> SeatsForm:
    return SeatsForm(data, people=[one for room in found for one in room.people])


def _page(request: RoomRequest, callin: CallIn, found: list[Room], context: dict[str, Any]) -> HttpResponse:
    people = [one for room in found for one in room.people]
    errors = any(context[name].errors for name in ("form", "room_form"))
    shared = {"rooms": found, "anybody": bool(people), "persons": bool(people)}
    seated = any(one.place for one in people)
    return show(
        request,
        "seats.html",
        callin,
        {**shared, "seated": seated, **context},
        status=422 if errors else 200,
    )


@page(Right.NOMINATE)
@require_POST
def suggest_seats(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Seat everybody anew so that those who should are far from each other."""
    callin, form = the_callin(callin_id), RoomForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(
            form,
            lambda: suggest_flow(callin, told["rows"], told["places"], by=request.actor, at=timezone.now()),
        )
        if made is not None:
            messages.success(
                request, _("Alla godkända har fått ett förslag till plats. Flytta dem som ni vill.")
            )
            return redirect("callins:seats", callin.pk)
    found = _rooms(request, callin)
    return _page(request, callin, found, {"room_form": form, "form": _seats_form(found)})


@page(Right.NOMINATE)
@require_POST
def seat_people(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Save where each person sits."""
    callin = the_callin(callin_id)
    found = _rooms(request, callin)
    form = _seats_form(found, request.POST)
    if form.is_valid():
        made = attempt(form, lambda: seat_flow(callin, form.seats(), by=request.actor, at=timezone.now()))
        if made is not None:
            messages.success(request, _("Placeringen är sparad."))
            return redirect("callins:seats", callin.pk)
    return _page(request, callin, found, {"room_form": RoomForm(), "form": form})


@page(Right.READ_NOMINEES)
def seat_map(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The room as a document, marked with whoever took it."""
    refuse_unknown(request)
    callin = the_callin(callin_id)
    found = rooms(callin, reader=request.actor.member_id, day=timezone.localdate())
    count = sum(len(room.people) for room in found)
    write(Operation.EXPORT, "callins.seat_map", by=request.actor, kind="person", count=count)
    answer = HttpResponse(
        seat_map_pdf(callin, found, by=request.actor, at=timezone.now()), content_type="application/pdf"
    )
    answer["Content-Disposition"] = 'attachment; filename="placering.pdf"'
    return answer
