"""The engine of count models against statsmodels, series by series, and the series that cannot be fitted."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray

from gvi.science.evaluation import glm
from gvi.science.evaluation.fitting import FitRefused

STEPS = 72
Array = NDArray[np.float64]


def a_design() -> Array:
    steps = np.arange(STEPS)
    months = (steps[:, None] % 12 == np.arange(12)).astype(float)
    return np.column_stack([(steps >= 48).astype(float), (steps - 48) / STEPS, months])


def counts(mean: float, theta: float, many: int, seed: int = 1) -> Array:
    random = np.random.default_rng(seed)
    drawn: Array = random.negative_binomial(theta, theta / (theta + mean), (many, STEPS)).astype(float)
    return drawn


@pytest.mark.parametrize("mean", [2.0, 6.0, 20.0])
def test_quasi_poisson_is_that_of_statsmodels(mean: float) -> None:
    x, y = a_design(), counts(mean, 4.0, 8)
    offset = np.log(np.linspace(1, 2, STEPS))
    ours = glm.quasi_poisson(x, y, offset)
    for row, one in enumerate(y):
        theirs = sm.GLM(one, x, family=sm.families.Poisson(), offset=offset).fit(scale="X2")
        np.testing.assert_allclose(ours.coefficients[row], theirs.params, atol=1e-6)
        np.testing.assert_allclose([ours.errors(at)[row] for at in range(x.shape[1])], theirs.bse, atol=1e-6)
        assert ours.dispersion[row] == pytest.approx(theirs.scale)
        np.testing.assert_allclose(ours.mean[row], theirs.fittedvalues, rtol=1e-6)


def test_negative_binomial_is_that_of_statsmodels() -> None:
    x, y = a_design(), counts(12.0, 3.0, 5)
    ours = glm.negative_binomial(x, y)
    assert ours.converged.all()
    for row, one in enumerate(y):
        theirs = sm.NegativeBinomial(one, x).fit(
            start_params=[*ours.coefficients[row], 1 / ours.theta[row]], disp=False, gtol=1e-8, maxiter=200
        )
        np.testing.assert_allclose(ours.coefficients[row], theirs.params[:-1], atol=1e-4)
        assert 1 / ours.theta[row] == pytest.approx(theirs.params[-1], abs=1e-4)
        assert glm.joint_errors(ours, 0)[row] == pytest.approx(theirs.bse[0], abs=1e-4)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    x, y = a_design(), counts(6.0, 4.0, 20)
    whole = glm.quasi_poisson(x, y)
    alone = [glm.quasi_poisson(x, one) for one in y]
    np.testing.assert_allclose(
        whole.coefficients, np.concatenate([one.coefficients for one in alone]), atol=1e-8
    )


def test_a_long_last_step_changes_nothing_that_counts() -> None:
    x, y = a_design(), counts(6.0, 4.0, 500)
    start = np.array([0.0, 0.0, *[np.log(6.0)] * 12])
    exact, near = glm.quasi_poisson(x, y), glm.quasi_poisson(x, y, None, start, 1e-3)
    apart = near.coefficients[:, 0] / near.errors(0) - exact.coefficients[:, 0] / exact.errors(0)
    assert np.abs(apart).max() < 1e-4


def test_a_month_without_events_is_flagged_and_does_not_stop_the_others() -> None:
    x, y = a_design(), counts(6.0, 4.0, 3)
    y[1, ::12] = 0
    assert glm.quasi_poisson(x, y).converged.tolist() == [True, False, True]


def test_counts_without_overdispersion_have_no_theta() -> None:
    y = np.random.default_rng(1).binomial(40, 0.5, (1, STEPS)).astype(float)
    assert not glm.negative_binomial(a_design(), y).converged[0]


def test_theta_by_moments_comes_near_the_truth() -> None:
    fits = glm.quasi_poisson(a_design(), counts(20.0, 4.0, 400))
    assert np.mean(1 / glm.moment_theta(fits)) == pytest.approx(1 / 4.0, rel=0.1)


def test_a_refusal_says_what_to_try() -> None:
    refusal = FitRefused("the fit did not converge", "season = false")
    assert str(refusal) == "the fit did not converge; try this: season = false"
    assert refusal.attempt == "season = false"
