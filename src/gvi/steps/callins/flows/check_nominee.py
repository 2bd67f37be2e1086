"""Check a nomination: another member than who nominated stands behind the judgement (domain.md, "Call-in")."""

from datetime import datetime

from django.db import transaction

from gvi.steps.callins.flows.on_the_list import held_nominee, refuse_locked, refuse_not_part
from gvi.steps.callins.models import Nominee
from gvi.steps.callins.refusals_nominees import NomineeMoved, OwnNomination
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def check_nominee(nominee: Nominee, *, by: Actor, at: datetime) -> Nominee:
    """Let the nomination go on to whoever decides; refuses one's own."""
    by.require(Right.CHECK_NOMINEES)
    with transaction.atomic():
        current = held_nominee(nominee.pk)
        if current.state != NomineeState.NOMINATED:
            raise NomineeMoved
        if current.by == own_member(by):
            raise OwnNomination
        refuse_locked(current.callin_id)
        person = person_to_write(current.person_id, at=at)
        refuse_not_part(current.person_id, current.workspace_id)
        current.state, current.checked_by, current.checked_at = NomineeState.CHECKED, own_member(by), at
        current.save(update_fields=["state", "checked_by", "checked_at"])
        write(Operation.CHANGE, "callins.check_nominee", by=by, kind="person", record=person.pk)
    return current
