"""Swings that linger: what is drawn has the mean, spread and memory asked for, and much memory is seen."""

from __future__ import annotations

import numpy as np
import pytest

from gvi.science.evaluation import glm, lingering


def test_what_is_drawn_is_negative_binomial_with_the_correlation_asked_for() -> None:
    many, mean, theta, rho = 4000, 6.0, 4.0, 0.5
    drawn = lingering.draw(
        np.random.default_rng(1), np.full(40, mean), np.arange(40), np.full(many, theta), np.full(many, rho)
    )
    assert drawn.mean() == pytest.approx(mean, rel=0.02)
    assert drawn.var() == pytest.approx(mean + mean**2 / theta, rel=0.03)
    for lag in (1, 3):
        beside = np.mean((drawn[:, lag:] - mean) * (drawn[:, :-lag] - mean))
        assert beside == pytest.approx(mean**2 / theta * rho**lag, rel=0.1)


def test_poisson_counts_do_not_linger() -> None:
    drawn = lingering.draw(
        np.random.default_rng(1),
        np.full(40, 6.0),
        np.arange(40),
        np.full(2000, glm.POISSON),
        np.full(2000, 0.8),
    )
    assert drawn.var() == pytest.approx(6.0, rel=0.03)


@pytest.mark.parametrize(("rho", "low", "high"), [(0.0, 0.0, 0.3), (0.8, 0.5, 0.95)])
def test_memory_is_seen_where_there_is_much_of_it(rho: float, low: float, high: float) -> None:
    places = np.arange(180)
    x = np.column_stack([np.ones(180), places / 180])
    y = lingering.draw(np.random.default_rng(3), np.full(180, 50.0), places, np.full(8, 4.0), np.full(8, rho))
    told = [lingering.lingering(glm.quasi_poisson(x, one), places) for one in y]
    assert low <= np.median([one.rho for one in told]) <= high
    assert all(one.rho <= one.most for one in told)


def test_steps_left_out_do_not_count_as_neighbours() -> None:
    y = np.tile([1.0, 9.0], 30)
    x = np.ones((60, 1))
    fits = glm.quasi_poisson(x, y)
    assert lingering.lingering(fits, np.arange(60)).first < -0.9
    assert lingering.lingering(fits, 2 * np.arange(60)).first == 0


def test_a_long_series_is_taken_in_blocks_with_the_same_answer() -> None:
    places = np.arange(2 * lingering.BLOCK)
    x = np.ones((len(places), 1))
    y = lingering.draw(
        np.random.default_rng(3), np.full(len(places), 50.0), places, np.full(1, 4.0), np.full(1, 0.6)
    )
    fits = glm.quasi_poisson(x, y)
    whole, half = (
        lingering.lingering(fits, places),
        lingering.lingering(glm.quasi_poisson(x[:150], y[:, :150]), places[:150]),
    )
    assert whole.rho == pytest.approx(0.6, abs=0.12)
    assert whole.most - whole.rho < half.most - half.rho + 0.05
