"""Fixtures of the tests of summons."""

import pytest

from gvi.steps.callins.models import CallIn
from tests.steps.callins.invitees.world import Rooms, make_callin, make_rooms


@pytest.fixture
def rooms(db: None) -> Rooms:
    """Police who name, probation who summons."""
    return make_rooms()


@pytest.fixture
def callin(rooms: Rooms) -> CallIn:
    """A call-in in six weeks."""
    return make_callin()
