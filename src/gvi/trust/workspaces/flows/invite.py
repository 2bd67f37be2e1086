"""Invite a new member: an account without a password, a first role, and a one-time link to hand over by hand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.flows.common import approved_when_given, day_of
from gvi.trust.workspaces.flows.grant_role import check_period, check_role
from gvi.trust.workspaces.inside import own_room
from gvi.trust.workspaces.models import Grant, Member, Purpose, User
from gvi.trust.workspaces.one_time import make_link
from gvi.trust.workspaces.refused import AddressTaken
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role


@dataclass(frozen=True)
class Newcomer:
    """Who is invited, as the administrator writes it."""

    name: str
    email: str
    role: Role
    ends: date
    function: str = ""


@dataclass(frozen=True)
class Invitation:
    """The new member and the secret of the link; shown once."""

    member: Member
    secret: str


def invite(newcomer: Newcomer, *, by: Actor, at: datetime) -> Invitation:
    """Create the member in ``by``'s room with one role from today; returns the link's secret.

    Refuses an address that signs somebody in already, a role that the room does not have and a grant of more
    than twelve months.
    """
    by.require(Right.MANAGE_MEMBERS)
    check_role(newcomer.role, by)
    check_period(day_of(at), newcomer.ends)
    if User.objects.filter(email=newcomer.email.lower()).exists():
        raise AddressTaken
    with transaction.atomic():
        member = _create(newcomer, by, at)
        secret = make_link(member, Purpose.INVITE, by=by, at=at)
        write(Operation.SETTINGS, "workspaces.invite", by=by, kind="member", record=member.pk)
    return Invitation(member, secret)


def _create(newcomer: Newcomer, by: Actor, at: datetime) -> Member:
    member = Member.objects.create(
        user=User.objects.create_user(newcomer.email),
        workspace_id=own_room(by),
        name=newcomer.name,
        function=newcomer.function,
    )
    Grant.objects.create(
        member=member,
        role=newcomer.role,
        starts=day_of(at),
        ends=newcomer.ends,
        given_by_id=by.member_id,
        approved_at=approved_when_given(newcomer.role, at),
    )
    return member
