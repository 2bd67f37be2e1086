"""Register a request for an extract: the own case number and the day it came in; a month runs from there."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.extracts.refusals import NotYet, ReferenceTaken
from gvi.trust.people.models import ExtractRequest
from gvi.trust.people.refusals import Missing
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.free_text import refuse_identity_numbers
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def register_request(reference: str, received_on: date, *, by: Actor, at: datetime) -> ExtractRequest:
    """Register a request; nobody's name is asked for, and none is kept."""
    by.require(Right.ANSWER_EXTRACT)
    if not reference.strip():
        raise Missing("reference")
    refuse_identity_numbers(reference)
    if received_on > timezone.localdate(at):
        raise NotYet
    with transaction.atomic():
        made = _add(reference.strip(), received_on, by)
        write(Operation.COLLECT, "people.register_extract", by=by, kind="extract", record=made.pk)
    made.refresh_from_db()
    return made


def _add(reference: str, received_on: date, by: Actor) -> ExtractRequest:
    try:
        with transaction.atomic():
            return ExtractRequest.objects.create(
                workspace_id=own_room(by),
                reference=reference,
                received_on=received_on,
                due_on=received_on,
                made_by=own_member(by),
            )
    except IntegrityError as error:
        raise ReferenceTaken from error
