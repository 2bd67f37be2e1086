"""Name who decides in somebody's absence: the deputy holds the principal's roles for those days."""

from datetime import date, datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import require_own_room
from gvi.trust.workspaces.flows.grant_role import check_period
from gvi.trust.workspaces.models import Deputyship, Member
from gvi.trust.workspaces.refused import OwnRights, SamePerson
from gvi.trust.workspaces.rights import Right


def name_deputy(
    principal: Member, deputy: Member, *, starts: date, ends: date, by: Actor, at: datetime
) -> Deputyship:
    """Let ``deputy`` stand in for ``principal`` from ``starts`` up to, not including, ``ends``."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(principal, by)
    require_own_room(deputy, by)
    if deputy.pk == by.member_id:
        raise OwnRights(field="deputy")
    if principal.pk == deputy.pk:
        raise SamePerson
    check_period(starts, ends)
    with transaction.atomic():
        named = Deputyship.objects.create(principal=principal, deputy=deputy, starts=starts, ends=ends)
        write(Operation.SETTINGS, "workspaces.name_deputy", by=by, kind="deputyship", record=named.pk)
    return named
