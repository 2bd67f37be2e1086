"""Checking, deciding, locking and the last look, on screen: one person at a time, nothing chosen beforehand."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.callins.flows.check_nominee import check_nominee
from gvi.steps.callins.flows.choose_session import choose_session
from gvi.steps.callins.flows.decide_nominee import DECISIONS, decide_nominee
from gvi.steps.callins.flows.lock_list import lock_list
from gvi.steps.callins.flows.on_the_list import is_locked
from gvi.steps.callins.flows.recheck_nominee import recheck_nominee
from gvi.steps.callins.forms.nominees import DecideForm, SessionForm
from gvi.steps.callins.queries.nominees import (
    NomineeRow,
    nominee_rows,
    on_list,
    recheck_is_open,
    standing,
)
from gvi.steps.callins.states import NOMINEE_MOVES, NomineeState
from gvi.steps.callins.views.police import log_persons, open_nominee, show, the_callin
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import posted
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.CHECK_NOMINEES)
def check(request: RoomRequest, callin_id: UUID, nominee_id: UUID) -> HttpResponse:
    """Stand behind somebody else's nomination."""
    refuse_unknown(request)
    callin, day = the_callin(callin_id), timezone.localdate()
    found, form = open_nominee(request, callin, nominee_id, day), Form(posted(request))
    if form.is_valid() and attempt(
        form, lambda: bool(check_nominee(found.row, by=request.actor, at=timezone.now()))
    ):
        messages.success(request, _("Nomineringen är kontrollerad. En beslutsfattare beslutar."))
        return redirect("callins:nominees", callin.pk)
    context = {"form": form, "found": found, "persons": True}
    return show(request, "check_nominee.html", callin, context, status=status_of(form))


@page(Right.DECIDE_NOMINEES)
def decide(request: RoomRequest, callin_id: UUID, nominee_id: UUID) -> HttpResponse:
    """Approved, reserve, or not this time."""
    refuse_unknown(request)
    callin, day = the_callin(callin_id), timezone.localdate()
    found = open_nominee(request, callin, nominee_id, day)
    form = DecideForm(posted(request), offered=_offered(found))
    if request.method == "POST" and form.is_valid():
        decision = NomineeState(form.cleaned_data["decision"])
        decided = attempt(
            form, lambda: decide_nominee(found.row, decision, by=request.actor, at=timezone.now())
        )
        if decided:
            messages.success(request, _("Beslutet är antecknat."))
            return redirect("callins:nominees", callin.pk)
    context = {"form": form, "found": found, "locked": is_locked(callin.pk), "persons": True}
    return show(request, "decide_nominee.html", callin, context, status=status_of(form))


def _offered(found: NomineeRow) -> frozenset[str]:
    """The decisions that may be taken now; *not this time* is all that is left for whoever can't be called."""
    moves = {new for new in DECISIONS if (found.row.state, new) in NOMINEE_MOVES}
    if found.blocked:
        moves &= {NomineeState.NOT_CALLED}
    if is_locked(found.row.callin_id):
        moves -= {NomineeState.RESERVE}
    return frozenset(moves)


@page(Right.CHECK_NOMINEES)
def session(request: RoomRequest, callin_id: UUID, nominee_id: UUID) -> HttpResponse:
    """Which of the day's sessions somebody is called to."""
    refuse_unknown(request)
    callin, day = the_callin(callin_id), timezone.localdate()
    found = open_nominee(request, callin, nominee_id, day)
    form = SessionForm(posted(request), initial={"session": found.row.session})
    if request.method == "POST" and form.is_valid():
        number, at = form.cleaned_data["session"], timezone.now()
        if attempt(form, lambda: choose_session(found.row, number, by=request.actor, at=at)):
            messages.success(request, _("Omgången är ändrad."))
            return redirect("callins:nominees", callin.pk)
    context = {"form": form, "found": found, "persons": True}
    return show(request, "session_of_nominee.html", callin, context, status=status_of(form))


@page(Right.CHECK_NOMINEES)
def lock(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Lock the list; the page says what stands on it and what can change afterwards."""
    refuse_unknown(request)
    callin, form = the_callin(callin_id), Form(posted(request))
    if form.is_valid() and attempt(
        form, lambda: bool(lock_list(callin, by=request.actor, at=timezone.now()))
    ):
        messages.success(request, _("Listan är låst."))
        return redirect("callins:nominees", callin.pk)
    context = {"form": form, "standing": standing(callin)}
    return show(request, "lock_list.html", callin, context, status=status_of(form))


@page(Right.CHECK_NOMINEES)
def recheck(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """The last look, line by line: still to be called?"""
    refuse_unknown(request)
    callin, day = the_callin(callin_id), timezone.localdate()
    rows = nominee_rows(on_list(callin), reader=request.actor.member_id, day=day)
    log_persons(request, "callins.read_nominees", len(rows))
    context = {
        "rows": rows,
        "open": recheck_is_open(callin, day) and is_locked(callin.pk),
        "persons": bool(rows),
    }
    return show(request, "recheck.html", callin, context)


@page(Right.CHECK_NOMINEES)
def look_again(request: RoomRequest, callin_id: UUID, nominee_id: UUID) -> HttpResponse:
    """One person, with the judgement once more: still to be called."""
    refuse_unknown(request)
    callin, day = the_callin(callin_id), timezone.localdate()
    found, form = open_nominee(request, callin, nominee_id, day), Form(posted(request))
    if form.is_valid() and attempt(
        form, lambda: bool(recheck_nominee(found.row, by=request.actor, at=timezone.now()))
    ):
        messages.success(request, _("Den sista kontrollen är antecknad."))
        return redirect("callins:recheck", callin.pk)
    context = {"form": form, "found": found, "persons": True}
    return show(request, "look_again.html", callin, context, status=status_of(form))
