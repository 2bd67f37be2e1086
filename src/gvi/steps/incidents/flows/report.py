"""Report an incident by hand, from a desk or from a phone in a car."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from gvi.steps.incidents.facts import Facts
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.sources import OWN
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@transaction.atomic
def report(facts: Facts, *, by: Actor, at: datetime) -> Incident:
    """Add an incident as *reported*; its source is ourselves and its id there is its own."""
    by.require(Right.REPORT_INCIDENT)
    facts.check(at, by)
    key = uuid4()
    incident = Incident(
        id=key, source=OWN, source_id=str(key), reported_at=at, by=by.member_id, **facts.values()
    )
    incident.save(force_insert=True)
    write(Operation.COLLECT, "incidents.report", by=by, kind="incident", record=key)
    return incident
