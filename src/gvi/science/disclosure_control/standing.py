"""Counts that rise and fall, such as how many belong to groups at the end of a quarter, published again and again.

``suppress`` guards a table that only grows. Of a count that also falls, the difference between two tables is a net
change, and a small one tells of a few persons: so a number is shown anew only when it has moved by at least the
threshold since it was last shown. Then no two numbers shown after each other lie nearer than that.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from gvi.science.disclosure_control.cells import TOTAL
from gvi.science.disclosure_control.suppressed import Cell, Suppressed
from gvi.science.disclosure_control.suppressing import suppress
from gvi.science.disclosure_control.words import LEAST


def suppress_standing(
    counts: Mapping[str, int], earlier: Sequence[Suppressed] = (), *, least: int = LEAST
) -> Suppressed:
    """Hide what is small, what would give it away, and what has moved too little since it was last shown.

    ``counts`` are by row, without their sum; ``earlier`` every table published of the same counts, oldest first. Where
    any number has moved too little only the sum may be shown, and where the sum has, nothing. Raises ValueError for a
    ``least`` under five, and what ``suppress`` raises.

    >>> first = suppress_standing({"largest": 31, "others": 12})
    >>> later = suppress_standing({"largest": 33, "others": 17}, [first])
    >>> [first.shown(row) for row in first.rows], [later.shown(row) for row in later.rows], later.shown(None)
    (['31', '12'], ['döljs', 'döljs'], '50')
    """
    table = pl.DataFrame({"row": list(counts), "n": list(counts.values())})
    found = suppress(table, rows="row", value="n", least=least)
    near = {row for row in (*counts, TOTAL) if _near(row, counts, earlier, least)}
    if not near:
        return found
    total = found.cell(TOTAL)
    keep = TOTAL not in near and len(counts) > 1 and total.value is not None
    cells = [Cell(row, None, None, "hidden") for row in counts]
    sum_cell = total if keep else Cell(TOTAL, None, None, "hidden")
    return Suppressed(tuple(counts), (), least, labelled=False, cells=(*cells, sum_cell))


def last_shown(row: str | None, earlier: Sequence[Suppressed]) -> tuple[int, int] | None:
    """Return the place in ``earlier`` of the latest table that shows ``row`` (None for the sum), and what it says."""
    for place in range(len(earlier) - 1, -1, -1):
        for cell in earlier[place].cells:
            if cell.row == row and cell.value is not None:
                return place, cell.value
    return None


def _near(row: str | None, counts: Mapping[str, int], earlier: Sequence[Suppressed], least: int) -> bool:
    now = sum(counts.values()) if row is None else counts[row]
    before = last_shown(row, earlier)
    return before is not None and abs(now - before[1]) < least
