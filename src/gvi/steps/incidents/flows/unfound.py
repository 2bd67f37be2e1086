"""Set an incident aside (avföra): it did not happen, or is none of the kinds that the strategy follows."""

from datetime import datetime

from gvi.steps.incidents.flows.deciding import decide, written
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import OPEN, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def unfound(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    """Move a reported or waiting incident to *unfounded*, with the reason in words; it stays in the list."""
    by.require(Right.JUDGE_INCIDENT_STATE)
    plain = written(reason, by)
    return decide(incident, OPEN, State.UNFOUNDED, "incidents.unfound", by=by, at=at, unfounded_reason=plain)
