"""Review, exit and erasure on screen."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.erasure.alarm import last_run_alarm
from gvi.trust.people.labels import labels
from gvi.trust.people.lasting import queries
from gvi.trust.people.lasting.flows.decide_erasure import decide_erasure
from gvi.trust.people.lasting.flows.leave import leave as leave_flow
from gvi.trust.people.lasting.flows.renew import renew as renew_flow
from gvi.trust.people.lasting.forms import DecisionForm, LeaveForm, RenewForm
from gvi.trust.people.models import ErasureDecision, Person
from gvi.trust.people.retention import APART_DAYS
from gvi.trust.people.words import ExitReason, State
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

FORM_ERROR = 422
FOLDER = "people/lasting"


def _status(form: RenewForm | LeaveForm | DecisionForm) -> int:
    return FORM_ERROR if form.errors else 200


@page(Right.READ_PERSONS)
def due(request: RoomRequest) -> HttpResponse:
    """Who must be reviewed, the most overdue first, with one button each."""
    day = timezone.localdate()
    shown = queries.due_page(request.GET.get("page", 1), day)
    if shown.object_list:
        write(
            Operation.READ, "people.read_due", by=request.actor, kind="person", count=len(shown.object_list)
        )
    context = {
        "page": shown,
        "day": day,
        "persons": True,
        "overdue": queries.overdue_count(day),
        "set_apart": queries.set_apart_count(),
        "may_write": request.actor.may(Right.WRITE_PERSONS),
        "may_read_protocol": request.actor.may(Right.READ_RETENTION),
    }
    return render(request, f"{FOLDER}/due.html", context)


def _person(person_id: UUID) -> Person:
    return get_object_or_404(Person.objects.exclude(state=State.EXITED), pk=person_id)


def _log_reading(request: RoomRequest, person: Person) -> None:
    write(Operation.READ, "people.read_review", by=request.actor, kind="person", record=person.pk)


@page(Right.WRITE_PERSONS)
def renew(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """Review a person: keep with a need in fresh words, or go on to end the record."""
    found, kind = (
        get_object_or_404(Person.objects.exclude(state=State.EXITED), pk=person_id),
        request.actor.kind,
    )
    form = RenewForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: renew_flow(found, form.renewal(), by=request.actor, at=timezone.now()))
        if done is not None:
            messages.success(request, _("Granskningen är sparad."))
            return redirect("people:due")
    _log_reading(request, found)
    context = {
        "person": found,
        "label": labels([person_id])[person_id],
        "reviews": queries.reviews_of(found),
        "day": timezone.localdate(),
        "form": form,
        "persons": True,
        "keeps_basis": kind != Kind.SOCIAL_SERVICES,
    }
    return render(request, f"{FOLDER}/renew.html", context, status=_status(form))


@page(Right.WRITE_PERSONS)
def leave(request: RoomRequest, person_id: UUID) -> HttpResponse:
    """End a person's record, or close a case."""
    found, kind = (
        get_object_or_404(Person.objects.exclude(state=State.EXITED), pk=person_id),
        request.actor.kind,
    )
    form = LeaveForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        told = attempt(
            form,
            lambda: leave_flow(found, ExitReason(given["reason"]), given["words"], by=request.actor, at=now),
        )
        if told is not None:
            messages.success(request, _left(told))
            return redirect("people:due")
    _log_reading(request, found)
    context = {
        "person": found,
        "label": labels([person_id])[person_id],
        "form": form,
        "persons": True,
        "erased_on": timezone.localdate() + timedelta(days=APART_DAYS),
        "is_case": kind == Kind.SOCIAL_SERVICES,
    }
    return render(request, f"{FOLDER}/exit.html", context, status=_status(form))


def _left(told: int) -> str:
    ended = _("Posten är avslutad och avskild.")
    if not told:
        return ended
    corrected = ngettext(
        "%(count)s mottagare har fått en rättelse.", "%(count)s mottagare har fått en rättelse.", told
    )
    return f"{ended} {corrected % {'count': told}}"


@page(Right.READ_RETENTION)
def protocol(request: RoomRequest) -> HttpResponse:
    """What each run has set apart and erased in the room: counts, and no person."""
    now = timezone.now()
    context = {
        "page": queries.protocol_page(request.GET.get("page", 1)),
        "alarm": last_run_alarm(request.actor, now),
        "may_decide": request.actor.may(Right.DECIDE_ERASURE),
        "needs_decision": request.actor.kind == Kind.SOCIAL_SERVICES,
    }
    return render(request, f"{FOLDER}/protocol.html", context)


@page(Right.DECIDE_ERASURE)
def erasure_decisions(request: RoomRequest) -> HttpResponse:
    """The board's decisions of erasure; the latest one holds."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stored = attempt(form, lambda: decide_erasure(form.decision(), by=request.actor, at=timezone.now()))
        if stored is not None:
            messages.success(request, _("Gallringsbeslutet är sparat och gäller från nästa natt."))
            return redirect("people:erasure_decisions")
    context = {"form": form, "decisions": ErasureDecision.objects.all()}
    return render(request, f"{FOLDER}/decisions.html", context, status=_status(form))
