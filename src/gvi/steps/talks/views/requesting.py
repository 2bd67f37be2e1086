"""Ask for a talk: find whom, then say why. Other pages post an incident, a group or a call-in here.

None of them is ever in an address together with another.
"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from gvi.steps.groups.forms.persons import FindForm
from gvi.steps.groups.views.persons import MOST, open_person
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.steps.review.queries.words import incident_words
from gvi.steps.talks.flows.common import may_be_called
from gvi.steps.talks.flows.request_talk import request_talk as request_flow
from gvi.steps.talks.forms.requesting import RequestForm
from gvi.steps.talks.views import status_of
from gvi.trust.people.flows.search_people import Question, Reason, log_seen, search_people
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt

CARRIED = ("incident", "group", "callin", "reason")
INCIDENTS = 30


@page(Right.WRITE_TALKS)
def request_talk(request: RoomRequest) -> HttpResponse:
    """Whom, then why. What another page posted is carried along; ``spara`` sends the request."""
    refuse_unknown(request, {"person"})
    person = _id(request.POST.get("person") or request.GET.get("person", ""))
    if person is None:
        return _find(request)
    label = open_person(request, person)
    form = _form(request, label)
    if "spara" in request.POST and form.is_valid():
        new = form.new(label.id)
        made = attempt(form, lambda: request_flow(new, by=request.actor, at=timezone.now()))
        if made:
            messages.success(request, _("Samtalet är begärt. En annan i arbetsytan godkänner det."))
            return redirect("talks:talk", made.pk)
    callable_ = len(form.fields["kind"].choices) > 1  # type: ignore[attr-defined]
    context = {"form": form, "label": label, "callable": callable_, "persons": True}
    return render(request, "talks/request.html", context, status=status_of(form))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _form(request: RoomRequest, label: PersonLabel) -> RequestForm:
    given = {name: request.POST.get(name, "") for name in CARRIED}
    told = request.POST if "spara" in request.POST else None
    return RequestForm(
        told,
        initial={name: text for name, text in given.items() if text},
        minor=label.minor,
        callable_=may_be_called(own_room(request.actor), label.id),
        incidents=list(_incidents(given["incident"])),
    )


def _incidents(asked: str) -> Iterable[tuple[UUID, str]]:
    """The latest incidents, and the one asked about if it is older: two queries."""
    known = Incident.objects.exclude(state=State.UNFOUNDED).select_related("area")
    latest = list(known.order_by("-occurred_at")[:INCIDENTS])
    number = _id(asked)
    if number and number not in {one.pk for one in latest}:
        latest += list(known.filter(pk=number))
    return [(one.pk, incident_words(one)) for one in latest]


def _find(request: RoomRequest) -> HttpResponse:
    """Somebody of the room; each hit posts what was carried here."""
    searching = "term" in request.POST
    form = FindForm(request.POST if searching else None)
    hits: list[PersonLabel] | None = None
    if searching and form.is_valid():
        question = Question(form.cleaned_data["term"], Reason.ENTRY)
        found = attempt(form, lambda: search_people(question, by=request.actor, at=timezone.now()))
        if found is not None:
            named = labels(found.persons[:MOST])
            hits = [named[pk] for pk in found.persons[:MOST] if pk in named]
            log_seen([label.id for label in hits], question.told, by=request.actor)
    carried = {name: request.POST[name] for name in CARRIED if request.POST.get(name)}
    context = {"form": form, "hits": hits, "carried": carried, "persons": bool(hits)}
    return render(request, "talks/find.html", context, status=status_of(form))
