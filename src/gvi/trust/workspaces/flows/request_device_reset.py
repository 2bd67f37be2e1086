"""Ask that a lost second factor be replaced. One asks, another approves (trust.md, "Level")."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import require_own_room
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import DeviceReset, Member
from gvi.trust.workspaces.refused import OwnRights
from gvi.trust.workspaces.rights import Right

ASKING = (Right.MANAGE_MEMBERS, Right.APPROVE_RESET)


def request_device_reset(member: Member, reason: str, *, by: Actor, at: datetime) -> DeviceReset:
    """Ask on behalf of ``member``; an administrator may, and whoever may approve (who then can't approve it)."""
    if not any(by.may(right) for right in ASKING):
        raise NotAllowed("")
    require_own_room(member, by)
    if member.pk == by.member_id:
        raise OwnRights
    with transaction.atomic():
        reset = DeviceReset.objects.create(
            member=member, reason=reason, requested_at=at, requested_by_id=own_member(by)
        )
        write(Operation.SETTINGS, "workspaces.request_device_reset", by=by, kind="member", record=member.pk)
    return reset
