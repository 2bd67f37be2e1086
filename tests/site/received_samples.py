"""For every room that may read what another has told it: a received disclosure, and a request for an extract."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from gvi.trust.people.extracts.flows.register_request import register_request
from gvi.trust.workspaces.kinds import WITH_PERSON_ROUTES, WITH_PERSONS, Kind
from gvi.trust.workspaces.models import RecordRequest, Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Cast, in_room
from tests.trust.disclosures.doors import make_disclosure
from tests.trust.people.persons import make_person

RECEIVED = {"disclosures:received", "disclosures:receive", "disclosures:received_print"}


def received_of(cast: Cast, kind: Kind) -> dict[str, Any]:
    """``received_id`` stands for ``disclosure_id`` in the routes of ``RECEIVED``."""
    leader = (kind, Role.COORDINATOR if kind in WITH_PERSONS else Role.CONTACT_PERSON)
    if kind not in WITH_PERSON_ROUTES or not cast[leader].actor.room_on:
        return {"received_id": uuid4(), "extract_id": uuid4()}
    sender = cast[Kind.PROBATION if kind is Kind.POLICE else Kind.POLICE, Role.COORDINATOR]
    receiver = cast[leader].member.workspace
    person = make_person(sender, surname="Lindhult", given_name="Alva")
    told = make_disclosure(sender, receiver, person, rule="osl_10_28")
    with in_room(cast[leader]) as actor:
        asked = register_request("Dnr 2026-1", timezone.localdate(), by=actor, at=timezone.now())
    return {"received_id": told.pk, "extract_id": asked.pk}


def make_record_request(receiver: Workspace) -> RecordRequest:
    """A request for public records that came in today."""
    today, now = timezone.localdate(), timezone.now()
    return RecordRequest.objects.create(
        reference="KS 2026-1",
        received_on=today,
        wording="Minnesanteckningar",
        since=today,
        until=today,
        receiver=receiver,
        made_by=uuid4(),
        made_at=now,
    )
