"""A count that rises and falls, such as how many belong to groups at the end of a quarter, published again and again.

``suppress`` guards a table that only grows. Of a count that also falls, the difference between two published numbers is
a net change, and a small one tells of a few persons. So a number is shown only when it lies at least the threshold away
from every number ever shown of the same count: then no two of them, of whichever quarters, tell a small change.

It is one number and no table: parts beside their sum, or sorted by size, tell of each other by what is hidden.
"""

from collections.abc import Sequence

from gvi.science.disclosure_control.cells import TOTAL
from gvi.science.disclosure_control.suppressed import Cell, State, Suppressed
from gvi.science.disclosure_control.words import LEAST, check_least

ALL = "all"


def suppress_standing(count: int, earlier: Sequence[Suppressed] = (), *, least: int = LEAST) -> Suppressed:
    """Hide ``count`` when it is small or lies nearer than ``least`` to any number shown ``earlier``.

    ``earlier`` is every table published of the same count, oldest first. The reader is taken to know them and the rule:
    what is hidden can then still be any of ``least`` numbers or more. That a number is under ``least`` is told only as
    long as none has been shown, since those near a shown one are hidden for that. Raises ValueError for a ``least``
    under five.

    >>> first = suppress_standing(43)
    >>> second = suppress_standing(50, [first])
    >>> third = suppress_standing(45, [first, second])
    >>> [one.shown(None) for one in (first, second, third)]
    ['43', '50', 'döljs']
    """
    before = _ever_shown(earlier)
    shown = count >= check_least(least) and all(abs(count - one) >= least for one in before)
    state: State = "shown" if shown else "hidden" if before else "under"
    cells = tuple(Cell(row, None, count if shown else None, state) for row in (ALL, TOTAL))
    return Suppressed((ALL,), (), least, labelled=not before, cells=cells)


def last_shown(earlier: Sequence[Suppressed]) -> tuple[int, int] | None:
    """Return the place in ``earlier`` of the latest table that shows the count, and what it says."""
    for place in range(len(earlier) - 1, -1, -1):
        value = earlier[place].cell(TOTAL).value
        if value is not None:
            return place, value
    return None


def _ever_shown(earlier: Sequence[Suppressed]) -> list[int]:
    values = (table.cell(TOTAL).value for table in earlier)
    return [value for value in values if value is not None]
