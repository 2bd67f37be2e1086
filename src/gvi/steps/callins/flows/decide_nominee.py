"""Decide about a nominee: approved, reserve, or not this time (domain.md, "Call-in").

*Not this time* is one answer for all and takes no reason, so that neither page, history nor log tells anything. Who
may be under eighteen is decided about by a decision maker who had no part in the nomination (T27).
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.on_the_list import (
    held_nominee,
    is_locked,
    refuse_not_part,
    refuse_together,
)
from gvi.steps.callins.models import Nominee, Seat
from gvi.steps.callins.refusals_nominees import ListIsLocked, NomineeMoved, ThirdForMinor
from gvi.steps.callins.states import NOMINEE_MOVES, NomineeState
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.labels import labels
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right

DECISIONS = (NomineeState.APPROVED, NomineeState.RESERVE, NomineeState.NOT_CALLED)


def decide_nominee(nominee: Nominee, decision: NomineeState, *, by: Actor, at: datetime) -> Nominee:
    """Write the decision; a seat is given up with the place on the list."""
    by.require(Right.DECIDE_NOMINEES)
    with transaction.atomic():
        current = held_nominee(nominee.pk)
        if decision not in DECISIONS or (current.state, decision) not in NOMINEE_MOVES:
            raise NomineeMoved
        if decision is NomineeState.NOT_CALLED:
            Seat.objects.filter(nominee=current).delete()
        else:
            _refuse(current, decision, by=by, at=at)
        current.state, current.decided_by, current.decided_at = decision, own_member(by), at
        if is_locked(current.callin_id):
            refuse_together(current.callin_id, localdate(at), current)
        current.save(update_fields=["state", "decided_by", "decided_at"])
        write(Operation.CHANGE, "callins.decide_nominee", by=by, kind="person", record=current.person_id)
    return Nominee.objects.get(pk=current.pk)


def _refuse(current: Nominee, decision: NomineeState, *, by: Actor, at: datetime) -> None:
    if is_locked(current.callin_id) and decision is not NomineeState.APPROVED:
        raise ListIsLocked
    if is_locked(current.callin_id) and current.state != NomineeState.RESERVE:
        raise ListIsLocked
    person_to_write(current.person_id, at=at)
    refuse_not_part(current.person_id, current.workspace_id)
    label = labels([current.person_id], day=localdate(at))[current.person_id]
    if label.minor and own_member(by) in (current.by, current.checked_by):
        raise ThirdForMinor
