"""Confirm an incident. *Confirmed shooting*: a powder weapon was fired and left traces or independent witnesses."""

from datetime import datetime

from gvi.steps.incidents.flows.deciding import decide
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def confirm(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Move a reported or waiting incident to *confirmed*; from now on it counts in every figure."""
    by.require(Right.JUDGE_INCIDENT_STATE)
    return decide(incident, OPEN, State.CONFIRMED, "incidents.confirm", by=by, at=at)
