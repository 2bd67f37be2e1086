"""An evaluation of counts of persons as it may be shown: without its small numbers, so that nothing can show them.

What is known of a span of time is its sum, since the effect and the counterfactual give it away. So each span between
the edges of the periods is a table of its own, whose sum is taken to be known (disclosure_control); a span whose sum is
small takes the effects by period with it, and if the whole time after is small, everything goes. Outcomes may be each
other's sums: a time hidden in one is hidden in all, and beside an outcome of which everything goes only one is told.
Unit placebos' gaps and a step's own effect would tell one unit's count at one time, and are left out (science.md, Small
numbers).
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
    "fram; med flera utfall döljs samma tider i alla. Beräknade värden är avrundade till hela personer.",
    f"The outcome counts persons. Counts under {LEAST} are hidden, nought too, and as many more as keep them from "
    "being worked out; with several outcomes the same times are hidden in all. Expected values are rounded to whole "
    "persons.",
)


def without_small_counts(found: Evaluation) -> Evaluation:
    """The same answer without what could tell a small count of persons. An answer already cleaned is left as it is."""
    if NOTE in found.notes:
        return found
    results = _cleaned(found.results, found.start)
    return replace(
        found, results=results, diagnostics=_whole_apart(found.diagnostics), notes=(*found.notes, NOTE)
    )


def _cleaned(results: tuple[OutcomeResult, ...], start: str) -> tuple[OutcomeResult, ...]:
    """Every outcome without its small counts, and without what would give another's away by subtraction."""
    told = [at for at, one in enumerate(results) if _stands(one, start)]
    if len(told) < len(results):
        told = told[:1]
    periods = all(min(_sums(results[at], start)) >= LEAST for at in told)
    bare = {at: _bare(results[at], periods=periods) for at in told}
    hidden = {time for one in bare.values() for time in _hidden(one, start)}
    return tuple(
        replace(bare[at], series=tuple(_rounded(point, hidden) for point in one.series))
        if at in bare
        else _emptied(one)
        for at, one in enumerate(results)
    )


def _stands(result: OutcomeResult, start: str) -> bool:
    """Whether an outcome can be told at all: what has a series needs persons enough after the start."""
    return not result.series or sum(_sums(result, start)) >= LEAST


def _sums(result: OutcomeResult, start: str) -> list[float]:
    """How many persons each span after the start has, the last to the end; without a series no sum is known."""
    if not result.series:
        return [LEAST]
    edges = [at for at in _edges(result, start) if at >= _place(result, start)]
    return [sum(point.observed for point in result.series[low:high]) for low, high in pairwise(edges)] or [0]


def _place(result: OutcomeResult, start: str) -> int:
    labels = [point.time for point in result.series]
    return labels.index(start) if start in labels else len(labels)


def _edges(result: OutcomeResult, start: str) -> list[int]:
    """Where spans begin and end: the data, the start, and every period told."""
    labels = [point.time for point in result.series]
    found = {0, _place(result, start), len(labels)}
    for period in result.effects_by_period if labels else ():
        found |= {labels.index(period.start), labels.index(period.to) + 1}
    return sorted(found)


def _hidden(result: OutcomeResult, start: str) -> set[str]:
    """The times to hide for one outcome's own sake."""
    spans = [result.series[low:high] for low, high in pairwise(_edges(result, start))]
    return {time for span in spans for time in _span(span)}


def _span(points: tuple[Point, ...]) -> set[str]:
    """The times to hide of one span: all of them when a part's sum could not stand shown beside the others."""
    lots = -(-len(points) // TOGETHER)
    edges = [len(points) * lot // lots for lot in range(lots + 1)]
    found = [_lot(points[low:high]) for low, high in pairwise(edges)]
    if None in found:
        return {point.time for point in points}
    return {time for times in found for time in times or ()}


def _lot(points: tuple[Point, ...]) -> set[str] | None:
    """The times to hide of one table whose sum is known; none when that sum could not stand shown."""
    whole = [floor(point.observed) for point in points]
    if min(whole) >= LEAST:
        return set()
    table = pl.DataFrame({"at": [point.time for point in points], "count": whole})
    found = suppress(table, rows="at", value="count")
    if found.cell(None).state != "shown":
        return None
    return {point.time for point in points if found.cell(point.time).state != "shown"}


def _rounded(point: Point, hidden: set[str]) -> Point:
    def whole(value: float | None) -> float | None:
        return value if value is None or not np.isfinite(value) else float(round(value))

    return Point(
        point.time,
        HIDDEN if point.time in hidden else point.observed,
        whole(point.counterfactual),
        whole(point.low),
        whole(point.high),
    )


def _bare(result: OutcomeResult, *, periods: bool) -> OutcomeResult:
    """Without effects of one time, the gaps of placebos, and effects by period when a span's sum is small."""
    kept = result.effects_by_period if periods else ()
    placebos = tuple(replace(one, gap=()) for one in result.placebos)
    return replace(result, event_study=(), group_time=(), placebos=placebos, effects_by_period=kept)


def _emptied(result: OutcomeResult) -> OutcomeResult:
    return OutcomeResult(result.outcome, None, result.scale, interval_level=result.interval_level)


def _whole_apart(diagnostics: Mapping[str, Any]) -> dict[str, Any]:
    """Only figures that stand alone, and of whole numbers only those that are not small."""
    return {
        name: None if isinstance(value, int) and not isinstance(value, bool) and value < LEAST else value
        for name, value in diagnostics.items()
        if isinstance(value, bool | int | float | str) or value is None
    }
