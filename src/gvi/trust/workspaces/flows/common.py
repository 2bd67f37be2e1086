"""What several flows about members ask first: is it this room's member, still here, and what day is it."""

from datetime import date, datetime

from django.utils import timezone

from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.refused import LastAdministrator, Left, NotInThisRoom
from gvi.trust.workspaces.roles import Role, needs_two


def day_of(at: datetime) -> date:
    """The Swedish day of ``at``."""
    return timezone.localdate(at, timezone.get_default_timezone())


def require_own_room(member: Member, by: Actor) -> None:
    """Refuse a member of another room as if there were none, and a member who has left."""
    if by.workspace_id is None or member.workspace_id != by.workspace_id:
        raise NotInThisRoom
    if member.left_at is not None:
        raise Left


def require_another_administrator(member: Member, *, day: date) -> None:
    """Refuse when ``member`` is the room's only administrator on ``day``."""
    current = Grant.objects.filter(
        member__workspace_id=member.workspace_id,
        member__left_at__isnull=True,
        role=Role.ADMINISTRATOR,
        ended_at__isnull=True,
        starts__lte=day,
        ends__gt=day,
    )
    holders = set(current.values_list("member_id", flat=True))
    if holders == {member.pk}:
        raise LastAdministrator


def approved_when_given(role: Role, at: datetime) -> datetime | None:
    """``at`` for a role that counts at once, ``None`` for one that waits for a second person."""
    return None if needs_two(role) else at
