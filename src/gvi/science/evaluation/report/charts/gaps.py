"""The placebos: the difference between observed and expected for every unit, the treated one thick among the others."""

import math
from collections.abc import Mapping, Sequence

from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.report.charts.frame import (
    NARROW,
    Times,
    behind,
    broken,
    finished,
    scene,
    seen,
    start_line,
    time_ticks,
    value_axis,
)
from gvi.science.evaluation.report.charts.svg import Place, Plot, line
from gvi.science.evaluation.saying import number

HEIGHT = {True: 220.0, False: 270.0}


def gaps_chart(
    labels: Sequence[str],
    own: Sequence[float],
    others: Sequence[Sequence[float]],
    start: str,
    context: Sequence[ContextEvent],
    *,
    title: str,
    words: Mapping[str, str],
    width: float,
    lang: str,
    alt: str,
) -> str:
    """Draw the gaps, each as long as ``labels``; NaN breaks a line."""
    along = Times.of(labels)
    drawn = scene(
        along,
        [value for gap in (own, *others) for value in gap if math.isfinite(value)],
        context,
        figure=lambda value: number(value, lang),
        width=width,
        height=HEIGHT[width <= NARROW],
    )
    plot = drawn.plot
    parts = behind(context, along, plot) + value_axis(drawn, title)
    parts += [line(run, "line", 1, opacity=0.8) for gap in others for run in broken(_placed(gap, plot))]
    parts += [line(run, "ink", 2.6) for run in broken(_placed(own, plot))]
    parts += start_line(along.labels.index(start), plot, words["start"])
    parts += time_ticks(along, plot)
    signs = [("observed", words["treated"]), ("placebo", words["placebo"])]
    signs += [("context", words["context"])] if seen(context, along) else []
    return finished(parts, signs, plot, width=width, alt=alt)


def _placed(values: Sequence[float], plot: Plot) -> list[Place | None]:
    return [plot.at(at + 0.5, value) if math.isfinite(value) else None for at, value in enumerate(values)]
