"""The solver of weights: what it gives is the least there is, whatever the problem; and a peer never finds less."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysyncon import Synth

from gvi.science.evaluation.synthetic.nested import nested, weighted
from gvi.science.evaluation.synthetic.simplex import simplex_weights

TOLERANCE = 1e-6


@given(st.integers(2, 25), st.integers(1, 30), st.integers(0, 10_000), st.floats(0, 3))
@settings(max_examples=60, deadline=None)
def test_no_other_weights_do_better(units: int, times: int, seed: int, shift: float) -> None:
    random = np.random.default_rng(seed)
    outcomes = random.standard_normal((units, times))
    targets = random.standard_normal((4, times)) + shift
    gram, linear = outcomes @ outcomes.T, targets @ outcomes.T
    allowed = random.random((4, units)) < 0.8
    allowed[:, 0] = True

    weights = simplex_weights(gram[None], linear, allowed)

    slope = weights @ gram - linear
    least = np.where(allowed, slope, np.inf).min(axis=1)
    size = np.trace(gram) / units + np.abs(linear).max()
    assert weights.sum(axis=1) == pytest.approx(1)
    assert (weights >= 0).all()
    assert not weights[~allowed].any()
    assert ((weights * slope).sum(axis=1) - least <= TOLERANCE * size).all()


def test_units_that_repeat_each_other_lose_nothing() -> None:
    outcomes = np.array([[1.0, 2.0], [1.0, 2.0], [9.0, 0.0], [9.0, 0.0]])

    weights = simplex_weights(
        (outcomes @ outcomes.T)[None], (outcomes @ [3.0, 1.5])[None], np.ones((1, 4), dtype=bool)
    )

    assert weights[0] @ outcomes == pytest.approx([3.0, 1.5], abs=1e-6)


def test_each_problem_may_have_its_own_matrix() -> None:
    random = np.random.default_rng(5)
    outcomes = random.standard_normal((3, 6, 9))
    gram = np.matmul(outcomes, outcomes.transpose(0, 2, 1))
    which, linear = np.array([0, 0, 2, 1, 2]), random.standard_normal((5, 6))
    allowed = np.ones((5, 6), dtype=bool)

    together = simplex_weights(gram, linear, allowed, which)

    alone = [simplex_weights(gram[[at]], linear[[row]], allowed[[row]])[0] for row, at in enumerate(which)]
    assert together == pytest.approx(np.array(alone))


def test_a_unit_without_donors_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one donor"):
        simplex_weights(np.eye(2)[None], np.zeros((1, 2)), np.zeros((1, 2), dtype=bool))


def frames(outcomes: np.ndarray) -> dict[str, pd.DataFrame | pd.Series]:
    """A panel (units, times) as pysyncon takes it: the first unit treated, outcomes both matched and judged."""
    table = pd.DataFrame(outcomes.T, columns=[f"u{row}" for row in range(len(outcomes))])
    return {"Z0": table.iloc[:, 1:], "Z1": table.iloc[:, 0]}


@pytest.mark.parametrize("seed", range(8))
def test_pysyncon_finds_no_lower_loss_on_outcomes(seed: int) -> None:
    random = np.random.default_rng(seed)
    outcomes = random.poisson(random.uniform(3, 20, (12, 1)), (12, 18)).astype(float)
    spread = outcomes.std(axis=0, ddof=1)
    theirs, given_ = Synth(), frames(outcomes)
    scaled = {"X0": given_["Z0"].div(spread, axis=0), "X1": given_["Z1"].div(spread)}
    theirs.fit(**scaled, **given_, custom_V=np.ones(18))

    features = outcomes / spread
    features = features - features.mean(axis=0)
    gram = features @ features.T
    ours = simplex_weights(gram[None], gram[[0]], np.arange(12)[None] > 0)[0]

    loss = np.sum((features[0] - ours @ features) ** 2)
    peer = np.sum((features[0] - theirs.W @ features[1:]) ** 2)
    assert loss <= peer * (1 + TOLERANCE)
    assert ours[1:] == pytest.approx(theirs.W, abs=0.01)


@pytest.mark.parametrize("seed", range(4))
def test_pysyncon_finds_no_lower_loss_with_nested_v(seed: int) -> None:
    random = np.random.default_rng(100 + seed)
    factors = random.standard_normal((10, 3))
    features = factors @ random.standard_normal((3, 4)) + 0.3 * random.standard_normal((10, 4))
    outcomes = 10 + factors @ random.standard_normal((3, 12)) + 0.5 * random.standard_normal((10, 12))
    matched = pd.DataFrame(features.T, columns=[f"u{row}" for row in range(10)])
    theirs = Synth()
    theirs.fit(X0=matched.iloc[:, 1:], X1=matched.iloc[:, 0], **frames(outcomes))

    scaled = features / features.std(axis=0, ddof=1)
    aims = np.eye(10)[:1]
    v, weights = nested(scaled - scaled.mean(axis=0), outcomes, aims, aims == 0, 20, 1)

    loss = ((outcomes[0] - weights[0] @ outcomes) ** 2).mean()
    assert theirs.loss_V is not None
    assert loss <= theirs.loss_V * (1 + 1e-3)
    assert v.sum() == pytest.approx(1)
    again = weighted(scaled - scaled.mean(axis=0), v, aims, aims == 0)
    assert again == pytest.approx(weights)
