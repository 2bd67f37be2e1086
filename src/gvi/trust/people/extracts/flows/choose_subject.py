"""Say by hand whom a request is about: a person of the room, and received disclosures. Never in the police room."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.extracts.queries import find_request, neither_confirms
from gvi.trust.people.extracts.refusals import Answered, OneAnswerForAll
from gvi.trust.people.extracts.registry import choices_for
from gvi.trust.people.models import ExtractRequest, Person
from gvi.trust.people.refusals import NoSuchPerson
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def choose_person(pk: UUID, person: UUID | None, *, by: Actor, at: datetime) -> ExtractRequest:
    """Tie the request ``pk`` to a person of the room, or with ``None`` to nobody."""
    with transaction.atomic():
        request = _open(pk, by)
        if person is not None and not Person.objects.filter(pk=person).exists():
            raise NoSuchPerson
        request.person_id = person
        request.save(update_fields=["person"])
        _log(request, by)
    return request


def choose_received(pk: UUID, chosen: Iterable[UUID], *, by: Actor, at: datetime) -> ExtractRequest:
    """Say which of the received disclosures that can still be read are about whoever asks."""
    with transaction.atomic():
        request = _open(pk, by)
        offered = {choice.id for choice in choices_for(by)}
        request.received = sorted(offered.intersection(chosen))
        request.save(update_fields=["received"])
        _log(request, by)
    return request


def _open(pk: UUID, by: Actor) -> ExtractRequest:
    by.require(Right.ANSWER_EXTRACT)
    if neither_confirms(by):
        raise OneAnswerForAll
    request = find_request(by, pk, lock=True)
    if request.answered_at:
        raise Answered
    return request


def _log(request: ExtractRequest, by: Actor) -> None:
    write(
        Operation.COMBINE,
        "people.choose_extract_subject",
        by=by,
        kind="extract",
        record=request.pk,
        count=len(request.received) + bool(request.person_id) or 1,
    )
