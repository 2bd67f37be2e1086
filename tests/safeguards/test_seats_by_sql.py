"""T02, T03, T29, T32 by raw SQL: nobody moves to another room, gives themself a role or switches somebody's room."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from gvi.trust.workspaces.rooms import set_ticket
from tests.cast import Player, make_player, make_workspace
from tests.safeguards.world import act_as, insert, sql

pytestmark = pytest.mark.django_db
ROLES = (Role.ANALYST, Role.COORDINATOR, Role.ADMINISTRATOR, Role.RULES_DECIDER, Role.LOG_REVIEWER)


@pytest.fixture
def police() -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def officer() -> Player:
    return make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER)


def refused(statement: str, *values: object) -> None:
    with pytest.raises(DatabaseError, match="gvi: "), transaction.atomic():
        sql(statement, *values)


def seat(player: Player, role: Role, *, given_by: Player | None = None) -> None:
    today = timezone.localdate()
    insert(
        "workspaces_grant",
        member_id=player.member.pk,
        role=role,
        starts=today,
        ends=today + timedelta(days=9),
        approved_at=timezone.now(),
        given_by_id=given_by.member.pk if given_by else None,
    )


@pytest.mark.parametrize("ticket", [True, False])
def test_t01_t32_places_and_kinds_are_settled_once(police: Workspace, officer: Player, ticket: bool) -> None:
    if ticket:
        act_as(officer)
    refused("update workspaces_member set workspace_id = %s where id = %s", police.pk, officer.member.pk)
    refused("update workspaces_member set user_id = %s where id = %s", uuid4(), officer.member.pk)
    refused("update workspaces_workspace set kind = 'tax_crime' where id = %s", police.pk)


@pytest.mark.parametrize("ticket", [True, False])
@pytest.mark.parametrize("own", ROLES)
def test_t02_nobody_gives_themself_a_role(police: Workspace, own: Role, ticket: bool) -> None:
    player, friend = make_player(police, own), make_player(police, Role.ANALYST)
    if ticket:
        act_as(player)
    for role in (Role.DECISION_MAKER, Role.LAWYER, Role.COORDINATOR):
        for giver in (None, player, friend):
            with pytest.raises(DatabaseError, match=r"gvi: |two_people|no_overlap"), transaction.atomic():
                seat(player, role, given_by=giver)


def test_t02_a_role_is_not_prolonged_or_changed(police: Workspace) -> None:
    player = make_player(police, Role.ANALYST)
    act_as(player)
    change = "update workspaces_grant set {} where member_id = %s"
    refused(change.format("role = 'decision_maker'"), player.member.pk)
    refused(change.format("ends = ends + 30"), player.member.pk)


def test_t02_nobody_approves_in_anothers_name(police: Workspace) -> None:
    giver, second, player = (
        make_player(police, role) for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANALYST)
    )
    act_as(giver)
    today = timezone.localdate()
    grant = insert(
        "workspaces_grant",
        member_id=player.member.pk,
        role=Role.DECISION_MAKER,
        starts=today,
        ends=today + timedelta(days=9),
        given_by_id=giver.member.pk,
    )
    approve = "update workspaces_grant set approved_at = now(), approved_by_id = %s where id = %s"
    refused(approve, second.member.pk, grant)
    refused(approve, giver.member.pk, grant)
    act_as(second)
    sql(approve, second.member.pk, grant)


@pytest.mark.parametrize("ticket", [True, False])
def test_t29_nobody_lends_themself_a_role_or_switches_a_room(
    police: Workspace, officer: Player, ticket: bool
) -> None:
    decider, player = make_player(police, Role.DECISION_MAKER), make_player(police, Role.ANALYST)
    today = timezone.localdate()
    set_ticket(player.actor if ticket else None)
    with pytest.raises(DatabaseError, match="gvi: "), transaction.atomic():
        insert(
            "workspaces_deputyship",
            principal_id=decider.member.pk,
            deputy_id=player.member.pk,
            starts=today,
            ends=today + timedelta(days=9),
        )
    for room in (police, officer.member.workspace):
        with pytest.raises(DatabaseError, match="gvi: "), transaction.atomic():
            insert(
                "workspaces_switch",
                workspace_id=room.pk,
                on=False,
                assessment="KB",
                decider="Rut Ek",
                decided_on=today,
                recorded_at=timezone.now(),
            )
