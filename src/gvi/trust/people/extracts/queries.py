"""Requests for extracts in the own room: those that wait, the soonest due first, then those answered."""

from uuid import UUID

from django.db.models import F, QuerySet

from gvi.trust.people.extracts.refusals import NoSuchRequest
from gvi.trust.people.extracts.registry import Subject
from gvi.trust.people.flows.common import cluster_ids
from gvi.trust.people.models import ExtractRequest, Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.kinds import Kind


def requests_of(actor: Actor) -> QuerySet[ExtractRequest]:
    """The room's requests, unanswered ones first by their last day."""
    own = ExtractRequest.objects.filter(workspace=own_room(actor))
    return own.order_by(F("answered_at").desc(nulls_first=True), "due_on", "id")


def find_request(actor: Actor, pk: UUID, *, lock: bool = False) -> ExtractRequest:
    """One of them; another room's is as if there were none."""
    own = ExtractRequest.objects.filter(workspace=own_room(actor), pk=pk)
    found = (own.select_for_update() if lock else own).first()
    if found is None:
        raise NoSuchRequest
    return found


def subject_of(request: ExtractRequest) -> Subject:
    """Whom the request has been found to be about, in every record of that person."""
    person = Person.objects.filter(pk=request.person_id).first() if request.person_id else None
    return Subject(tuple(cluster_ids(person)) if person else (), tuple(request.received))


def neither_confirms(actor: Actor) -> bool:
    """Whether the room gives everybody one answer: the police."""
    return actor.kind == Kind.POLICE
