"""Near repeat: do events come closer together in time *and* place than chance would have it? (Knox 1964)

Pairs of events are counted in a table of distance by days. Dates are then dealt out anew among the places, many times,
and each cell is compared with what that gives (Monte Carlo; Ratcliffe & Rengert 2008 for crime). Because many cells are
looked at, ``max_p`` asks how often *any* cell would look so unlikely (Westfall & Young 1993, single-step min-p); a
maximum of raw ratios would be ruled by the cells with next to nothing in them. Assumed: dates could have fallen on any
of the places. Where the level of violence moves differently in different parts of a city that is not so, and the
dates should be dealt out within an area. The method says where to look; it says nothing of who or why.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gvi.science.frames import ISO_DAY, days, frame, numbers, texts
from gvi.science.near_repeat.bands import Bands
from gvi.science.near_repeat.pairs import Metric, close_pairs
from gvi.science.near_repeat.permuting import Table, permuted_counts
from gvi.science.near_repeat.result import NearRepeat

__all__ = ["Metric", "NearRepeat", "near_repeat"]

METRICS = ("manhattan", "euclidean")
LEAST_POINTS = 2


def near_repeat(
    points: Any,
    *,
    distances: Sequence[float],
    days: Sequence[float],
    x: str = "x",
    y: str = "y",
    time: str = "time",
    metric: Metric = "euclidean",
    permutations: int = 999,
    seed: int = 1,
    area: str | None = None,
    date_format: str = ISO_DAY,
    nrc: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> NearRepeat:
    """Count pairs of ``points`` by distance and days, and compare with ``permutations`` dealings of the dates.

    ``points`` is a Polars or pandas frame or an Arrow table with one row an event: ``x`` and ``y`` in metres (a plane
    system such as SWEREF 99 TM), ``time`` a day, or text after ``date_format``; ``area`` a column within whose values
    dates stay. ``distances`` (metres) and ``days`` are rising edges of half-open bands [a, b); end with ``inf`` for a
    last band without end. ``nrc`` names the bands as the Near Repeat Calculator 1.3 does: what it prints as "8 to 14"
    holds [7, 14). ``progress`` is told of every lot of permutations done.

    p = (k + 1)/(permutations + 1), k the permuted tables whose cell is at least the observed. Same seed, same answer.
    Raises ValueError for edges, rows or columns that are not as they must be, and says which and what was expected.

    >>> import polars as pl
    >>> events = pl.DataFrame({"x": [0, 3, 500], "y": [0, 4, 0], "time": ["2026-01-01", "2026-01-03", "2026-06-01"]})
    >>> found = near_repeat(events, distances=[0, 5, 100], days=[0, 7], permutations=99)
    >>> found.observed.tolist(), found.close_pairs
    ([[0], [1]], 1)
    >>> near_repeat(events, distances=[0, 5, 100], days=[0, 7], permutations=99, time="when")
    Traceback (most recent call last):
    ...
    gvi.science.frames.ColumnMissing: column when is missing: expected the headings x, y, when among the 3 there are
    """
    if metric not in METRICS:
        raise ValueError(f"metric: expected one of {', '.join(METRICS)}; got {metric}")
    if permutations < 1:
        raise ValueError(f"permutations: expected at least 1; got {permutations}")
    wide, long = Bands.of(distances, "m"), Bands.of(days, "days")
    places, dates, areas = _read(points, (x, y), time, area, date_format)
    pairs = close_pairs(places, wide, metric)
    table = Table.of(dates, pairs, wide, long)
    permuted = permuted_counts(table, dates, areas, permutations=permutations, seed=seed, step=progress)
    observed = table.count(dates)
    expected = permuted.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = observed / expected
    p, max_p = _tails(np.concatenate([observed[None], permuted]))
    return NearRepeat(
        distances=wide,
        days=long,
        observed=observed,
        expected=expected,
        ratio=ratio,
        p=p,
        max_p=max_p,
        close_pairs=len(pairs.i),
        n=len(dates),
        permutations=permutations,
        within_area=area is not None,
        nrc=nrc,
    )


def _read(
    points: Any, place: tuple[str, str], time: str, area: str | None, date_format: str
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.intp] | None]:
    """Places (n, 2), dates as whole days (n,), and area numbers (n,) or None."""
    table = frame(points, [*place, time, *([area] if area else [])])
    if table.height < LEAST_POINTS:
        raise ValueError(f"expected at least {LEAST_POINTS} rows; got {table.height}")
    places = np.column_stack([numbers(table, column).to_numpy() for column in place])
    dates = days(table, time, date_format=date_format).to_physical().to_numpy().astype(np.int64)
    areas = np.unique(texts(table, area).to_numpy(), return_inverse=True)[1] if area else None
    return places, dates, areas


def _tails(counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The share of all datings, the observed one (first) among them, that reach the observed cell; then any cell.

    ``counts`` has shape (1 + permutations, distance bands, day bands). Every dating is ranked in the same set, so that
    the observed one has no advantage in the comparison of least p.
    """
    datings = len(counts)
    cells = counts.reshape(datings, -1)
    ordered = np.sort(cells, axis=0)
    below = [np.searchsorted(ordered[:, k], cells[:, k], side="left") for k in range(cells.shape[1])]
    p = (datings - np.stack(below, axis=1)) / datings
    least = np.sort(p.min(axis=1))
    together = np.searchsorted(least, p[0], side="right") / datings
    return p[0].reshape(counts.shape[1:]), together.reshape(counts.shape[1:])
