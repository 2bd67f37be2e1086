"""The review on screen: each view reads a request, calls one flow or one query, and renders."""

from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.forms import BaseForm, Form
from django.http import HttpResponse

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest

FORM_ERROR = 422


def status_of(*forms: BaseForm | None) -> int:
    """422 when any of the forms has errors."""
    return FORM_ERROR if any(form is not None and form.errors for form in forms) else 200


def asked_by(request: RoomRequest, form: Form) -> dict[str, Any]:
    """What a list was asked for; anything the list does not know is refused before any query (T22)."""
    if set(request.GET) - {*form.fields, "page"} or not form.is_valid():
        raise BadRequest
    return form.cleaned_data


def log_reading(request: RoomRequest, verb: str, kind: str, count: int, record: UUID | None = None) -> None:
    """One event for the sealed rows that a page shows; none when it shows none (trust.md, T19)."""
    if count:
        write(Operation.READ, verb, by=request.actor, kind=kind, record=record, count=count)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A document to read in the browser or keep; its name tells its kind and number, nothing else."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
