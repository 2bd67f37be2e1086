"""A case role counts when a second person has approved it, and deputies are no way round it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gvi.trust.log.models import Operation
from gvi.trust.refusals import NotAllowed
from gvi.trust.workspaces.actor import Actor, load_actor
from gvi.trust.workspaces.flows.approve_grant import approve_grant
from gvi.trust.workspaces.flows.end_grant import end_grant
from gvi.trust.workspaces.flows.grant_role import grant_role
from gvi.trust.workspaces.flows.invite import Newcomer, invite
from gvi.trust.workspaces.flows.name_deputy import name_deputy
from gvi.trust.workspaces.models import Grant, Member
from gvi.trust.workspaces.refused import AlreadyApproved, ApproveOwn, DeputyWithoutCases
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import set_ticket
from tests.cast import give, in_room, make_deputy, make_player
from tests.trust.workspaces.events import one_event
from tests.trust.workspaces.room import Staff, now

TODAY = timezone.localdate()
ENDS = TODAY + timedelta(days=90)
INVENTED = Newcomer(name="Inga Finns", email="inga@bjorkhamn.example", role=Role.COORDINATOR, ends=ENDS)


def invited(staff: Staff, role: Role = Role.COORDINATOR) -> Member:
    with in_room(staff.administrator) as actor:
        return invite(replace(INVENTED, role=role), by=actor, at=now()).member


def today_as(member: Member) -> Actor | None:
    return load_actor(member.user, day=TODAY)


def room_opens(staff: Staff, member: Member) -> bool:
    """Whether the database itself opens the room for ``member``."""
    set_ticket(replace(staff.analyst.actor, member_id=member.pk))
    with connection.cursor() as cursor:
        cursor.execute("select gvi.here()")
        opened = cursor.fetchone()[0] is not None
    set_ticket(None)
    return opened


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANALYST, Role.LOG_REVIEWER])
def test_an_invented_colleague_waits_outside(staff: Staff, role: Role) -> None:
    member = invited(staff, role)
    assert today_as(member) is None
    assert not room_opens(staff, member)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.RULES_DECIDER, Role.DATA_PROTECTION_OFFICER])
def test_a_role_without_cases_counts_at_once(staff: Staff, role: Role) -> None:
    assert today_as(invited(staff, role)) is not None


def test_a_second_person_lets_the_member_in(staff: Staff) -> None:
    member = invited(staff)
    with one_event(staff.coordinator, Operation.SETTINGS, "workspaces.approve_grant") as actor:
        approve_grant(member.grants.get(), by=actor, at=now())
    found = today_as(member)
    assert found is not None
    assert found.may(Right.READ_JUDGEMENTS)
    assert room_opens(staff, member)


def test_neither_the_giver_nor_the_member_approves(staff: Staff) -> None:
    give(staff.administrator, Role.COORDINATOR, starts=TODAY, ends=ENDS)
    with in_room(staff.administrator) as actor:
        assert actor.may(Right.APPROVE_RESET)
        given = grant_role(
            staff.analyst.member, Role.COORDINATOR, starts=TODAY, ends=ENDS, by=actor, at=now()
        )
        with pytest.raises(ApproveOwn):
            approve_grant(given, by=actor, at=now())
    with in_room(staff.second) as actor:
        own = grant_role(staff.coordinator.member, Role.ANALYST, starts=TODAY, ends=ENDS, by=actor, at=now())
    with in_room(staff.coordinator) as actor, pytest.raises(ApproveOwn):
        approve_grant(own, by=actor, at=now())


def test_an_analyst_approves_nobody(staff: Staff) -> None:
    grant = invited(staff).grants.get()
    with in_room(staff.analyst) as actor, pytest.raises(NotAllowed):
        approve_grant(grant, by=actor, at=now())


def test_a_role_is_approved_once_and_never_after_its_end(staff: Staff) -> None:
    grant = invited(staff).grants.get()
    with in_room(staff.administrator) as actor:
        end_grant(grant, by=actor, at=now())
    with in_room(staff.coordinator) as actor, pytest.raises(AlreadyApproved):
        approve_grant(grant, by=actor, at=now())


@pytest.mark.parametrize("approver", ["giver", "member", "nobody"])
def test_the_database_wants_two_people_too(staff: Staff, approver: str) -> None:
    grant = invited(staff).grants.get()
    by = {"giver": grant.given_by_id, "member": grant.member_id, "nobody": None}[approver]
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(approved_at=timezone.now(), approved_by=by)


def test_a_deputyship_is_no_way_round(staff: Staff) -> None:
    member = invited(staff, Role.DATA_PROTECTION_OFFICER)
    principal = staff.coordinator.member
    with in_room(staff.administrator) as actor, pytest.raises(DeputyWithoutCases):
        name_deputy(principal, member, starts=TODAY, ends=ENDS, by=actor, at=now())
    make_deputy(principal, member, starts=TODAY, ends=ENDS)
    found = today_as(member)
    assert found is not None
    assert found.deputy_roles == ()


def test_t33_nobody_is_deputy_for_somebody_who_has_left(staff: Staff) -> None:
    deputy = make_player(staff.room, Role.ANALYST)
    principal = staff.coordinator.member
    make_deputy(principal, deputy.member, starts=TODAY, ends=ENDS)
    assert Role.COORDINATOR in deputy.actor.deputy_roles
    principal.left_at = timezone.now()
    principal.save()
    assert deputy.actor.deputy_roles == ()


def test_t33_the_database_closes_the_room_to_the_deputy_of_somebody_who_left(staff: Staff) -> None:
    deputy = make_player(staff.room, Role.ADMINISTRATOR)
    principal = make_player(staff.room, Role.RULES_DECIDER).member
    Grant.objects.filter(member=deputy.member).update(ended_at=timezone.now())
    make_deputy(principal, deputy.member, starts=TODAY, ends=ENDS)
    assert room_opens(staff, deputy.member)
    principal.left_at = timezone.now()
    principal.save()
    assert not room_opens(staff, deputy.member)


def test_it_is_approved_with_one_button(staff: Staff) -> None:
    grant = invited(staff).grants.get()
    page, button = reverse("workspaces:resets"), reverse("workspaces:approve_role", args=[grant.pk])
    client = staff.coordinator.client()
    text = client.get(page).content.decode()
    assert "Inga Finns" in text
    assert button in text
    assert client.post(button).status_code == 302
    assert button not in client.get(page).content.decode()
    grant.refresh_from_db()
    assert grant.approved_by == staff.coordinator.member


def test_an_administrator_sees_that_it_waits(staff: Staff) -> None:
    member = invited(staff)
    address = reverse("workspaces:member", args=[member.pk])
    assert "Väntar på en andra person" in staff.administrator.client().get(address).content.decode()
