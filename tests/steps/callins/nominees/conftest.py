"""Fixtures of the tests of nominees."""

import pytest

from gvi.steps.callins.models import CallIn
from tests.steps.callins.nominees.listed import Police, make_callin, make_police


@pytest.fixture
def police(db: None) -> Police:
    """A police room with those who work with the list."""
    return make_police()


@pytest.fixture
def callin(police: Police) -> CallIn:
    """A call-in in six weeks."""
    return make_callin(police.coordinator)
