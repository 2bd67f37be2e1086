"""Note that a request has been answered: the extract was sent, or the answer that the police give everybody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.extracts.queries import find_request
from gvi.trust.people.extracts.refusals import Answered
from gvi.trust.people.models import ExtractRequest
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def answer_request(pk: UUID, *, by: Actor, at: datetime) -> ExtractRequest:
    """Close the request ``pk``; the clock stops."""
    by.require(Right.ANSWER_EXTRACT)
    with transaction.atomic():
        request = find_request(by, pk, lock=True)
        if request.answered_at:
            raise Answered
        request.answered_at, request.answered_by = at, own_member(by)
        request.save(update_fields=["answered_at", "answered_by"])
        write(Operation.CHANGE, "people.answer_extract", by=by, kind="extract", record=pk)
    return request
