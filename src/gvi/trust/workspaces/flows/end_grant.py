"""End a role before its last day; it stops in the same request."""

from datetime import datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of, require_another_administrator, require_own_room
from gvi.trust.workspaces.models import Grant
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role


def end_grant(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """End ``grant`` now. A grant that has ended already is left as it is."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(grant.member, by)
    if grant.ended_at is not None:
        return grant
    if grant.role == Role.ADMINISTRATOR:
        require_another_administrator(grant.member, day=day_of(at))
    with transaction.atomic():
        grant.ended_at = at
        grant.save(update_fields=["ended_at"])
        write(
            Operation.SETTINGS,
            "workspaces.end_grant",
            by=by,
            kind="grant",
            record=grant.pk,
            reason=grant.role,
        )
    return grant
