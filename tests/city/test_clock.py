"""The hours of the day."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gvi.city.clock import towards_evening

TIMES = arrays(np.float64, st.integers(1, 50), elements=st.floats(0, 1461, allow_subnormal=False))


@given(TIMES)
def test_order_is_kept(times: np.ndarray) -> None:
    ordered = np.sort(times)
    assert (np.diff(towards_evening(ordered)) >= -1e-9).all()


@given(TIMES)
def test_each_incident_stays_in_its_day(times: np.ndarray) -> None:
    moved = towards_evening(times)
    assert (moved >= np.floor(times) - 1e-9).all()
    assert (moved <= np.floor(times) + 1 + 1e-9).all()


def test_evenings_are_busier_than_mornings() -> None:
    hours = towards_evening(np.linspace(0, 100, 10_000, endpoint=False)) % 1 * 24
    assert np.mean(hours >= 16) > 0.5
    assert np.mean((hours >= 5) & (hours < 12)) < 0.2
