"""Who decides at night: put a decider on call for some hours, or take the turn away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gvi.trust.disclosures.models import OnCall
from gvi.trust.disclosures.queries.on_call import deciders
from gvi.trust.disclosures.refusals import AlreadyEnded, BadDays, NotADecider
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Member
from gvi.trust.workspaces.rights import Right


def put_on_call(member: Member, starts: datetime, ends: datetime, *, by: Actor, at: datetime) -> OnCall:
    """Give ``member``, who may decide, the turn from ``starts`` to ``ends``."""
    by.require(Right.NAME_ON_CALL)
    if ends <= starts or ends <= at:
        raise BadDays("ends_at")
    if not deciders(by).filter(pk=member.pk).exists():
        raise NotADecider
    with transaction.atomic():
        turn = OnCall.objects.create(workspace_id=own_room(by), member=member, starts_at=starts, ends_at=ends)
        write(Operation.SETTINGS, "disclosures.put_on_call", by=by, kind="on_call", record=turn.pk)
    return turn


def take_off_call(turn: UUID, *, by: Actor, at: datetime) -> None:
    """Take a turn away that has not ended."""
    by.require(Right.NAME_ON_CALL)
    with transaction.atomic():
        gone, _tables = OnCall.objects.filter(pk=turn, workspace=own_room(by), ends_at__gt=at).delete()
        if not gone:
            raise AlreadyEnded
        write(Operation.SETTINGS, "disclosures.take_off_call", by=by, kind="on_call", record=turn)
