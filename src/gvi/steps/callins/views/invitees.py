"""Probation's list for a call-in, and taking in one whom police have named: one at a time, nothing filled in.

Only probation's own room has these pages. Each reading of a person is logged in the transaction that shows it.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.callins.flows.take_in import take_in
from gvi.steps.callins.forms.invitees import SupervisionForm
from gvi.steps.callins.models import CallIn
from gvi.steps.callins.queries.invitees import invitee_rows, invitees_of, is_the_day, taken_of
from gvi.steps.callins.queries.named import Named, not_taken, one_named
from gvi.steps.callins.queries.plan import find_callin
from gvi.steps.callins.states import COMING
from gvi.steps.groups.forms.persons import FindForm
from gvi.steps.groups.views import status_of
from gvi.steps.groups.views.persons import MOST, asked_id, open_person, posted
from gvi.trust.disclosures.received.watermark import watermark
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.add_person import add_person
from gvi.trust.people.flows.search_people import Question, Reason, log_seen, search_people
from gvi.trust.people.forms.person import PersonForm
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.words import State
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.READ_INVITEES)
def invitees(request: RoomRequest, callin_id: UUID) -> HttpResponse:
    """Whom police have named and nobody has taken in, and everybody who is summoned or invited."""
    refuse_unknown(request)
    callin, actor, now = find_callin(callin_id), request.actor, timezone.now()
    rows = invitee_rows(actor, invitees_of(callin))
    log_list(request, "callins.read_invitees", len(rows))
    context = {
        "callin": callin,
        "named": not_taken(actor, callin.pk) if callin.state in COMING else [],
        "rows": rows,
        "taken": taken_of(rows),
        "persons": bool(rows),
        "is_the_day": is_the_day(callin, timezone.localdate(now)),
        "coming": callin.state in COMING,
        "may_write": actor.may(Right.WRITE_INVITEES),
        "may_prepare": actor.may(Right.PREPARE_DISCLOSURE),
    }
    return render(request, "callins/invitees.html", context)


def log_list(request: RoomRequest, verb: str, count: int) -> None:
    """One event for a list of persons; none when it is empty."""
    if count:
        write(Operation.READ, verb, by=request.actor, kind="person", count=count)


@page(Right.WRITE_INVITEES)
def add_invitee(request: RoomRequest, callin_id: UUID, told_id: UUID) -> HttpResponse:
    """Take in the one whom a disclosure names: find or enter the person, then say what supervision."""
    refuse_unknown(request, {"person"})
    callin, told = find_callin(callin_id), one_named(request.actor, told_id, callin_id)
    if told is None:
        raise Http404
    _log_told(request, told)
    asked = asked_id(request, "person")
    if not told.acknowledged or asked is None:
        return _find(request, callin, told)
    return _take(request, callin, told, open_person(request, asked))


def _log_told(request: RoomRequest, told: Named) -> None:
    write(Operation.READ, "disclosures.read_received", by=request.actor, kind="disclosure", record=told.id)


def _take(request: RoomRequest, callin: CallIn, told: Named, label: PersonLabel) -> HttpResponse:
    form = SupervisionForm(posted(request), callin=callin)
    if request.method == "POST" and form.is_valid():
        new = form.new_invitee(told, label)
        made = attempt(form, lambda: take_in(new, by=request.actor, at=timezone.now()))
        if made:
            messages.success(
                request, _("Personen är intagen som utkast. En annan i arbetsytan godkänner brevet.")
            )
            return redirect("callins:invitee", callin.pk, made.pk)
    return _show(request, callin, told, {"form": form, "label": label}, status_of(form))


def _find(request: RoomRequest, callin: CallIn, told: Named) -> HttpResponse:
    """Look in the own room, or enter somebody with the room's short list of fields."""
    searched, entered = "term" in request.POST, "ny" in request.POST and told.acknowledged
    find = FindForm(request.POST if searched else None)
    enter = PersonForm(request.POST if entered else None, actor=request.actor)
    hits: list[PersonLabel] | None = None
    if searched and find.is_valid():
        hits = _hits(request, find)
    if entered and enter.is_valid():
        now = timezone.now()
        new = enter.new_person(timezone.localdate(now))
        person = attempt(enter, lambda: add_person(new, by=request.actor, at=now))
        if person:
            return _entered(request, callin, told, person.pk, person.state)
    context = {"find": find, "enter": enter, "entering": entered, "hits": hits}
    return _show(request, callin, told, context, status_of(find, enter))


def _hits(request: RoomRequest, find: FindForm) -> list[PersonLabel] | None:
    question = Question(find.cleaned_data["term"], Reason.DISCLOSURE)
    found = attempt(find, lambda: search_people(question, by=request.actor, at=timezone.now()))
    if found is None:
        return None
    named = labels(found.persons[:MOST])
    hits = [named[pk] for pk in found.persons[:MOST] if pk in named]
    log_seen([label.id for label in hits], question.told, by=request.actor)
    return hits


def _entered(request: RoomRequest, callin: CallIn, told: Named, person: UUID, state: str) -> HttpResponse:
    if state == State.PROPOSED:
        messages.success(
            request, _("Personen är inlagd och väntar på att en annan godkänner. Ta in personen efter det.")
        )
        return redirect("callins:invitees", callin.pk)
    messages.success(request, _("Personen är inlagd."))
    return redirect(f"{reverse('callins:add_invitee', args=[callin.pk, told.id])}?person={person}")


def _show(
    request: RoomRequest, callin: CallIn, told: Named, context: dict[str, Any], status: int
) -> HttpResponse:
    shared = {
        "callin": callin,
        "told": told,
        "persons": True,
        "mark": watermark(request.actor, timezone.now()),
    }
    return render(request, "callins/add_invitee.html", {**shared, **context}, status=status)
