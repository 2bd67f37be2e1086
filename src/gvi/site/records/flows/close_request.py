"""Note that a part is answered, in the owner's own case system; the request ends when every owner has answered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.site.records.queries import by_owner, find_request
from gvi.site.records.refusals import Missing, NotYours
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import RecordPart, RecordRequest
from gvi.trust.workspaces.records.states import PartState, RequestState
from gvi.trust.workspaces.rights import Right


def close_request(pk: UUID, answer: str, *, by: Actor, at: datetime) -> RecordRequest:
    """Close the own part of ``pk`` under the registry number ``answer``; or all of it, when nothing was found."""
    by.require(Right.HANDLE_RECORD_REQUEST)
    if not answer.strip():
        raise Missing("answer")
    refuse_identity_numbers(answer)
    with transaction.atomic():
        request = find_request(pk, lock=True)
        if request.state == RequestState.ROUTED:
            _answer_part(request, answer.strip(), by, at)
        elif not _is_empty(request, by):
            raise NotYours
        if not RecordPart.objects.filter(request=request, state=PartState.WAITING).exists():
            _end(request, answer.strip(), at)
        write(Operation.CHANGE, "records.close", by=by, kind="record_request", record=pk)
    return request


def _answer_part(request: RecordRequest, answer: str, by: Actor, at: datetime) -> None:
    part = RecordPart.objects.filter(request=request, owner=by.workspace_id, state=PartState.WAITING).first()
    if part is None:
        raise NotYours
    part.state, part.answer, part.answered_by, part.answered_at = (
        PartState.ANSWERED,
        answer,
        own_member(by),
        at,
    )
    part.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def _is_empty(request: RecordRequest, by: Actor) -> bool:
    """Whether the room that took the request in found nothing to route."""
    mine = request.receiver_id == by.workspace_id and request.state == RequestState.RECEIVED
    return mine and not by_owner(request)


def _end(request: RecordRequest, answer: str, at: datetime) -> None:
    request.state, request.closed_at, request.answer = RequestState.CLOSED, at, answer
    request.save(update_fields=["state", "closed_at", "answer"])
