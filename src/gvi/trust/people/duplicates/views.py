"""Duplicates on screen: what may be the same person side by side, two buttons, and merges that can be taken back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.people.duplicates import queries
from gvi.trust.people.duplicates.flows.ask_for_pairs import ask_for_pairs
from gvi.trust.people.duplicates.flows.decide_pair import decide_pair as decide_flow
from gvi.trust.people.duplicates.flows.undo_merge import undo_merge as undo_flow
from gvi.trust.people.duplicates.forms import AnswerForm, UndoForm
from gvi.trust.people.duplicates.seen import find_pair
from gvi.trust.people.views import log_reading, show
from gvi.trust.people.words import PairState
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_PERSONS)
def pairs(request: RoomRequest) -> HttpResponse:
    """The open pairs and the latest merges; a POST compares the room's records anew."""
    refuse_unknown(request, {"page"})
    if request.method == "POST":
        _tell(request, ask_for_pairs(by=request.actor, at=timezone.now()))
        return redirect("people:pairs")
    return _show(request, None)


def _tell(request: RoomRequest, found: int | None) -> None:
    if found is None:
        messages.info(request, _("Posterna jämförs. Öppna sidan igen om en stund."))
    elif found:
        text = ngettext(
            "%(number)s nytt par att ta ställning till.", "%(number)s nya par att ta ställning till.", found
        )
        messages.success(request, text % {"number": found})
    else:
        messages.success(request, _("Posterna är jämförda. Inget nytt par hittades."))


@page(Right.WRITE_PERSONS)
def decide_pair(request: RoomRequest, pair_id: UUID) -> HttpResponse:
    """Same person or not: a person's own decision."""
    find_pair(pair_id)
    if request.method != "POST":
        return redirect("people:pairs")
    form = AnswerForm(request.POST)
    if form.is_valid():
        same = form.cleaned_data["answer"] == PairState.SAME
        if attempt(form, lambda: decide_flow(pair_id, same=same, by=request.actor, at=timezone.now())):
            messages.success(
                request,
                _("Posterna läses nu som en person. Det går att ångra.")
                if same
                else _("Sparat: det är inte samma person. Paret föreslås inte igen."),
            )
            return redirect("people:pairs")
    return _show(request, form)


@page(Right.WRITE_PERSONS)
def undo_merge(request: RoomRequest, pair_id: UUID) -> HttpResponse:
    """Take a merge back."""
    find_pair(pair_id)
    if request.method != "POST":
        return redirect("people:pairs")
    form = UndoForm(request.POST)
    if form.is_valid():
        different = form.cleaned_data["answer"] == PairState.DIFFERENT
        if attempt(
            form, lambda: undo_flow(pair_id, different=different, by=request.actor, at=timezone.now())
        ):
            messages.success(request, _("Posterna är åtskilda igen."))
            return redirect("people:pairs")
    return _show(request, form)


def _show(request: RoomRequest, form: forms.Form | None) -> HttpResponse:
    day = timezone.localdate()
    shown, waiting = queries.open_page(request.GET.get("page", 1), day=day)
    merged = queries.merged_pairs(day=day)
    count = 2 * (len(waiting) + len(merged))
    log_reading(request, "people.read_pairs", count=count)
    context = {
        "page": shown,
        "waiting": waiting,
        "merged": merged,
        "form": form,
        "no_names": request.actor.kind == Kind.SOCIAL_SERVICES,
        "persons": bool(count),
    }
    return show(request, "duplicates/pairs.html", context, form)
