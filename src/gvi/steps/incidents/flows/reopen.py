"""Take back a decision on an incident's state that turned out wrong; both decisions stay among its revisions."""

from datetime import datetime

from gvi.steps.incidents.flows.deciding import decide, written
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import DECIDED, State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def reopen(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    """Move a confirmed or unfounded incident back to *waiting*, with the reason in words."""
    by.require(Right.JUDGE_INCIDENT_STATE)
    values = {"change_reason": written(reason, by), "unfounded_reason": ""}
    return decide(incident, DECIDED, State.WAITING, "incidents.reopen", by=by, at=at, **values)
