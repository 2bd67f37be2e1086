"""One step from the model without treatment: every deal's effect, divided by how much it would vary by itself.

The model without treatment is fitted once, for it is the same whoever is treated, but anew for each effect that is
taken away first. A deal's effect is then one weighted least-squares step on residuals freed from units and times, exact
in the level model and one Newton step in the ratio model. What it is divided by is not the treated units' own scatter,
which one treated city cannot show, but a line: chance in counts, larger for small cities, plus drift of a city's own,
common to all and judged by the untreated.
So large and small cities stand alike (science.md; Chung & Romano 2013 on studentised permutation).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.comparing.assigning import Labels
from gvi.science.evaluation.comparing.null import Null
from gvi.science.evaluation.panel import Matrix

Values = NDArray[np.float64]
AT_ONCE = 4_000_000
ROUNDS, MOST_LEVERAGE = 4, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """What each deal needs to be scored on the residuals: coefficients (deals, effects), and its variance's parts.

    ``noise`` (deals,) is that of chance, ``drift`` (deals,) what multiplies that of drift.
    ``overlap`` (deals, units) is what an effect of one adds to the reference contrast ``reference`` (times,).
    """

    labels: Labels
    coefficients: Values
    noise: Values
    drift: Values
    overlap: Values
    leverage: Values
    reference: Values


def prepare(null: Null, pattern: Matrix, labels: Labels, reference: Matrix) -> Steps:
    """Work out the steps of all deals; ``reference`` (times,) is 1 where a typical start makes a cell treated."""
    centred = reference - null.share @ reference
    kinds = Kinds.of(null, pattern, centred)
    size = kinds.pattern.size * max(1, len(labels))
    parts = np.array_split(labels, max(1, -(-size // AT_ONCE)))
    found = [_part(null, kinds, part) for part in parts]
    joined = [np.concatenate(column) for column in zip(*found, strict=True)]
    return Steps(labels, joined[0], joined[1], joined[2], joined[3], joined[4], centred)


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """Times with the same treated cells are of one kind, and have the same contrast: ``pattern`` (labels, effects,
    kinds). The sums over each kind's times: ``share`` of shares, ``square`` of their squares, ``centred`` of shares
    times the reference contrast (all of them (kinds,)), and ``more`` (units, kinds) of how much more chance moves
    counts that are made larger.
    """

    pattern: Matrix
    share: Values
    square: Values
    centred: Values
    more: Matrix

    @classmethod
    def of(cls, null: Null, pattern: Matrix, centred: Matrix) -> "Kinds":
        """Sum the times of each kind."""
        kinds, kind = np.unique(pattern, axis=2, return_inverse=True)
        of_kind = np.eye(kinds.shape[2])[kind.ravel()]
        more = (null.mass * null.noise)[:, None] * null.share * (null.scale - 1)
        share = null.share
        return cls(kinds, share @ of_kind, share**2 @ of_kind, (share * centred) @ of_kind, more @ of_kind)


def _part(null: Null, kinds: Kinds, labels: Labels) -> tuple[Matrix, ...]:
    pattern, share = kinds.pattern, kinds.share
    mass = _by_label(labels, null.mass, len(pattern))
    x = _centred(share, pattern, mass)
    flat = x.reshape(*x.shape[:2], -1)
    weight = (mass[:, :, None] * share).reshape(len(labels), 1, -1)
    gram = (flat * weight) @ flat.transpose(0, 2, 1)
    first = np.linalg.pinv(gram)[:, 0].astype(np.float64)
    # the first effect's own contrast, freed from the others
    own = (first[:, None] @ flat).reshape(*mass.shape, -1)
    square = own**2
    shift = 0.5 * np.abs(own) @ share
    squared = _by_label(labels, null.mass**2, len(pattern))
    noise = (square @ share * _by_label(labels, null.mass * null.noise, len(pattern))).sum(axis=1)
    noise += null.spread * (square @ kinds.square * squared).sum(axis=1) + _rescaled(kinds, square, labels)
    drift = (shift**2 * squared).sum(axis=1)
    overlap = x[:, 0] @ kinds.centred
    treated = labels > 0
    group = np.where(treated, (null.mass * treated).sum(1)[:, None], (null.mass * ~treated).sum(1)[:, None])
    rows = np.arange(len(labels))[:, None]
    return first, noise, drift, overlap[rows, labels], null.mass / group


def _rescaled(kinds: Kinds, square: Matrix, labels: Labels) -> Values:
    """How much more chance moves each deal (deals,), since some counts are made larger or smaller."""
    found, deals = np.zeros(len(labels)), np.arange(len(labels))
    for unit in np.flatnonzero(kinds.more.any(axis=1)):
        found += square[deals, labels[:, unit]] @ kinds.more[unit]
    return found


def _by_label(labels: Labels, values: Values, count: int) -> Values:
    """Sum ``values`` (units,) by label in each deal: (deals, labels)."""
    cells = labels + count * np.arange(len(labels))[:, None]
    weights = np.broadcast_to(values, labels.shape).ravel()
    sums = np.bincount(cells.ravel(), weights, len(labels) * count).astype(np.float64)
    return sums.reshape(len(labels), count)


def _centred(share: Values, pattern: Matrix, mass: Values) -> Matrix:
    """Free the patterns from units' and times' means: (deals, effects, labels, times)."""
    by_effect = np.ascontiguousarray(pattern.transpose(1, 0, 2))
    own = by_effect @ share
    at = np.einsum("bl,klt->bkt", mass, by_effect) / mass.sum(axis=1)[:, None, None]
    moved = at - (at @ share)[:, :, None]
    found: Matrix = (by_effect - own[:, :, None])[None] - moved[:, :, None]
    return found


def observed_contrast(null: Null, pattern: Matrix, labels: Labels) -> tuple[Matrix, Values]:
    """Tell one deal's contrast (units, times), whose sum with residuals is the effect, and what an effect of one adds.

    What it adds is per unit of mass, (units,).
    """
    x = _centred(null.share, pattern, _by_label(labels[None], null.mass, len(pattern)))[0]
    mass = np.bincount(labels, null.mass, len(pattern))
    gram = np.einsum("l,klt,jlt,t->kj", mass, x, x, null.share)
    own = np.einsum("k,klt->lt", np.linalg.pinv(gram)[0], x)
    return own[labels], ((own * x[0]) @ null.share)[labels]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Each deal's effect, its standard error, and their ratio (deals,)."""

    effect: Values
    se: Values

    @property
    def studentised(self) -> Values:
        """The effect in standard errors."""
        return self.effect / self.se


