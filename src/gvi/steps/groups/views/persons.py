"""What the pages about persons in groups share: who is found, whose page it is, and that the reading is logged."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from gvi.steps.groups.forms.persons import FindForm
from gvi.steps.groups.views import status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.search_people import Question, Reason, log_seen, search_people
from gvi.trust.people.labels import PersonLabel, labels
from gvi.trust.people.queries.person import find_person
from gvi.trust.workspaces.pages import RoomRequest
from gvi.trust.workspaces.shell import attempt

MOST = 12


def open_person(request: RoomRequest, pk: UUID) -> PersonLabel:
    """Name and roles of the person ``pk`` of the room, read and therefore logged; raises ``NoSuchPerson``."""
    person = find_person(pk)
    write(Operation.READ, "people.read", by=request.actor, kind="person", record=person.pk)
    return labels([person.pk])[person.pk]


def posted(request: RoomRequest) -> QueryDict | None:
    """What was posted, also when it is nothing but a press of the button."""
    return request.POST if request.method == "POST" else None


def asked_id(request: RoomRequest, name: str) -> UUID | None:
    """An id in the address; what is none reads as if it were not there."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def find_somebody(
    request: RoomRequest, title: str, template: str = "groups/find_person.html", **known: Any
) -> HttpResponse:
    """A page to find somebody of the room by, for ``title``: each hit leads back with ``known`` kept."""
    form = FindForm(request.POST or None)
    hits: list[PersonLabel] | None = None
    if request.method == "POST" and form.is_valid():
        question = Question(form.cleaned_data["term"], Reason.ENTRY)
        found = attempt(form, lambda: search_people(question, by=request.actor, at=timezone.now()))
        if found is not None:
            named = labels(found.persons[:MOST])
            hits = [named[pk] for pk in found.persons[:MOST] if pk in named]
            log_seen([label.id for label in hits], question.told, by=request.actor)
    context = {"form": form, "hits": hits, "title": title, "persons": bool(hits), **known}
    return render(request, template, context, status=status_of(form))
