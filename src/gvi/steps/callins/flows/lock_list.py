"""Lock the list, three weeks before: everybody on it is decided about, and nobody meets whom they must not."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gvi.steps.callins.flows.on_the_list import hold_coming, is_locked, refuse_together
from gvi.steps.callins.models import CallIn, ListLock, Nominee
from gvi.steps.callins.queries.fitting import who_may_be_called
from gvi.steps.callins.refusals_nominees import AlreadyLocked, NobodyApproved, SomebodyBlocked, StillUndecided
from gvi.steps.callins.states import NomineeState
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed


def lock_list(callin: CallIn, *, by: Actor, at: datetime) -> ListLock:
    """Lock it once. After this a place is only given up, or taken by a reserve."""
    by.require(Right.CHECK_NOMINEES)
    with transaction.atomic():
        current = hold_coming(callin.pk)
        if is_locked(current.pk):
            raise AlreadyLocked
        _refuse(current, localdate(at))
        made = ListLock.objects.create(**signed(by, at), callin=current)
        write(Operation.CHANGE, "callins.lock_list", by=by, kind="callin", record=current.pk)
    return made


def _refuse(callin: CallIn, day: date) -> None:
    listed = Nominee.objects.filter(callin=callin)
    undecided = listed.filter(state__in=(NomineeState.NOMINATED, NomineeState.CHECKED)).count()
    if undecided:
        raise StillUndecided(undecided)
    approved = listed.filter(state=NomineeState.APPROVED).values_list("person", "workspace")
    if not approved:
        raise NobodyApproved
    fitting = who_may_be_called([person for person, _room in approved], approved[0][1])
    if any(person not in fitting for person, _room in approved):
        raise SomebodyBlocked
    refuse_together(callin.pk, day)
