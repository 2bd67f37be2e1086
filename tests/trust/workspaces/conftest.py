"""A staffed police room for the tests of settings."""

import pytest

from tests.trust.workspaces.room import Staff, make_staff


@pytest.fixture
def staff(db: None) -> Staff:
    return make_staff()
