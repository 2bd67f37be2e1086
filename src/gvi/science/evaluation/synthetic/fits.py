"""One whole fit: the weights of the treated and of every placebo, and the gaps they leave at all times."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.synthetic.asking import Asked
from gvi.science.evaluation.synthetic.features import features
from gvi.science.evaluation.synthetic.nested import nested
from gvi.science.evaluation.synthetic.pool import Lots, Pool
from gvi.science.evaluation.synthetic.ridge import augmented
from gvi.science.evaluation.synthetic.simplex import simplex_weights

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
LOT = 200


@dataclass(frozen=True, slots=True, eq=False)
class Fits:
    """Weights (lots, units) and gaps (lots, times), the treated first; ``reach`` is each lot's share of the treated.

    When the treated change by one, a lot's gap changes by its reach: one for the treated themselves, less what it
    holds of the treated as donors for a placebo. ``own`` (treated, times) are the gaps of the treated when each is
    fitted apart, else of their mean; ``v`` and ``ridge`` are the treated's, where there are any.
    """

    weights: Array
    gaps: Array
    reach: Array
    start: int
    own: Array
    v: Array | None
    ridge: float | None

    @property
    def rmspe(self) -> Array:
        """Root mean squared gap before the start (lots,)."""
        found: Array = np.sqrt((self.gaps[:, : self.start] ** 2).mean(axis=1))
        return found


def fitted(
    design: Design,
    pool: Pool,
    asked: Asked,
    name: str,
    lots: Lots,
    *,
    without: tuple[int, ...] = (),
    progress: Callable[[int], None] = lambda done: None,
) -> Fits:
    """Fit every lot. ``without`` are rows of the pool that may hold no weight; ``progress`` hears of lots done."""
    apart = design.pooling == "each"
    known = features(design.panel, pool.rows, pool.outcomes, asked, name)
    each = lots.chosen.shape[1] if apart else 1
    aims, allowed = lots.members(len(pool.units), apart=apart)
    allowed[:, list(without)] = False
    parts = []
    for at in range(0, len(aims), LOT * each):
        part = slice(at, at + LOT * each)
        parts.append(_weights(pool, asked, known, aims[part], allowed[part]))
        progress(len(aims[part]) // each)
    weights = np.concatenate([part[0] for part in parts])
    _, v, ridge = parts[0]
    left = (aims - weights).reshape(len(lots.chosen), each, -1).mean(axis=1)
    return Fits(
        weights.reshape(len(lots.chosen), each, -1).mean(axis=1),
        left @ pool.outcomes,
        left @ pool.is_treated,
        asked.start,
        (aims[:each] - weights[:each]) @ pool.outcomes,
        None if v is None else v[:each].mean(axis=0),
        None if ridge is None else float(ridge[:each].mean()),
    )


def _weights(
    pool: Pool, asked: Asked, known: Array, aims: Array, allowed: Flags
) -> tuple[Array, Array | None, Array | None]:
    """Weights, V and lambda of these fits."""
    first, end = asked.span
    v = None
    if asked.v == "nested" and asked.match:
        v, weights = nested(known, pool.outcomes[:, first:end], aims, allowed, asked.starts, asked.seed)
    else:
        scaled = known * np.sqrt(_importance(asked, known.shape[1]))
        gram = scaled @ scaled.T
        weights = simplex_weights(gram[None], aims @ gram, allowed)
    if asked.ridge is None:
        return weights, v, None
    weights, ridge = augmented(pool.outcomes[:, : asked.start], aims, allowed, weights, asked.ridge)
    return weights, v, ridge


def _importance(asked: Asked, columns: int) -> Array:
    """V as given. Nested V on outcomes has an answer in closed form: the outcomes that are judged, alike."""
    if not isinstance(asked.v, str):
        if len(asked.v) != columns or min(asked.v) < 0 or sum(asked.v) <= 0:
            raise PanelRefused(f"v: expected {columns} numbers from 0, one a feature, not all 0")
        return np.array(asked.v)
    if asked.v == "nested" and not asked.match:
        times = np.arange(columns)
        return ((times >= asked.span[0]) & (times < asked.span[1])).astype(float)
    return np.ones(columns)
