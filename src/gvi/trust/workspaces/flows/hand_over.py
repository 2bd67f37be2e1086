"""Hand over when somebody leaves: access ends in the same request, open work goes to a named deputy (T33)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.approve_device_reset import remove_second_factors
from gvi.trust.workspaces.flows.common import day_of, require_another_administrator, require_own_room
from gvi.trust.workspaces.handing import handables
from gvi.trust.workspaces.inside import own_member
from gvi.trust.workspaces.models import Deputyship, Grant, Handover, Member, OneTimeLink
from gvi.trust.workspaces.refused import SamePerson
from gvi.trust.workspaces.rights import Right


def hand_over(leaver: Member, deputy: Member, *, by: Actor, at: datetime) -> Handover:
    """End the leaver's account, roles and deputyships now and move every registered piece of open work."""
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(leaver, by)
    require_own_room(deputy, by)
    if leaver.pk == deputy.pk:
        raise SamePerson
    require_another_administrator(leaver, day=day_of(at))
    with transaction.atomic():
        moved = sum(handable.move(leaver, deputy, at=at) for handable in handables())
        _end_access(leaver, at)
        made = Handover.objects.create(leaver=leaver, deputy=deputy, at=at, by_id=own_member(by), moved=moved)
        write(
            Operation.SETTINGS,
            "workspaces.hand_over",
            by=by,
            kind="member",
            record=leaver.pk,
            count=max(moved, 1),
        )
    return made


def _end_access(leaver: Member, at: datetime) -> None:
    leaver.left_at = at
    leaver.save(update_fields=["left_at"])
    Grant.objects.filter(member=leaver, ended_at__isnull=True).update(ended_at=at)
    OneTimeLink.objects.filter(member=leaver, expires_at__gt=at).update(expires_at=at)
    _end_deputyships(leaver, at)
    remove_second_factors(leaver.user_id)
    user = leaver.user
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])


def _end_deputyships(leaver: Member, at: datetime) -> None:
    today = day_of(at)
    standing = Deputyship.objects.filter(Q(principal=leaver) | Q(deputy=leaver), ends__gt=today)
    standing.filter(starts__gte=today).delete()
    standing.filter(starts__lt=today).update(ends=today)
