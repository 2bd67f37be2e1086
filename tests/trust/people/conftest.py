"""Rooms with people for the tests of persons."""

import pytest

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace


@pytest.fixture
def police(db: None) -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def analyst(police: Workspace) -> Player:
    return make_player(police, Role.ANALYST, name="Emil Hedmark")


@pytest.fixture
def coordinator(police: Workspace) -> Player:
    return make_player(police, Role.COORDINATOR, name="Karin Norrvik")


@pytest.fixture
def officer(db: None) -> Player:
    return make_player(make_workspace(Kind.PROBATION), Role.PROBATION_OFFICER, name="Olof Dalvik")


@pytest.fixture
def case_worker(db: None) -> Player:
    return make_player(make_workspace(Kind.SOCIAL_SERVICES), Role.CASE_WORKER, name="Sofia Klarsjö")
