"""Fixtures of the review's tests."""

import pytest

from tests.steps.review.cast import Company, make_company


@pytest.fixture
def company(db: None) -> Company:
    """Those who meet, with the police room switched on."""
    return make_company()
