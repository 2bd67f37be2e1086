"""The placebo test, its interval and the conformal one beside what is found by trying one size of effect at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from gvi.science.evaluation.synthetic.conformal import Series, conformal
from gvi.science.evaluation.synthetic.fits import Fits
from gvi.science.evaluation.synthetic.ranking import level, ranked
from gvi.science.evaluation.synthetic.ridge import augmented
from gvi.science.evaluation.synthetic.simplex import simplex_weights

START, ALPHA = 12, 0.1


def panel(seed: int, units: int = 20, times: int = 18) -> NDArray[np.float64]:
    random = np.random.default_rng(seed)
    level_ = random.uniform(4, 12, (units, 1))
    return random.poisson(level_, (units, times)).astype(float)


def fits(outcomes: NDArray[np.float64]) -> Fits:
    """Each unit in turn beside all others, by hand."""
    units = len(outcomes)
    before = outcomes[:, :START]
    gram = before @ before.T
    weights = simplex_weights(gram[None], gram, ~np.eye(units, dtype=bool))
    left = np.eye(units) - weights
    return Fits(weights, left @ outcomes, left[:, 0], START, (left @ outcomes)[:1], None, None)


def p_at(outcomes: NDArray[np.float64], effect: float) -> float:
    """The test on data from which the effect is taken away, everything made anew."""
    changed = outcomes.copy()
    changed[0, START:] -= effect
    return ranked(fits(changed), START, changed.shape[1], ALPHA).p_value


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_is_what_the_test_keeps(seed: int) -> None:
    outcomes = panel(seed)
    found = ranked(fits(outcomes), START, 18, ALPHA)
    assert found.interval is not None

    low, high = found.interval
    width = high - low
    outside = [p_at(outcomes, end) for end in (low - 1e-4 * width, high + 1e-4 * width)]
    inside = [p_at(outcomes, end) for end in (low + 1e-4 * width, high - 1e-4 * width)]

    assert max(outside) <= ALPHA
    assert min(inside) > ALPHA


def test_no_interval_where_effects_without_end_are_kept() -> None:
    known = fits(panel(1))
    endless = replace(known, reach=np.full(len(known.reach), 50.0) * (np.arange(len(known.reach)) > 0))

    assert ranked(endless, START, 18, ALPHA).interval is None


def test_the_level_is_what_the_number_allows() -> None:
    assert level(40, 0.05) == pytest.approx(0.95)
    assert level(10, 0.05) == pytest.approx(0.9)


def by_hand(outcomes: NDArray[np.float64], first: int, end: int, effect: float) -> float:
    """p by moving blocks, one fit and one loop."""
    columns = [*range(START), *range(first, end)]
    taken = outcomes[:, columns].copy()
    taken[0, START:] -= effect
    gram = taken[1:] @ taken[1:].T
    weights = simplex_weights(gram[None], (taken[1:] @ taken[0])[None], np.ones((1, len(gram)), dtype=bool))[
        0
    ]
    left = np.abs(taken[0] - weights @ taken[1:])
    length = end - first
    moved = [np.roll(left, shift)[START:].mean() for shift in range(len(left))]
    assert len(left) == START + length
    return float(np.mean([one >= left[START:].mean() - 1e-9 for one in moved]))


@pytest.mark.parametrize(("first", "end"), [(12, 13), (17, 18), (12, 15), (13, 18)])
def test_conformal_is_as_by_hand(first: int, end: int) -> None:
    outcomes = panel(3)
    known = fits(outcomes)
    series = Series(outcomes, np.eye(20)[:1], np.arange(20)[None] > 0, START)

    found = conformal(series, known.gaps[0], [(first, end)], ALPHA)[0]

    assert found.p_value == pytest.approx(by_hand(outcomes, first, end, 0.0))
    assert found.interval is not None
    low, high = found.interval
    step = (high - low) / 500
    assert by_hand(outcomes, first, end, low - step) <= ALPHA
    assert by_hand(outcomes, first, end, high + step) <= ALPHA
    assert by_hand(outcomes, first, end, low + step) > ALPHA
    assert by_hand(outcomes, first, end, high - step) > ALPHA


def test_conformal_gives_no_interval_of_too_few_times() -> None:
    outcomes = panel(3)
    series = Series(outcomes, np.eye(20)[:1], np.arange(20)[None] > 0, START)

    found = conformal(series, fits(outcomes).gaps[0], [(12, 13)], 0.05)[0]

    assert found.interval is None
    assert found.p_value >= 1 / 13


def test_the_treated_ranks_as_any_other_when_nothing_happened() -> None:
    """Every unit is used alike: renaming the treated renames the ranks and changes nothing else."""
    outcomes = panel(7)
    order = np.array([5, *(row for row in range(20) if row != 5)])

    as_they_are = ranked(fits(outcomes), START, 18, ALPHA).ratios
    renamed = ranked(fits(outcomes[order]), START, 18, ALPHA).ratios

    assert renamed == pytest.approx(as_they_are[order])


def test_ridge_is_the_regression_of_what_is_left() -> None:
    before = panel(2)[:, :START]
    aims = np.eye(20)[:2]
    allowed = np.ones((2, 20), dtype=bool) & (np.arange(20) > 1)
    gram = before @ before.T
    weights = simplex_weights(gram[None], aims @ gram, allowed)

    found, size = augmented(before, aims, allowed, weights, 7.0)

    donors = before[2:] - before[2:].mean(axis=0)
    for row in range(2):
        left = before[row] - weights[row] @ before
        added = left @ np.linalg.inv(donors.T @ donors + 7.0 * np.eye(START)) @ donors.T
        assert found[row, 2:] == pytest.approx(weights[row, 2:] + added)
    assert size.tolist() == [7.0, 7.0]
