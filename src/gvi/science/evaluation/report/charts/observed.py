"""The main chart: what was observed, what was expected without the programme, the band, the start and the context."""

import math
from collections.abc import Collection, Mapping, Sequence

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.report.charts.frame import (
    NARROW,
    Times,
    band,
    behind,
    broken,
    finished,
    scene,
    seen,
    start_line,
    time_ticks,
    value_axis,
)
from gvi.science.evaluation.report.charts.svg import DASHED, Place, Plot, dot, line
from gvi.science.evaluation.result import Point
from gvi.science.evaluation.saying import number

HEIGHT = {True: 230.0, False: 290.0}
DOTS = 40
"""With more times than this, points would hide the line."""


def observed_chart(
    points: Sequence[Point],
    start: str,
    context: Sequence[ContextEvent],
    *,
    preliminary: Collection[str],
    title: str,
    words: Mapping[str, str],
    width: float,
    lang: str,
    alt: str,
) -> str:
    """Draw a series; a hidden number (NaN) breaks the line. ``words`` names the signs of the key."""
    along = Times.of([point.time for point in points])
    drawn = scene(
        along,
        [value for point in points for value in _values(point)],
        context,
        figure=lambda value: number(value, lang),
        width=width,
        height=HEIGHT[width <= NARROW],
    )
    plot = drawn.plot
    parts = behind(context, along, plot) + value_axis(drawn, title)
    parts += _band(points, plot)
    parts += [
        line(run, "mark", 2, DASHED) for run in broken(_placed([p.counterfactual for p in points], plot))
    ]
    seen_points = _placed([point.observed for point in points], plot)
    parts += [line(run, "ink", 2.4) for run in broken(seen_points)]
    parts += _dots(points, seen_points, preliminary)
    parts += start_line(along.labels.index(start), plot, words["start"])
    parts += time_ticks(along, plot)
    signs = ["observed", "expected"]
    signs += ["band"] if any(point.low is not None for point in points) else []
    signs += ["hollow"] if any(point.time in preliminary for point in points) else []
    signs += ["context"] if seen(context, along) else []
    return finished(parts, [(sign, words[sign]) for sign in signs], plot, width=width, alt=alt)


def _values(point: Point) -> list[float]:
    given = (point.observed, point.counterfactual, point.low, point.high)
    return [value for value in given if value is not None and math.isfinite(value)]


def _placed(values: Sequence[float | None], plot: Plot) -> list[Place | None]:
    return [
        plot.at(at + 0.5, value) if value is not None and math.isfinite(value) else None
        for at, value in enumerate(values)
    ]


def _band(points: Sequence[Point], plot: Plot) -> list[str]:
    lows, highs = _placed([one.low for one in points], plot), _placed([one.high for one in points], plot)
    both = [(low, high) if low and high else None for low, high in zip(lows, highs, strict=True)]
    runs: list[list[tuple[Place, Place]]] = [[]]
    for pair in both:
        if pair is None:
            runs.append([])
        else:
            runs[-1].append(pair)
    return [band([low for low, _ in run], [high for _, high in run]) for run in runs if len(run) > 1]


def _dots(points: Sequence[Point], placed: Sequence[Place | None], preliminary: Collection[str]) -> list[str]:
    """A point a time when there are few, where the line is broken on both sides, and hollow where preliminary."""
    alone = [
        place is not None and not any(placed[at] for at in (n - 1, n + 1) if 0 <= at < len(placed))
        for n, place in enumerate(placed)
    ]
    return [
        dot(place, hollow=point.time in preliminary, r=2.6)
        for point, place, lonely in zip(points, placed, alone, strict=True)
        if place and (len(points) <= DOTS or lonely or point.time in preliminary)
    ]
