"""The room of the problem analysis, as its tests need it."""

import pytest

from tests.steps.review.cast import Company, make_company


@pytest.fixture
def company(db: None) -> Company:
    """Police by role, and those who see nothing of it."""
    return make_company()
