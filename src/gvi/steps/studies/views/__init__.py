"""The evaluation on screen: each view reads a request, calls one flow or one query, and renders."""

from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.pages import RoomRequest


def reader_language() -> Literal["sv", "en"]:
    """The language of whoever reads, of those that results are told in."""
    return "en" if get_language() == "en" else "sv"


def download(
    request: RoomRequest, content: bytes, content_type: str, name: str, *, kind: str, record: UUID, verb: str
) -> HttpResponse:
    """A file to keep, and the log's line about it; ``name`` tells kind and number, never a group."""
    write(Operation.EXPORT, verb, by=request.actor, kind=kind, record=record)
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
