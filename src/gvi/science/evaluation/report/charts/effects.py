"""Effects over time: one period a step of the drawing, or one time a point, with intervals about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.report.charts.frame import (
    AXIS,
    NARROW,
    Key,
    Times,
    behind,
    frame,
    key,
    seen,
    start_line,
    time_ticks,
    value_axis,
)
from gvi.science.evaluation.report.charts.svg import box, dot, line, nice, svg

HEIGHT = {True: 190.0, False: 230.0}


@dataclass(frozen=True, slots=True)
class Lasting:
    """An effect from one place to another along the times (half-open), with its interval if it has one."""

    first: float
    last: float
    value: float
    low: float | None
    high: float | None


def effects_chart(
    labels: Sequence[str],
    effects: Sequence[Lasting],
    start: str | None,
    context: Sequence[ContextEvent],
    *,
    title: str,
    words: Mapping[str, str],
    width: float,
    figure: Callable[[float], str],
    alt: str,
    margin: float | None = None,
) -> str:
    """Draw effects as thick lines in their intervals; those of one time as points. ``margin`` is drawn about nought."""
    along = Times.of(labels)
    ends = [end for one in effects for end in (one.low, one.high) if end is not None]
    values = [*(one.value for one in effects), *ends, 0.0, margin or 0.0, -(margin or 0.0)]
    plot = frame(along, [*values, max(values) * 10], context, width, HEIGHT[width <= NARROW])
    ticks = nice(min(values), max(values))
    plot = type(plot)(
        plot.left + 8, plot.right, plot.top, plot.bottom, 0, len(along.labels), ticks[0], ticks[-1]
    )
    parts = behind(context, along, plot)
    parts += value_axis(plot, ticks, [figure(tick) for tick in ticks], title)
    if margin:
        for edge in (margin, -margin):
            parts.append(line([(plot.left, plot.y(edge)), (plot.right, plot.y(edge))], "mark", 1, "1.5 4"))
    for one in effects:
        left, right = plot.x(one.first) + 1.5, plot.x(one.last) - 1.5
        single = one.last - one.first <= 1
        middle = (left + right) / 2
        if one.low is not None and one.high is not None:
            low, high = plot.y(one.low), plot.y(one.high)
            parts.append(
                line([(middle, low), (middle, high)], "mark", 1.2)
                if single
                else box((left, high), (right - left, low - high), "mark", edge="mark", opacity=0.14)
            )
        y = plot.y(one.value)
        parts.append(dot((middle, y), r=2.8) if single else line([(left, y), (right, y)], "ink", 3))
    if start in along.labels and start != along.labels[0]:
        parts += start_line(along.labels.index(start), plot, words["start"])
    parts += time_ticks(along, plot)
    signs = [
        "filled" if all(one.last - one.first <= 1 for one in effects) else "observed",
        *(["band"] if ends else []),
        *(["context"] if seen(context, along) else []),
    ]
    named = {**words, "observed": words["effect"], "filled": words["effect"], "band": words["interval"]}
    drawn, height = key([Key(sign, named[sign]) for sign in signs], plot.bottom + AXIS + 6, width)
    return svg(width, plot.bottom + AXIS + 6 + height, [*parts, *drawn], alt=alt)
