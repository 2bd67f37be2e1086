"""Name who decides in somebody's absence: the deputy holds the principal's roles for those days."""

from datetime import date, datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import day_of, require_own_room
from gvi.trust.workspaces.flows.grant_role import check_period
from gvi.trust.workspaces.models import Deputyship, Grant, Member
from gvi.trust.workspaces.refused import DeputyWithoutCases, OwnRights, SamePerson
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import EVERY_ROOM, TWO_PEOPLE


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
    _check_cases(principal, deputy, day_of(at))
    with transaction.atomic():
        named = Deputyship.objects.create(principal=principal, deputy=deputy, starts=starts, ends=ends)
        write(Operation.SETTINGS, "workspaces.name_deputy", by=by, kind="deputyship", record=named.pk)
    return named


def _check_cases(principal: Member, deputy: Member, today: date) -> None:
    """Refuse to lend a role that takes two people to somebody who has no approved case role."""
    standing = Grant.objects.filter(ended_at__isnull=True, ends__gt=today, approved_at__isnull=False)
    lent = standing.filter(member=principal, role__in=TWO_PEOPLE)
    own = standing.filter(member=deputy).exclude(role__in=EVERY_ROOM)
    if lent.exists() and not own.exists():
        raise DeputyWithoutCases
