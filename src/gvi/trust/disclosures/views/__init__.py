"""Disclosures on screen: each view reads a request, calls one flow or one query, and renders."""

from collections.abc import Iterable
from uuid import UUID

from django.forms import BaseForm

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest

FORM_ERROR = 422


def status_of(*forms: BaseForm | None) -> int:
    """422 when any of the forms has errors."""
    return FORM_ERROR if any(form is not None and form.errors for form in forms) else 200


def log_persons(request: RoomRequest, verb: str, persons: Iterable[UUID]) -> None:
    """One event for each person that the page shows, so that each can be told who has read."""
    for person in persons:
        write(Operation.READ, verb, by=request.actor, kind="person", record=person)
