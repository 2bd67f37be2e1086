"""What the decisions on an incident share: the row locked, the state looked at, a new version, one log event.

The row is locked first, so that two who decide at the same moment do not both believe that they did.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from gvi.steps.incidents.models import Incident
from gvi.steps.incidents.refusals import ReasonMissing, WrongState
from gvi.steps.incidents.states import DECIDED, State
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import refuse_code_names
from gvi.trust.workspaces.free_text import refuse_identity_numbers

LONGEST_REASON = 200


def written(reason: str, by: Actor) -> str:
    """The reason in one line; raise ``ReasonMissing`` when there is none or it does not fit."""
    plain = " ".join(reason.split())
    if not plain or len(plain) > LONGEST_REASON:
        raise ReasonMissing
    refuse_identity_numbers(plain)
    refuse_code_names(by, plain)
    return plain


def locked(incident: Incident) -> Incident:
    """The row as it stands now, held until the transaction ends."""
    return Incident.objects.select_for_update().get(pk=incident.pk)


def save(incident: Incident, verb: str, *, by: Actor, at: datetime, **values: Any) -> Incident:
    """Write a new version of the row: what it says now, who made it, when, and one log event."""
    changed = {"change_reason": "", **values, "changed_at": at, "by": by.member_id}
    for name, value in changed.items():
        setattr(incident, name, value)
    incident.save(update_fields=list(changed))
    write(Operation.CHANGE, verb, by=by, kind="incident", record=incident.pk)
    return incident


@transaction.atomic
def decide(
    incident: Incident,
    come_from: frozenset[State],
    to: State,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    **values: Any,
) -> Incident:
    """Move ``incident`` to another state; raise ``WrongState`` when it no longer is in one of ``come_from``."""
    current = locked(incident)
    if current.state not in come_from:
        raise WrongState
    decided_at = at if to in DECIDED else None
    return save(current, verb, by=by, at=at, state=to, decided_at=decided_at, **values)
