"""The cast of the tests of studies: who writes a plan, who locks it, who only reads, and a city with a history."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Programme
from gvi.trust.workspaces.roles import Role
from tests.cast import Player, make_player, make_workspace
from tests.steps.studies.studying import make_history


@pytest.fixture
def city(db: None, settings: Settings, tmp_path: Path) -> Iterator[Programme]:
    """A programme with four years of incidents in three areas, and a key to sign receipts with."""
    settings.GVI_SEAL_KEY = str(tmp_path / "seal.key")
    yield Programme.objects.create(name="GVI Björkhamn", municipality="Björkhamn", helpline="0700-00 00 00")


@pytest.fixture
def history(city: Programme) -> int:
    """How many incidents the city has had."""
    return make_history()


@pytest.fixture
def writer(city: Programme) -> Player:
    """Who writes the plan: the municipality's coordinator."""
    return make_player(make_workspace(Kind.MUNICIPALITY), Role.COORDINATOR)


@pytest.fixture
def locker(city: Programme) -> Player:
    """Who locks it: the police's analyst."""
    return make_player(make_workspace(Kind.POLICE), Role.ANALYST)


@pytest.fixture
def evaluator(city: Programme) -> Player:
    """A university's evaluator."""
    return make_player(make_workspace(Kind.EVALUATOR), Role.EVALUATOR)


@pytest.fixture
def reader(city: Programme) -> Player:
    """Who may read and nothing more."""
    return make_player(make_workspace(Kind.COUNTY_BOARD), Role.READER)
