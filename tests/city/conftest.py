"""The city most tests look at: seed 1, size 1, a Monday in November."""

from datetime import date

import pytest

from gvi.city import City, build

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def city() -> City:
    return build(1, 1, MONDAY)
