"""Effects over time: one period a step of the drawing, or one time a point, with intervals about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.report.charts.frame import (
    NARROW,
    Times,
    behind,
    finished,
    scene,
    seen,
    start_line,
    time_ticks,
    value_axis,
)
from gvi.science.evaluation.report.charts.svg import DOTTED, Plot, box, dot, line

HEIGHT = {True: 190.0, False: 230.0}


@dataclass(frozen=True, slots=True)
class Lasting:
    """An effect from one place to another along the times (half-open), with its interval if it has one."""

    first: float
    last: float
    value: float
    low: float | None
    high: float | None

    @property
    def single(self) -> bool:
        """Whether it is one time only."""
        return self.last - self.first <= 1


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
    limits = [margin, -margin] if margin else []
    drawn = scene(
        along,
        [*(one.value for one in effects), *ends, *limits],
        context,
        figure=figure,
        width=width,
        height=HEIGHT[width <= NARROW],
    )
    plot = drawn.plot
    parts = behind(context, along, plot) + value_axis(drawn, title)
    parts += [
        line([(plot.left, plot.y(edge)), (plot.right, plot.y(edge))], "mark", 1, DOTTED) for edge in limits
    ]
    parts += [sign for one in effects for sign in _effect(one, plot)]
    if start in along.labels[1:]:
        parts += start_line(along.labels.index(start), plot, words["start"])
    parts += time_ticks(along, plot)
    single = all(one.single for one in effects)
    signs = [("filled" if single else "observed", words["effect"])]
    signs += [("whisker" if single else "band", words["interval"])] if ends else []
    signs += [("context", words["context"])] if seen(context, along) else []
    return finished(parts, signs, plot, width=width, alt=alt)


def _effect(one: Lasting, plot: Plot) -> list[str]:
    left, right, y = plot.x(one.first) + 1.5, plot.x(one.last) - 1.5, plot.y(one.value)
    middle = (left + right) / 2
    signs = [dot((middle, y), r=2.8) if one.single else line([(left, y), (right, y)], "ink", 3)]
    if one.low is None or one.high is None:
        return signs
    low, high = plot.y(one.low), plot.y(one.high)
    if one.single:
        return [line([(middle, low), (middle, high)], "mark", 1.2), *signs]
    return [box((left, high), (right - left, low - high), "mark", edge="mark", opacity=0.14), *signs]
