"""The pool: treated units first, then donors, with their outcomes, and who is taken for treated in each placebo.

Every unit of the pool may be another's donor, the treated one too, when that other is taken for treated (Abadie,
Diamond & Hainmueller 2010: the treated unit is moved into the donors). So every unit is used alike, and were there no
effect, the treated unit's rank would be any by chance alone.
"""

from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import PanelRefused

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
MOST, DRAWN = 2000, 999


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Outcomes (units, times) of the treated, first, and the donors. ``rows`` are their rows in the panel."""

    units: tuple[str, ...]
    rows: NDArray[np.int64]
    outcomes: Array
    treated: int

    @property
    def is_treated(self) -> Array:
        """1 for each treated unit, else 0 (units,)."""
        return (np.arange(len(self.units)) < self.treated).astype(float)


@dataclass(frozen=True, slots=True, eq=False)
class Lots:
    """Who is taken for treated: ``chosen`` (lots, treated) rows of the pool; the first lot is the treated themselves.

    ``drawn`` says that the lots were drawn at random among more.
    """

    chosen: Rows
    drawn: bool

    def members(self, units: int, *, apart: bool) -> tuple[Array, Flags]:
        """What each fit aims at, as shares of units (fits, units), and which units may have weight.

        ``apart`` fits each of a lot's units by itself, else their mean is fitted.
        """
        lots, size = self.chosen.shape
        inside = np.zeros((lots, units), dtype=bool)
        np.put_along_axis(inside, self.chosen, values=True, axis=1)
        if not apart:
            return inside / size, ~inside
        aims = np.zeros((lots * size, units))
        aims[np.arange(lots * size), self.chosen.ravel()] = 1.0
        return aims, np.repeat(~inside, size, axis=0)


def pool(asked: Design, name: str) -> Pool:
    """Gather one outcome. With an exposure it is the rate times the treated units' mean exposure before the start.

    Raises ``PanelRefused`` when there are under two donors.
    """
    if len(asked.donors) < 2:
        raise PanelRefused(f"{len(asked.donors)} donors: expected at least two")
    rows = np.concatenate([asked.treated_rows, asked.donor_rows])
    outcomes = asked.matrix(name)[rows]
    if asked.panel.exposure is not None:
        exposure = asked.panel.exposure[rows]
        size = exposure[: len(asked.treated), : asked.start].mean()
        outcomes = outcomes / exposure * size
    return Pool((*asked.treated, *asked.donors), rows, outcomes, len(asked.treated))


def lots(treated: int, units: int, placebos: int | None, seed: int) -> Lots:
    """Choose who is taken for treated: all there are, or ``placebos`` of them at random beside the treated.

    Where several are treated and there are over 2,000 ways to choose them, 999 are drawn.

    >>> lots(1, 3, None, seed=1).chosen.tolist(), len(lots(2, 5, None, seed=1).chosen)
    ([[0], [1], [2]], 10)
    """
    ways = comb(units, treated)
    if ways <= MOST:
        every = np.array(list(combinations(range(units), treated)), dtype=np.intp)
        if placebos is None or placebos >= ways - 1:
            return Lots(every, drawn=False)
        random = np.random.default_rng(seed)
        others = np.sort(random.choice(np.arange(1, ways), placebos, replace=False))
        return Lots(every[[0, *others]], drawn=True)
    random = np.random.default_rng(seed)
    asked = DRAWN if placebos is None else placebos
    order = np.argsort(random.random((asked, units)), axis=1)[:, :treated]
    first = np.array(list(islice(combinations(range(units), treated), 1)), dtype=np.intp)
    return Lots(np.concatenate([first, np.sort(order, axis=1)]), drawn=True)
