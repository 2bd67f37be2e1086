"""V, how much each matched column counts: chosen so that the weights it leads to give the outcome best before start.

The loss has many local minima (Abadie & Gardeazabal 2003 is known for it), so the search begins at many places at once:
equal V and random ones, each then moved by random steps that shrink, the best of a brood kept; the lowest loss of all
wins. No column counts under a thousandth: at the corners, where all but one or two columns are let go, the loss can be
a little lower, but then what was to be matched is not (Malo, Eskelinen, Zhou & Kuosmanen 2023). Every unit of a placebo
test is searched with the same random numbers.
"""

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.synthetic.simplex import simplex_weights

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
FLOOR = 1e-3
ROUNDS, BROOD, FIRST_STEP, SHRINK = 30, 6, 0.8, 0.88
AT_ONCE = 20_000_000


def weighted(features: Array, v: Array, aims: Array, allowed: Flags) -> Array:
    """Weights of each fit (fits, units) with its own V (fits, features); ``aims`` as shares of units."""
    gram = np.matmul(features * v[:, None, :], features.T)
    return simplex_weights(gram, np.matmul(gram, aims[:, :, None])[:, :, 0], allowed)


def nested(
    features: Array, judged: Array, aims: Array, allowed: Flags, starts: int, seed: int
) -> tuple[Array, Array]:
    """Search V for each fit. ``judged`` (units, times) are the outcomes that the loss is of, squared and averaged.

    Gives V (fits, features), each summing to one, and the weights (fits, units).
    """
    units = len(features)
    part = max(1, AT_ONCE // (starts * BROOD * units * units))
    found = [
        _search(features, judged, aims[at : at + part], allowed[at : at + part], starts, seed)
        for at in range(0, len(aims), part)
    ]
    v = np.concatenate(found)
    return v, weighted(features, v, aims, allowed)


def _search(features: Array, judged: Array, aims: Array, allowed: Flags, starts: int, seed: int) -> Array:
    random = np.random.default_rng(seed)
    fits, columns = len(aims), features.shape[1]
    begun = np.concatenate(
        [np.full((1, columns), 1 / columns), random.dirichlet(np.ones(columns), starts - 1)]
    )
    best = np.broadcast_to(begun, (fits, starts, columns)).copy()
    lowest = _losses(features, judged, aims, allowed, _floored(best))
    for number in range(ROUNDS if columns > 1 else 0):
        steps = FIRST_STEP * SHRINK**number * random.standard_normal((starts, BROOD, columns))
        brood = best[:, :, None, :] * np.exp(steps)
        brood /= brood.sum(axis=-1, keepdims=True)
        losses = _losses(
            features, judged, aims, allowed, _floored(brood).reshape(fits, starts * BROOD, columns)
        ).reshape(fits, starts, BROOD)
        chosen = losses.argmin(axis=2)[:, :, None]
        least = np.take_along_axis(losses, chosen, axis=2)[:, :, 0]
        better = least < lowest
        best = np.where(
            better[:, :, None], np.take_along_axis(brood, chosen[..., None], axis=2)[:, :, 0], best
        )
        lowest = np.where(better, least, lowest)
    winner: Array = _floored(best)[np.arange(fits), lowest.argmin(axis=1)]
    return winner


def _floored(v: Array) -> Array:
    """Keep every column at FLOOR or above, the sum at one."""
    floor = min(FLOOR, 0.5 / v.shape[-1])
    raised: Array = floor + (1 - floor * v.shape[-1]) * v
    return raised


def _losses(features: Array, judged: Array, aims: Array, allowed: Flags, v: Array) -> Array:
    """The mean squared gap of each fit and candidate (fits, candidates)."""
    fits, candidates, columns = v.shape
    aim, may = np.repeat(aims, candidates, axis=0), np.repeat(allowed, candidates, axis=0)
    weights = weighted(features, v.reshape(-1, columns), aim, may)
    losses: Array = (((aim - weights) @ judged) ** 2).mean(axis=1).reshape(fits, candidates)
    return losses
