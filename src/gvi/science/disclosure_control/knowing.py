"""All that a reader knows: the sums, what the words on hidden numbers tell, and the table published before.

Two tables of the same counts, the later going on from the earlier, have a third between them, the growth, which is
never negative. So the growth is protected as numbers are: where it is under ``least`` the later number is hidden.
"""

import numpy as np

from gvi.science.disclosure_control.attack import Knowledge
from gvi.science.disclosure_control.cells import Floats, Grid, Mask, equations, keys_of
from gvi.science.disclosure_control.solving import APART, SECONDARY_APART
from gvi.science.disclosure_control.suppressed import Cell, Suppressed


def small_now(grid: Grid, least: int) -> Mask:
    """Say which numbers are under ``least``, nought too, unless everybody knows that they can not be more."""
    return np.asarray(grid.possible & (grid.values < least))


def small_growth(grid: Grid, least: int, earlier: Suppressed | None) -> Mask:
    """Say which numbers have grown by under ``least`` since they were shown; raises ValueError where one has fallen."""
    if earlier is None:
        return np.zeros(len(grid.keys), dtype=bool)
    before = {(cell.row, cell.column): cell.value for cell in earlier.cells if cell.state == "shown"}
    grown = grid.values - np.array([before.get(key) or -np.inf for key in grid.keys])
    if (grown < 0).any():
        row, column = grid.keys[int(np.argmax(grown < 0))]
        place = f"row {row or 'sum'}, column {column or 'sum'}"
        raise ValueError(f"earlier, {place}: expected the same counts, which only grow; it was more before")
    return np.asarray(grid.possible & (grown < least))


def knowledge(grid: Grid, least: int, earlier: Suppressed | None, *, labelled: bool) -> Knowledge:
    """Put together what is known; ``labelled`` when *under 5* is told from a number hidden for another's sake."""
    small = small_now(grid, least)
    ceiling = _ceiling(grid, least, earlier)
    low = np.where(labelled & grid.possible & ~small, float(least), 0.0)
    high = np.where(labelled & small, least - 1.0, ceiling) * grid.possible
    matrix = equations(grid.rows, grid.columns)
    if earlier is None:
        return Knowledge(matrix, grid.values, low, high)
    known = np.array([_known(cell, earlier, ceiling) for cell in earlier.cells])
    matrix, shared = _growing(grid, matrix, earlier)
    low = np.concatenate([low, known[:, 0], np.zeros(shared)])
    high = np.concatenate([high, known[:, 1], np.full(shared, ceiling)])
    return Knowledge(matrix, grid.values, low, high)


def protected(grid: Grid, small: Mask, earlier: Suppressed | None) -> dict[int, float]:
    """Return what must stay apart: unknowns of ``knowledge`` and how far. What was hidden before stays hidden."""
    targets = dict.fromkeys(np.flatnonzero(small).tolist(), APART)
    for place, cell in enumerate(earlier.cells if earlier else ()):
        if cell.state in ("under", "hidden"):
            kept = cell.state == "under" or not (earlier and earlier.labelled)
            targets[len(grid.keys) + place] = APART if kept else SECONDARY_APART
    return targets


def _growing(grid: Grid, matrix: Floats, earlier: Suppressed) -> tuple[Floats, int]:
    """Add the earlier table's sums, and growth = later - earlier for each cell that both have."""
    keys = keys_of(earlier.rows, earlier.columns)
    of_before = equations(earlier.rows, earlier.columns)
    pairs = [(grid.keys.index(key), place) for place, key in enumerate(keys) if key in grid.keys]
    (sums, now), (sums_before, before), shared = matrix.shape, of_before.shape, len(pairs)
    whole = np.zeros((sums + sums_before + shared, now + before + shared))
    whole[:sums, :now] = matrix
    whole[sums : sums + sums_before, now : now + before] = of_before
    for number, (later, place) in enumerate(pairs):
        row = sums + sums_before + number
        whole[row, [later, now + place, now + before + number]] = (1, -1, -1)
    return whole, shared


def _known(cell: Cell, earlier: Suppressed, ceiling: float) -> tuple[float, float]:
    """The ends of what an earlier cell may have been, by its own words."""
    if cell.value is not None:
        return cell.value, cell.value
    if cell.state == "under":
        return 0.0, earlier.least - 1.0
    if cell.state == "impossible":
        return 0.0, 0.0
    return (float(earlier.least) if earlier.labelled else 0.0), ceiling


def _ceiling(grid: Grid, least: int, earlier: Suppressed | None) -> float:
    """A number above any that a hidden cell could be believed to be."""
    before = [cell.value or 0 for cell in earlier.cells] if earlier else []
    return 2 * max([float(grid.values.max(initial=0)), *before]) + 10 * least
