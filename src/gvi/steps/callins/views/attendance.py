"""Attendance at the door, on a phone: big buttons, each tap with an id of its own.

Without script a tap is a form that comes back to the page. With it (``static/gvi/door.js``) taps are sent again until
they are acknowledged; the answer to such a tap holds a mark and fresh ids, and no name.
"""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gvi.steps.callins.flows.tap import CLOSED, Tap
from gvi.steps.callins.flows.tap import tap as tap_flow
from gvi.steps.callins.models import Invitee
from gvi.steps.callins.queries.invitees import (
    find_invitee,
    invitee_rows,
    invitees_of,
    is_the_day,
    taken_of,
    with_mark,
)
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.refusals_invitees import NoSuchInvitee
from gvi.steps.callins.states import TAKEN, InviteeState
from gvi.steps.callins.views.invitees import log_list
from gvi.trust.refusals import NotAllowed, Refusal
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right

MARKS = (InviteeState.ATTENDED, InviteeState.ABSENT, InviteeState.ABSENT_EXCUSED)


class TapForm(forms.Form):
    """An id and a mark, nothing more."""

    tap = forms.UUIDField()
    mark = forms.ChoiceField(choices=[(state.value, state.label) for state in TAKEN])


@page(Right.WRITE_INVITEES)
@require_safe
def attendance(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Everybody who was asked to come, by name, each with three buttons."""
    refuse_unknown(request)
    return _door(request, callin_id)


def _door(request: RoomRequest, callin_id: UUID, *, refused: str = "") -> HttpResponse:
    callin = find_callin(callin_id)
    rows = invitee_rows(request.actor, invitees_of(callin).exclude(state=InviteeState.DRAFTED))
    log_list(request, "callins.read_attendance", len(rows))
    context = {
        "callin": callin,
        "doors": [(row, [] if row.ended else buttons(row.mark, row.row.state)) for row in rows],
        "taken": taken_of(rows),
        "is_the_day": is_the_day(callin, timezone.localdate()),
        "persons": bool(rows),
        "refused": refused,
    }
    return render(request, "callins/attendance.html", context, status=422 if refused else 200)


def buttons(mark: str, state: str) -> list[dict[str, Any]]:
    """The three buttons with a fresh id each; none when the matter is closed."""
    if state in CLOSED:
        return []
    return [{"id": uuid4(), "mark": one, "pressed": one == mark} for one in MARKS]


@page(Right.WRITE_INVITEES)
@require_POST
def tap(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """One tap. Whoever sends it again gets the same answer."""
    form = TapForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    found = find_invitee(callin_id, invitee_id)
    if found is None:
        raise NoSuchInvitee
    new = Tap(form.cleaned_data["tap"], found.pk, InviteeState(form.cleaned_data["mark"]))
    try:
        tap_flow(new, by=request.actor, at=timezone.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _refused(request, callin_id, str(refusal))
    if not request.htmx:
        return redirect("callins:attendance", callin_id)
    return _answer(request, callin_id, invitee_id)


def _refused(request: RoomRequest, callin_id: UUID, sentence: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(sentence, status=422, content_type="text/plain")
    return _door(request, callin_id, refused=sentence)


def _answer(request: RoomRequest, callin_id: UUID, invitee_id: UUID) -> HttpResponse:
    """The buttons as they stand now, without whom they are about."""
    row = with_mark(Invitee.objects.filter(pk=invitee_id)).get()
    mark: str = row.mark or ""
    context = {
        "callin_id": callin_id,
        "invitee_id": invitee_id,
        "mark_label": InviteeState(mark).label if mark else "",
        "buttons": buttons(mark, row.state),
    }
    return render(request, "callins/_taps.html", context)
