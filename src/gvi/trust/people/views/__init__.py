"""Persons on screen: each view reads a request, calls one flow or one query, and renders.

Every page that shows somebody writes so in the log in the same transaction, with the reason that was given.
"""

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.people.queries.person import find_person
from gvi.trust.workspaces.pages import RoomRequest

FORM_ERROR = 422
REASON, RECENT, SHOWN = "people_reason", "people_recent", 8


def show(
    request: RoomRequest, template: str, context: dict[str, Any], *forms: BaseForm | None
) -> HttpResponse:
    """Render a page with persons on it; 422 when one of the ``forms`` has errors."""
    wrong = any(form is not None and form.errors for form in forms)
    shared = {"persons": True, "kind": request.actor.kind}
    return render(request, f"people/{template}", {**shared, **context}, status=FORM_ERROR if wrong else 200)


def open_person(request: RoomRequest, pk: UUID) -> Person:
    """The person ``pk`` of the room, read and therefore logged."""
    person = find_person(pk)
    log_reading(request, "people.read", person.pk)
    return person


def log_reading(request: RoomRequest, verb: str, record: UUID | None = None, count: int = 1) -> None:
    """One event for the persons that a page shows; none when it shows nobody."""
    if count:
        write(
            Operation.READ,
            verb,
            by=request.actor,
            kind="person",
            record=record,
            reason=reason_of(request),
            count=count,
        )


def reason_of(request: RoomRequest) -> str:
    """The reason given at the last search; without one the log says so."""
    given: str | None = request.session.get(REASON)
    if given:
        return given
    with override("sv"):
        return gettext("öppnad utan sökning")


def remember(request: RoomRequest, pk: UUID) -> None:
    """Keep who was opened last, as opaque ids in the session."""
    before = [it for it in request.session.get(RECENT, []) if it != str(pk)]
    request.session[RECENT] = [str(pk), *before][:SHOWN]


def recent(request: RoomRequest) -> list[UUID]:
    """Who was opened last in this session."""
    return [UUID(it) for it in request.session.get(RECENT, [])]
