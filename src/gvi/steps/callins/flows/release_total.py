"""Release how many came: one total, once, and never a small one (domain.md, "Small numbers"; trust.md, T26)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from gvi.steps.callins.models import CallIn, HeldTotal
from gvi.steps.callins.queries.invitees import how_many_came
from gvi.steps.callins.refusals_invitees import NotHeldYet, TotalTold, TotalTooSmall
from gvi.steps.callins.states import OVER
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right

SMALL = 5
"""Fewer are told to nobody."""


def release_total(callin: CallIn, *, by: Actor, at: datetime) -> HeldTotal:
    """Let the joint space know how many came; refuses before the call-in is held, a small number, and a second time."""
    by.require(Right.RELEASE_TOTAL)
    if CallIn.objects.get(pk=callin.pk).state not in OVER:
        raise NotHeldYet
    total = how_many_came(callin)
    if total < SMALL:
        raise TotalTooSmall
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = HeldTotal.objects.create(
                    callin=callin, total=total, by=own_member(by), room_id=own_room(by), at=at
                )
        except IntegrityError as error:
            raise TotalTold from error
        write(Operation.CHANGE, "callins.release_total", by=by, kind="callin", record=callin.pk)
    return made
