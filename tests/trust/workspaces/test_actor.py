"""Who an account is today, and what follows."""

import pytest

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.roles import Role
from tests.cast import make_player, make_workspace


@pytest.mark.django_db
def test_police_analyst_may_judge_while_the_room_is_on() -> None:
    player = make_player(make_workspace(Kind.POLICE), Role.ANALYST)
    assert player.actor.may(Right.JUDGE)


@pytest.mark.django_db
def test_t32_sealed_rights_are_gone_when_the_room_is_off() -> None:
    player = make_player(make_workspace(Kind.POLICE, on=False), Role.ANALYST)
    assert not player.actor.may(Right.JUDGE)
    assert player.actor.may(Right.READ_INCIDENTS)