def score(steps: Steps, null: Null, pattern: Matrix) -> Scores:
    """Score every deal on the residuals of ``null``."""
    by_label = np.einsum("nt,lkt->nlk", null.residual, pattern)
    units = np.arange(len(null.mass))
    sums = by_label[units, steps.labels].sum(axis=1)  # (deals, effects)
    effect = (sums * steps.coefficients).sum(axis=1)
    drift = _drift(steps, null, effect)
    variance = steps.noise + drift * steps.drift
    return Scores(effect, np.sqrt(np.maximum(variance, np.finfo(float).tiny)))


def _drift(steps: Steps, null: Null, effect: Values) -> Values:
    """The variance of units' own drift (deals,): how much more than counts vary what the effect leaves, in units."""
    if not null.drifts:
        return np.zeros(len(effect))
    shift = 0.5 * float(null.share @ np.abs(steps.reference))
    square = steps.reference**2
    chance = null.noise * (null.scale @ (null.share * square)) / null.mass
    chance = chance + null.spread * float(null.share**2 @ square)
    chance = chance / shift**2
    left = null.residual @ steps.reference / null.mass - effect[:, None] * steps.overlap
    free = 1 - steps.leverage
    kept = free > 1 - MOST_LEVERAGE
    excess = np.where(kept, (left / shift) ** 2 / np.where(kept, free, 1), 0)
    found = np.zeros(len(effect))
    for _ in range(ROUNDS):
        whole = chance + found[:, None]
        weight = kept / (whole * whole)
        found = np.maximum((weight * (excess - chance)).sum(1) / weight.sum(1), 0)
    return found
