"""Fixtures of the tests of groups: who maps them in the police room, and who may not know."""

import pytest

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace


@pytest.fixture
def analyst(db: None) -> Player:
    """The police's analyst."""
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


@pytest.fixture
def stranger(db: None) -> Player:
    """The coordinator of another police room, who sees nothing of the first."""
    return make_player(make_workspace(Kind.POLICE, name="Polisen Sjöstad"), Role.COORDINATOR)
