"""Look again at somebody on the list in the last days: still to be called, says a person, line by line.

Whoever is not is decided about by a decision maker (``decide_nominee``); nothing is taken off the list by itself.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.ageing import RECHECK_DAYS
from gvi.steps.callins.flows.on_the_list import held_nominee, is_locked, refuse_not_part
from gvi.steps.callins.models import Nominee
from gvi.steps.callins.refusals_nominees import NomineeMoved, NotYetLooked
from gvi.steps.callins.states import ON_LIST
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.rights import Right


def recheck_nominee(nominee: Nominee, *, by: Actor, at: datetime) -> Nominee:
    """Say that the nominee is still to be called; refuses whom T11 no longer lets be."""
    by.require(Right.CHECK_NOMINEES)
    with transaction.atomic():
        current = held_nominee(nominee.pk)
        if current.state not in ON_LIST:
            raise NomineeMoved
        opens = current.callin.day - timedelta(days=RECHECK_DAYS)
        if not is_locked(current.callin_id) or localdate(at) < opens:
            raise NotYetLooked
        person_to_write(current.person_id, at=at)
        refuse_not_part(current.person_id, current.workspace_id)
        current.rechecked_by, current.rechecked_at = own_member(by), at
        current.save(update_fields=["rechecked_by", "rechecked_at"])
        write(Operation.CHANGE, "callins.recheck_nominee", by=by, kind="person", record=current.person_id)
    return current
