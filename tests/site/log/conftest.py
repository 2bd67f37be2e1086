"""A police room with a log reviewer, an analyst and a data protection officer, and a past."""

from collections.abc import Iterator

import pytest

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.cluster import Cluster
from tests.site.log.month import Past, past_of


@pytest.fixture
def past(own_database: str, cluster: Cluster) -> Iterator[Past]:
    with past_of(cluster, own_database) as found:
        yield found


@pytest.fixture
def room(past: Past) -> Workspace:
    return make_workspace(Kind.POLICE)


@pytest.fixture
def siv(room: Workspace) -> Player:
    """The log reviewer."""
    return make_player(room, Role.LOG_REVIEWER, name="Siv Ask")


@pytest.fixture
def bo(room: Workspace) -> Player:
    """The analyst."""
    return make_player(room, Role.ANALYST, name="Bo Alm")


@pytest.fixture
def officer(room: Workspace) -> Player:
    """The data protection officer."""
    return make_player(room, Role.DATA_PROTECTION_OFFICER, name="Eva Lind")
