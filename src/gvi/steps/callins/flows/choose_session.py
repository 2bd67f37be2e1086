"""Say which of the day's sessions somebody is called to, so that rivals never meet (domain.md, "Call-in")."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.on_the_list import held_nominee, is_locked, refuse_together
from gvi.steps.callins.models import Nominee, Seat
from gvi.steps.callins.refusals_nominees import NomineeMoved, NoSecondSession
from gvi.steps.callins.states import NomineeState
from gvi.steps.groups.flows.about_persons import person_to_write
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right


def choose_session(nominee: Nominee, session: int, *, by: Actor, at: datetime) -> Nominee:
    """Move somebody to ``session``; a seat in the other one is given up."""
    by.require(Right.CHECK_NOMINEES)
    with transaction.atomic():
        current = held_nominee(nominee.pk)
        if not 1 <= session <= current.callin.sessions:
            raise NoSecondSession
        if current.state == NomineeState.NOT_CALLED or current.session == session:
            raise NomineeMoved
        person_to_write(current.person_id, at=at)
        Seat.objects.filter(nominee=current).delete()
        current.session = session
        if is_locked(current.callin_id):
            refuse_together(current.callin_id, localdate(at), current)
        current.save(update_fields=["session"])
        write(Operation.CHANGE, "callins.choose_session", by=by, kind="person", record=current.person_id)
    return current
