"""Route a request to whoever owns the documents: each owner's part is kept as it was found."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.site.records.queries import by_owner, find_request
from gvi.site.records.refusals import AlreadyRouted, NothingFound, NotYours
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import RecordPart, RecordRequest
from gvi.trust.workspaces.records.documents import JointDocument
from gvi.trust.workspaces.records.states import RequestState
from gvi.trust.workspaces.rights import Right


def route_request(pk: UUID, *, by: Actor, at: datetime) -> RecordRequest:
    """Let each owner's coordinator see what waits; the room that took the request in does this, once."""
    by.require(Right.HANDLE_RECORD_REQUEST)
    with transaction.atomic():
        request = find_request(pk, lock=True)
        if request.receiver_id != by.workspace_id:
            raise NotYours
        if request.state != RequestState.RECEIVED:
            raise AlreadyRouted
        parts = by_owner(request)
        if not parts:
            raise NothingFound
        for owner, documents in parts.items():
            told = [_told(document) for document in documents]
            RecordPart.objects.create(request=request, owner_id=owner, documents=told)
        request.state = RequestState.ROUTED
        request.save(update_fields=["state"])
        write(Operation.CHANGE, "records.route", by=by, kind="record_request", record=pk, count=len(parts))
    return request


def _told(document: JointDocument) -> dict[str, str]:
    return {
        "title": document.title,
        "day": document.day.isoformat(),
        "registry": document.registry_number,
        "marking": document.secrecy_marking,
        "url": document.url,
    }
