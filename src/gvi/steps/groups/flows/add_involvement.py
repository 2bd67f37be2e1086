"""Put down somebody's part in an incident: suspected or injured, as the person's role says (T13)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.steps.groups.flows.about_persons import own_source, person_to_write
from gvi.steps.groups.models import Involvement, Source
from gvi.steps.groups.refused_persons import AlreadySaid, NothingHappened, RoleDoesNotFit
from gvi.steps.groups.words import PersonSide
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State as IncidentState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.flows.common import cluster_ids, current_roles
from gvi.trust.people.words import Accuracy, PersonRoleName
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

ROLES = {
    PersonSide.SUSPECTED: frozenset({PersonRoleName.SUSPECTED, PersonRoleName.CONVICTED}),
    PersonSide.INJURED: frozenset({PersonRoleName.INJURED}),
}


@dataclass(frozen=True)
class NewInvolvement:
    """Who, in which incident, on which side, and who says so."""

    person: UUID
    incident: Incident
    side: PersonSide
    source: Source
    accuracy: Accuracy


def add_involvement(new: NewInvolvement, *, by: Actor, at: datetime) -> Involvement:
    """Put it down; refuses a side that the person's roles do not bear out, and an incident that was struck off."""
    by.require(Right.WRITE_MEMBERSHIPS)
    with transaction.atomic():
        person = person_to_write(new.person, at=at)
        if new.incident.state == IncidentState.UNFOUNDED:
            raise NothingHappened
        if not ROLES[new.side] & {held.role for held in current_roles(person)}:
            raise RoleDoesNotFit
        same = Involvement.objects.filter(
            person__in=cluster_ids(person), incident=new.incident, side=new.side
        )
        if same.filter(withdrawn_at=None).exists():
            raise AlreadySaid
        made = Involvement.objects.create(
            **signed(by, at),
            person=person,
            incident=new.incident,
            side=new.side,
            source=own_source(new.source),
            accuracy=new.accuracy,
        )
        write(Operation.COLLECT, "groups.add_involvement", by=by, kind="person", record=person.pk)
    return made
