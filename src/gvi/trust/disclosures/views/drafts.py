"""Writing a draft: save it, find and add persons, send it, take it back, throw it away.

Every button sends the whole form, so nothing that was written is lost on the way, with or without JavaScript.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gvi.trust.disclosures.finding import find_person
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.discard_draft import discard_draft
from gvi.trust.disclosures.flows.remove_line import remove_line
from gvi.trust.disclosures.flows.send_to_decider import send_to_decider
from gvi.trust.disclosures.flows.send_to_decider import take_back as take_back_flow
from gvi.trust.disclosures.offers import types_by_hand
from gvi.trust.disclosures.views.page import Desk, open_desk, save, show_desk
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right


@page(Right.PREPARE_DISCLOSURE)
def draft(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """The draft; a post keeps it as it stands, and a live one shows the receiver's view of it."""
    if request.method != "POST":
        return show_desk(request, open_desk(request, draft_id), searching="sok" in request.GET)
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk)
    if request.htmx:
        return show_desk(request, open_desk(request, draft_id))
    messages.success(request, _("Utkastet är sparat."))
    return redirect("disclosures:draft", draft_id)


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def find(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Look for somebody in the own room; when only one is found, that one is added."""
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk, searching=True)
    term = request.POST.get("vem", "")
    if types_by_hand(request.actor.kind):
        return _added(request, draft_id, reference=term[:60])
    try:
        hits = find_person(term, by=request.actor, at=timezone.now())
    except Refusal as refusal:
        return show_desk(request, open_desk(request, draft_id), said=str(refusal), searching=True)
    if len(hits) == 1:
        return _added(request, draft_id, person=hits[0].id)
    return show_desk(request, open_desk(request, draft_id), hits=hits)


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def add(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Add the person that was chosen among those found."""
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk)
    return _added(request, draft_id, person=_number(request, "person"))


def _added(
    request: RoomRequest, draft_id: UUID, *, person: UUID | None = None, reference: str = ""
) -> HttpResponse:
    return _do(
        request,
        draft_id,
        lambda desk: add_line(
            desk.draft, person=person, reference=reference, by=request.actor, at=timezone.now()
        ),
    )


def _do(request: RoomRequest, draft_id: UUID, flow: Callable[[Desk], object]) -> HttpResponse:
    """Run a flow on what has just been saved, and come back to the place where persons are looked for."""
    desk = open_desk(request, draft_id)
    try:
        flow(desk)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return show_desk(request, desk, said=str(refusal), searching=True)
    return redirect(reverse("disclosures:draft", args=[draft_id]) + "?sok=1")


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def remove(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Take somebody out of the draft."""
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk)
    line = _number(request, "line")
    return _do(
        request, draft_id, lambda desk: remove_line(desk.draft, line, by=request.actor, at=timezone.now())
    )


def _number(request: RoomRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as error:
        raise BadRequest from error


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def send(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Save it and send it to whoever may decide."""
    desk = open_desk(request, draft_id, posted=True)
    if not save(request, desk):
        return show_desk(request, desk)
    desk = open_desk(request, draft_id)
    try:
        send_to_decider(desk.draft, by=request.actor, at=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        return show_desk(request, desk, said=str(refusal))
    messages.success(request, _("Utkastet väntar nu på beslut."))
    return redirect("disclosures:home")


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def take_back(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Take it back from the decider."""
    take_back_flow(draft_of(request.actor, draft_id), by=request.actor, at=timezone.now())
    return redirect("disclosures:draft", draft_id)


@page(Right.PREPARE_DISCLOSURE)
@require_POST
def discard(request: RoomRequest, draft_id: UUID) -> HttpResponse:
    """Throw it away."""
    discard_draft(draft_of(request.actor, draft_id), by=request.actor, at=timezone.now())
    messages.success(request, _("Utkastet är borttaget."))
    return redirect("disclosures:home")
