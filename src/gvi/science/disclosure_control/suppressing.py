"""From a table of counts to the table that may be published."""

from typing import Any

from gvi.science.disclosure_control.cells import Floats, Grid, Mask, read
from gvi.science.disclosure_control.knowing import knowledge, protected, small_growth, small_now
from gvi.science.disclosure_control.solving import APART, choose, reachable
from gvi.science.disclosure_control.suppressed import Cell, State, Suppressed
from gvi.science.disclosure_control.words import LEAST, check_least


def suppress(
    table: Any,
    *,
    rows: str,
    columns: str | None = None,
    value: str,
    least: int = LEAST,
    earlier: Suppressed | None = None,
) -> Suppressed:
    """Hide the numbers under ``least`` of a table, and so many more that none of them can be worked out.

    ``table`` is long, one row a cell and no sums: columns ``rows``, ``columns`` (None for a plain list) and ``value``.
    A combination left out counts as nought; an empty value says that it can not occur and is shown as a dash.
    ``earlier`` is what was published of the same counts before, when this table goes on from it: counts since a start,
    which only grow. Tables of separate quarters share no count and need none. Growth under ``least`` is hidden too.

    The reader is taken to know everything shown, the rule, the words on each hidden number, and that ``earlier`` can
    only have grown. Each number that must be hidden then still has at least three possible values, each hidden for its
    sake at least two; numbers that an earlier table has given away stay given away. Raises ValueError for ``least``
    under five or an ``earlier`` that is more; ``ColumnMissing`` or ``CellRefused`` for a wrong table.

    >>> import polars as pl
    >>> talks = pl.DataFrame({"group": ["Gran", "Ask", "Sälg"], "talks": [12, 3, 9]})
    >>> found = suppress(talks, rows="group", value="talks")
    >>> [found.shown(group) for group in ("Gran", "Ask", "Sälg", None)]
    ['12', 'under 5', 'döljs', '24']
    """
    grid = read(table, rows, columns, value)
    under = small_now(grid, check_least(least))
    small = under | small_growth(grid, least, earlier)
    targets = protected(grid, small, earlier)
    labelled = _may_be_labelled(grid, least, earlier, targets)
    known = knowledge(grid, least, earlier, labelled=labelled)
    hidden = choose(known, small, grid.possible, reachable(known, grid.possible, targets))
    return Suppressed(grid.rows, grid.columns, least, labelled, _cells(grid, hidden, under & labelled))


def _may_be_labelled(grid: Grid, least: int, earlier: Suppressed | None, targets: dict[int, float]) -> bool:
    """Whether *under 5* can be told from *döljs* and still leave what must be hidden three possible values."""
    known = knowledge(grid, least, earlier, labelled=True)
    small = {cell: apart for cell, apart in targets.items() if cell < len(grid.keys)}
    return all(apart >= APART for apart in reachable(known, grid.possible, small).values())


def _cells(grid: Grid, hidden: Floats, under: Mask) -> tuple[Cell, ...]:
    made = []
    for place, (row, column) in enumerate(grid.keys):
        state: State = "shown"
        if not grid.possible[place]:
            state = "impossible"
        elif hidden[place] > 0:
            state = "under" if under[place] else "hidden"
        value = int(grid.values[place]) if state == "shown" else None
        made.append(Cell(row, column, value, state))
    return tuple(made)
