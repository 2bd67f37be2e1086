"""Give a member a role for at most twelve months (domain.md, "Grants end within 12 months")."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import approved_when_given, require_own_room
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.refused import BadPeriod, OwnRights, RoleNotHere
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role, roles_of


def grant_role(member: Member, role: Role, *, starts: date, ends: date, by: Actor, at: datetime) -> Grant:
    """Give ``member`` of ``by``'s room ``role`` from ``starts`` up to, not including, ``ends``.

    A role that takes two people counts only after ``approve_grant``.
    """
    by.require(Right.MANAGE_MEMBERS)
    require_own_room(member, by)
    if member.pk == by.member_id:
        raise OwnRights(field="role")
    check_role(role, by)
    check_period(starts, ends)
    _check_overlap(member, role, starts, ends)
    with transaction.atomic():
        grant = Grant.objects.create(
            member=member,
            role=role,
            starts=starts,
            ends=ends,
            given_by_id=by.member_id,
            approved_at=approved_when_given(role, at),
        )
        write(Operation.SETTINGS, "workspaces.grant_role", by=by, kind="grant", record=grant.pk, reason=role)
    return grant


def check_role(role: Role, by: Actor) -> None:
    """Refuse a role that ``by``'s kind of room does not have."""
    if by.kind is None or role not in roles_of(by.kind):
        raise RoleNotHere


def check_period(starts: date, ends: date) -> None:
    """Refuse an end before the start, or more than twelve months after it."""
    if ends <= starts:
        raise BadPeriod(_("Slutdagen måste ligga efter första dagen."))
    if ends > _a_year_after(starts):
        raise BadPeriod(_("En roll kan ges för högst tolv månader i taget."))


def _a_year_after(day: date) -> date:
    leap_day = day.month == 2 and day.day == 29
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def _check_overlap(member: Member, role: Role, starts: date, ends: date) -> None:
    standing = Grant.objects.filter(member=member, role=role, ended_at__isnull=True)
    if standing.filter(starts__lt=ends, ends__gt=starts).exists():
        raise BadPeriod(_("Medlemmen har redan rollen under en del av den tiden."))
