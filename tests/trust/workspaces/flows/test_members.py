"""Inviting, giving and ending roles, deputies: who may, what is refused, what is written."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.flows.end_deputyship import end_deputyship
from gvi.trust.workspaces.flows.end_grant import end_grant
from gvi.trust.workspaces.flows.grant_role import check_period, grant_role
from gvi.trust.workspaces.flows.invite import Newcomer, invite
from gvi.trust.workspaces.flows.name_deputy import name_deputy
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Deputyship, Grant, Member, Purpose
from gvi.trust.workspaces.one_time import find_link
from gvi.trust.workspaces.refused import (
    AddressTaken,
    BadPeriod,
    LastAdministrator,
    OwnRights,
    RoleNotHere,
    SamePerson,
)
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from tests.cast import in_room, make_deputy, make_player, make_workspace
from tests.trust.workspaces.events import one_event
from tests.trust.workspaces.room import Staff, now

TODAY = timezone.localdate()
HALF_YEAR = TODAY + timedelta(days=180)


def newcomer(email: str = "ny@bjorkhamn.example", role: Role = Role.ANALYST) -> Newcomer:
    return Newcomer(name="Nils Ny", email=email, role=role, ends=HALF_YEAR)


def test_an_administrator_invites_a_member_with_one_role(staff: Staff) -> None:
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.invite") as actor:
        invited = invite(newcomer(), by=actor, at=now())
    assert invited.member.workspace == staff.room
    assert [grant.role for grant in invited.member.grants.all()] == [Role.ANALYST]
    assert not invited.member.user.has_usable_password()
    link = find_link(invited.secret, at=now())
    assert link is not None
    assert (link.member, link.purpose) == (invited.member, Purpose.INVITE)
    assert invited.secret not in link.fingerprint


def test_a_link_ends_by_itself(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        secret = invite(newcomer(), by=actor, at=now()).secret
    assert find_link(secret, at=now() + timedelta(days=3, minutes=1)) is None


def test_an_analyst_invites_nobody(staff: Staff) -> None:
    with in_room(staff.analyst) as actor, pytest.raises(NotAllowed):
        invite(newcomer(), by=actor, at=now())


def test_an_address_signs_in_one_member_only(staff: Staff) -> None:
    taken = staff.analyst.user.email.upper()
    with in_room(staff.administrator) as actor, pytest.raises(AddressTaken):
        invite(newcomer(email=taken), by=actor, at=now())


def test_a_room_has_only_the_roles_of_its_kind(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        with pytest.raises(RoleNotHere):
            invite(newcomer(role=Role.CASE_WORKER), by=actor, at=now())
        with pytest.raises(RoleNotHere):
            grant_role(staff.analyst.member, Role.READER, starts=TODAY, ends=HALF_YEAR, by=actor, at=now())


def test_a_role_counts_from_its_first_day(staff: Staff) -> None:
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.grant_role") as actor:
        grant_role(
            staff.analyst.member,
            Role.DATA_PROTECTION_OFFICER,
            starts=TODAY,
            ends=HALF_YEAR,
            by=actor,
            at=now(),
        )
    assert staff.analyst.actor.may(Right.READ_LOG)


def test_nobody_gives_themselves_a_role(staff: Staff) -> None:
    me = staff.administrator.member
    with in_room(staff.administrator) as actor, pytest.raises(OwnRights):
        grant_role(me, Role.COORDINATOR, starts=TODAY, ends=HALF_YEAR, by=actor, at=now())


def test_t01_a_member_of_another_room_does_not_exist(staff: Staff) -> None:
    elsewhere = make_player(make_workspace(Kind.PROBATION), Role.COORDINATOR)
    with in_room(staff.administrator) as actor, pytest.raises(NotAllowed):
        grant_role(elsewhere.member, Role.ANALYST, starts=TODAY, ends=HALF_YEAR, by=actor, at=now())


def test_the_same_role_twice_at_once_is_refused(staff: Staff) -> None:
    with in_room(staff.administrator) as actor, pytest.raises(BadPeriod):
        grant_role(staff.analyst.member, Role.ANALYST, starts=TODAY, ends=HALF_YEAR, by=actor, at=now())


def test_a_role_can_be_given_for_when_the_first_one_ends(staff: Staff) -> None:
    first = staff.analyst.member.grants.get()
    with in_room(staff.administrator) as actor:
        grant_role(
            staff.analyst.member,
            Role.ANALYST,
            starts=first.ends,
            ends=first.ends + timedelta(days=100),
            by=actor,
            at=now(),
        )
    assert staff.analyst.member.grants.count() == 2


@given(
    start=st.dates(min_value=TODAY, max_value=TODAY.replace(year=TODAY.year + 8)), days=st.integers(-5, 800)
)
@settings(max_examples=200)
def test_t29_python_and_the_database_agree_on_twelve_months(start: object, days: int) -> None:
    from datetime import date

    assert isinstance(start, date)
    ends = start + timedelta(days=days)
    leap = start.month == 2 and start.day == 29
    limit = start.replace(year=start.year + 1, day=28 if leap else start.day)
    if start < ends <= limit:
        check_period(start, ends)
    else:
        with pytest.raises(BadPeriod):
            check_period(start, ends)


def test_t29_an_ended_role_stops_at_once(staff: Staff) -> None:
    grant = staff.analyst.member.grants.get()
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.end_grant") as actor:
        end_grant(grant, by=actor, at=now())
    with pytest.raises(AssertionError):
        _ = staff.analyst.actor


def test_the_last_administrator_keeps_the_role(staff: Staff) -> None:
    first, second = (Grant.objects.get(member=p.member) for p in (staff.administrator, staff.second))
    with in_room(staff.administrator) as actor:
        end_grant(second, by=actor, at=now())
        with pytest.raises(LastAdministrator):
            end_grant(first, by=actor, at=now())


def test_a_deputy_holds_the_roles_for_the_days_covered(staff: Staff) -> None:
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.name_deputy") as actor:
        name_deputy(
            staff.coordinator.member, staff.analyst.member, starts=TODAY, ends=HALF_YEAR, by=actor, at=now()
        )
    assert staff.analyst.actor.may(Right.RUN_MEETING)


def test_nobody_makes_themselves_a_deputy(staff: Staff) -> None:
    with in_room(staff.administrator) as actor, pytest.raises(OwnRights):
        name_deputy(
            staff.coordinator.member,
            staff.administrator.member,
            starts=TODAY,
            ends=HALF_YEAR,
            by=actor,
            at=now(),
        )


def test_nobody_stands_in_for_themselves(staff: Staff) -> None:
    with in_room(staff.administrator) as actor, pytest.raises(SamePerson):
        name_deputy(
            staff.analyst.member, staff.analyst.member, starts=TODAY, ends=HALF_YEAR, by=actor, at=now()
        )


@pytest.mark.parametrize(("days_ago", "left"), [(3, 1), (0, 0)])
def test_t29_a_deputyship_ended_stops_at_once(staff: Staff, days_ago: int, left: int) -> None:
    standing = make_deputy(
        staff.coordinator.member,
        staff.analyst.member,
        starts=TODAY - timedelta(days=days_ago),
        ends=HALF_YEAR,
    )
    with one_event(staff.administrator, Operation.SETTINGS, "workspaces.end_deputyship") as actor:
        end_deputyship(standing, by=actor, at=now())
    assert not staff.analyst.actor.may(Right.RUN_MEETING)
    assert Deputyship.objects.count() == left


def test_whoever_invites_stays_the_room_of_the_newcomer(staff: Staff) -> None:
    with in_room(staff.administrator) as actor:
        invite(newcomer(), by=actor, at=now())
    assert Member.objects.get(user__email="ny@bjorkhamn.example").workspace_id == staff.room.pk
