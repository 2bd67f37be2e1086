"""Approve a role that takes two people: whoever gave it can't, and nor can the member who is to hold it.

An administrator could otherwise invite an invented colleague and read the cases as that colleague.
"""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import require_own_room
from gvi.trust.workspaces.models import Grant
from gvi.trust.workspaces.refused import AlreadyApproved, ApproveOwn
from gvi.trust.workspaces.rights import Right


def approve_grant(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """Let ``grant`` count from now, as the second person."""
    by.require(Right.APPROVE_RESET)
    require_own_room(grant.member, by)
    if by.member_id in {grant.given_by_id, grant.member_id}:
        raise ApproveOwn
    with transaction.atomic():
        locked = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
        if locked.approved_at is not None or locked.ended_at is not None:
            raise AlreadyApproved
        locked.approved_at, locked.approved_by_id = at, by.member_id
        locked.save(update_fields=["approved_at", "approved_by"])
        write(
            Operation.SETTINGS,
            "workspaces.approve_grant",
            by=by,
            kind="grant",
            record=locked.pk,
            reason=locked.role,
        )
    return locked
