"""An evaluation of counts of persons as it may be shown: without its small numbers, so that nothing can show them.

What is known of a span of time is its sum, since the effect and the counterfactual give it away. So each span between
the edges of the periods is a table of its own, whose sum is taken to be known (disclosure_control); a span whose sum is
small takes the effects by period with it, and if the whole time after is small, everything goes. Unit placebos' gaps
and a step's own effect would tell one unit's count at one time, and are left out (science.md, Small numbers).
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from math import floor
from typing import Any

import numpy as np
import polars as pl

from gvi.science.disclosure_control import LEAST, suppress
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult, Point

HIDDEN = float("nan")
TOGETHER = 18
"""As many times as are solved as one table. Parts of a longer span are guarded as if each one's sum were known."""

NOTE = Note(
    "small_counts",
    f"Utfallet räknar personer. Antal under {LEAST} döljs, även noll, och så många till att de inte går att räkna "
    "fram; beräknade värden är avrundade till hela personer.",
    f"The outcome counts persons. Counts under {LEAST} are hidden, nought too, and as many more as keep them from "
    "being worked out; expected values are rounded to whole persons.",
)


def without_small_counts(found: Evaluation) -> Evaluation:
    """The same answer without what could tell a small count of persons. An answer already cleaned is left as it is."""
    if NOTE in found.notes:
        return found
    results = tuple(_cleaned(one, found.start) for one in found.results)
    return replace(
        found, results=results, diagnostics=_whole_apart(found.diagnostics), notes=(*found.notes, NOTE)
    )


def _cleaned(result: OutcomeResult, start: str) -> OutcomeResult:
    labels = [point.time for point in result.series]
    if start not in labels:
        return _emptied(result) if result.series else _bare(result)
    edges = _edges(result, labels, labels.index(start))
    sums = [sum(point.observed for point in result.series[low:high]) for low, high in pairwise(edges)]
    if sum(sums[1:]) < LEAST:
        return _emptied(result)
    shown = [point for low, high in pairwise(edges) for point in _span(result.series[low:high])]
    kept = result.effects_by_period if min(sums[1:]) >= LEAST else ()
    return replace(_bare(result), series=tuple(shown), effects_by_period=kept)


def _edges(result: OutcomeResult, labels: list[str], start: int) -> list[int]:
    """Where spans begin and end: the data, the start, and every period."""
    found = {0, start, len(labels)}
    for period in result.effects_by_period:
        found |= {labels.index(period.start), labels.index(period.to) + 1}
    return sorted(found)


def _span(points: tuple[Point, ...]) -> list[Point]:
    """One span's points; all are hidden when its sum could not stand shown beside them."""
    whole = [floor(point.observed) for point in points]
    if min(whole) >= LEAST:
        return [_rounded(point, shown=True) for point in points]
    lots = -(-len(points) // TOGETHER)
    if lots > 1:
        edges = [len(points) * lot // lots for lot in range(lots + 1)]
        return [point for low, high in pairwise(edges) for point in _span(points[low:high])]
    table = pl.DataFrame({"at": [point.time for point in points], "count": whole})
    found = suppress(table, rows="at", value="count")
    known = found.cell(None).state == "shown"
    return [_rounded(point, shown=known and found.cell(point.time).state == "shown") for point in points]


def _rounded(point: Point, *, shown: bool) -> Point:
    def whole(value: float | None) -> float | None:
        return value if value is None or not np.isfinite(value) else float(round(value))

    return Point(
        point.time,
        point.observed if shown else HIDDEN,
        whole(point.counterfactual),
        whole(point.low),
        whole(point.high),
    )


def _bare(result: OutcomeResult) -> OutcomeResult:
    """Without effects of one time and the gaps of placebos."""
    placebos = tuple(replace(one, gap=()) for one in result.placebos)
    return replace(result, event_study=(), group_time=(), placebos=placebos)


def _emptied(result: OutcomeResult) -> OutcomeResult:
    return OutcomeResult(result.outcome, None, result.scale, interval_level=result.interval_level)


def _whole_apart(diagnostics: Mapping[str, Any]) -> dict[str, Any]:
    """Only figures that stand alone, and of whole numbers only those that are not small."""
    return {
        name: None if isinstance(value, int) and not isinstance(value, bool) and value < LEAST else value
        for name, value in diagnostics.items()
        if isinstance(value, bool | int | float | str) or value is None
    }
