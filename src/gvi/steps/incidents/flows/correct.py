"""Correct the facts of an incident, also of a confirmed one; the old version stays visible (domain.md)."""

from datetime import datetime

from django.db import transaction

from gvi.steps.incidents.facts import Facts
from gvi.steps.incidents.flows.deciding import locked, save, written
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.refusals import NothingChanged
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


@transaction.atomic
def correct(incident: Incident, facts: Facts, reason: str, *, by: Actor, at: datetime) -> Incident:
    """Replace what differs and say why; the state is left alone (that is ``reopen``)."""
    by.require(Right.JUDGE_INCIDENT_STATE)
    plain = written(reason, by)
    facts.check(at, by)
    current = locked(incident)
    differing = facts.differing(Facts.of(current))
    if not differing:
        raise NothingChanged
    values = {name: value for name, value in facts.values().items() if name in differing}
    return save(current, "incidents.correct", by=by, at=at, change_reason=plain, **values)
