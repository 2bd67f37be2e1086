"""Let an incident wait (avvakta): too little is known to confirm it or set it aside."""

from datetime import datetime

from gvi.steps.incidents.flows.deciding import decide
from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.states import State
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right

REPORTED = frozenset({State.REPORTED})


def set_waiting(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Move a reported incident to *waiting*; a decided one needs a reason and goes through ``reopen``."""
    by.require(Right.JUDGE_INCIDENT_STATE)
    return decide(incident, REPORTED, State.WAITING, "incidents.set_waiting", by=by, at=at)
