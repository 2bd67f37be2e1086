"""The cast of the tests of talks: who asks, who approves, and who may not know."""

import pytest

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace


@pytest.fixture
def analyst(db: None) -> Player:
    """Who asks and goes out."""
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


@pytest.fixture
def coordinator(analyst: Player) -> Player:
    """Who asks, goes out and approves what others have asked for."""
    return make_player(analyst.member.workspace, Role.COORDINATOR)


@pytest.fixture
def decider(analyst: Player) -> Player:
    """Who approves, and releases a quarter."""
    return make_player(analyst.member.workspace, Role.DECISION_MAKER)


@pytest.fixture
def stranger(db: None) -> Player:
    """The coordinator of another police room."""
    return make_player(make_workspace(Kind.POLICE, name="Polisen Sjöstad"), Role.COORDINATOR)
