"""Approve that a lost second factor be replaced: the old one is gone, and a one-time link adds a new one.

The link works only together with the member's own password, so that whoever approves can't use it.
"""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import require_own_room
from gvi.trust.workspaces.models import DeviceReset, Purpose, User
from gvi.trust.workspaces.one_time import make_link
from gvi.trust.workspaces.refused import AlreadyDecided, TwoPeople
from gvi.trust.workspaces.rights import Right


def approve_device_reset(reset: DeviceReset, *, by: Actor, at: datetime) -> str:
    """Remove the member's second factors, end the sessions, and return the secret of the link."""
    by.require(Right.APPROVE_RESET)
    require_own_room(reset.member, by)
    if by.member_id in {reset.requested_by_id, reset.member_id}:
        raise TwoPeople
    with transaction.atomic():
        locked = DeviceReset.objects.select_for_update(of=("self",)).select_related("member").get(pk=reset.pk)
        if locked.approved_at is not None:
            raise AlreadyDecided
        locked.approved_at, locked.approved_by_id = at, by.member_id
        locked.save(update_fields=["approved_at", "approved_by"])
        remove_second_factors(locked.member.user_id)
        secret = make_link(locked.member, Purpose.DEVICE, by=by, at=at)
        write(
            Operation.SETTINGS,
            "workspaces.approve_device_reset",
            by=by,
            kind="member",
            record=locked.member_id,
        )
    return secret


def remove_second_factors(user_id: UUID) -> None:
    """Take away every device and recovery code, and end every session."""
    Authenticator.objects.filter(user_id=user_id).delete()
    User.objects.filter(pk=user_id).update(session_round=F("session_round") + 1)
