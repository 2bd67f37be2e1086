"""Errors clustered by unit, with the factor G/(G − 1), and the wild bootstrap that holds where they do not.

The wild bootstrap turns each unit's residuals, of the model without the effect, by a sign drawn at random, and refits
(Cameron, Gelbach & Miller 2008; for the ratio model its score form, Kline & Santos 2012).
"""

from itertools import product

import numpy as np
from scipy.stats import t as student

from gvi.science.evaluation.comparing.fit import Fitted, contrast
from gvi.science.evaluation.comparing.null import null
from gvi.science.evaluation.comparing.question import Question
from gvi.science.evaluation.comparing.randomising import TIE, Inference, invert
from gvi.science.evaluation.comparing.scoring import observed_contrast
from gvi.science.evaluation.panel import Matrix

SIGNS_ENUMERATED = 11  # up to so many units, every turn of signs is tried


def clustered_se(asked: Question, found: Fitted) -> float:
    """The first effect's standard error, clustered by unit."""
    x, weights = contrast(asked, found)
    left = asked.weights[:, None] * (asked.outcome - found.fitted)
    sums = np.einsum("nt,nt->n", left, x)
    units = len(sums)
    return float(np.sqrt((sums**2).sum() * units / (units - 1)) / np.einsum("nt,nt,nt->", weights, x, x))


def clustered(asked: Question, found: Fitted, alpha: float) -> Inference:
    """p and interval by Student's t; its degrees of freedom are those of the smaller side, treated or not."""
    estimate, se = found.effects[0], clustered_se(asked, found)
    if estimate is None or not se:
        return Inference(None, None, None)
    smaller = min(int(asked.treated.sum()), int((~asked.treated).sum()))
    free = max(1, smaller - 1)
    reach = float(student.ppf(1 - alpha / 2, free)) * se
    return Inference(
        float(2 * student.sf(abs(estimate) / se, free)), (estimate - reach, estimate + reach), se
    )


def wild(asked: Question, found: Fitted, alpha: float, draws: int, random: np.random.Generator) -> Inference:
    """p and interval by the restricted wild bootstrap, the interval by inverting it."""
    estimate = found.effects[0]
    if estimate is None:
        return Inference(None, None, None)
    signs = _signs(len(asked.labels), draws, random)

    def p_value(effect: float) -> float:
        sizes = np.abs(_turned(asked, effect, signs))
        return float((sizes >= sizes[0] * (1 - TIE)).mean())

    se = clustered_se(asked, found)
    return Inference(p_value(0.0), invert(p_value, estimate, se, alpha), se)


def _signs(units: int, draws: int, random: np.random.Generator) -> Matrix:
    """Signs (turns, units), the first all plus."""
    if units <= SIGNS_ENUMERATED:
        return np.array(list(product([1.0, -1.0], repeat=units)))
    return np.vstack([np.ones(units), random.choice([-1.0, 1.0], (draws, units))])


def _turned(asked: Question, effect: float, signs: Matrix) -> Matrix:
    """The studentised effect of every turn of signs (turns,)."""
    without = null(asked, effect)
    x, own = observed_contrast(without, asked.pattern, asked.labels)
    cross = np.einsum("nt,mt->nm", x, without.residual)
    effects = signs @ np.diag(cross)
    sums = signs * np.diag(cross) - (signs @ cross.T) * without.mass / without.mass.sum()
    sums = sums - effects[:, None] * without.mass * own
    units = len(asked.labels)
    found: Matrix = effects / np.sqrt((sums**2).sum(axis=1) * units / (units - 1))
    return found
