"""Fixtures of the joint plan's tests."""

import pytest

from tests.steps.callins.plan.world import Planners, make_planners


@pytest.fixture
def planners(db: None) -> Planners:
    """Those who plan and read."""
    return make_planners()
