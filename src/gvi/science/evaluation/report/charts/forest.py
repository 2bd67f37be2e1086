"""Answers under each other: the plan's own, and the same question asked otherwise, each with its interval."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gvi.science.evaluation.report.charts.frame import NARROW, Key, key
from gvi.science.evaluation.report.charts.svg import DASHED, LETTER, Plot, dot, line, nice, svg, text

ROW = {True: 38.0, False: 24.0}
NAMES = 250.0
AXIS = 26.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``own`` is the plan's: filled, the others hollow."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    own: bool = False


def forest(
    answers: Sequence[Answer],
    *,
    title: str,
    words: Mapping[str, str],
    width: float,
    figure: Callable[[float], str],
    alt: str,
) -> str:
    """Draw answers as points with their intervals, nought as a line and the plan's answer as a dashed one."""
    narrow = width <= NARROW
    ends = [end for one in answers for end in (one.value, one.low, one.high) if end is not None]
    ticks = nice(min([*ends, 0.0]), max([*ends, 0.0]))
    bottom = 22 + ROW[narrow] * len(answers)
    plot = Plot(20 if narrow else NAMES, width - 30, 22, bottom, ticks[0], ticks[-1], 0, 1)
    parts = [text(title, (0 if narrow else NAMES, 13), anchor="start", role="quiet")]
    for tick in ticks[:: 2 if narrow and len(ticks) > 4 else 1]:
        x = plot.x(tick)
        parts.append(line([(x, plot.top), (x, bottom)], "line", 1.2, opacity=1 if tick == 0 else 0.28))
        parts.append(text(figure(tick), (x, bottom + 18), role="quiet"))
    for own in (one for one in answers if one.own):
        x = plot.x(own.value)
        parts.append(line([(x, plot.top), (x, bottom)], "mark", 1.6, DASHED))
    for place, one in enumerate(answers):
        parts += _row(one, plot, 22 + ROW[narrow] * place, narrow=narrow)
    keys = [Key("filled", words["own"]), Key("hollow", words["tried"])]
    drawn, height = key(keys, bottom + AXIS + 4, width)
    return svg(width, bottom + AXIS + 4 + height, [*parts, *drawn], alt=alt)


def _row(one: Answer, plot: Plot, top: float, *, narrow: bool) -> list[str]:
    """The name before the row, above it where there is no room."""
    y = top + (27 if narrow else ROW[narrow] / 2)
    letters = int((plot.right if narrow else NAMES - 16) / LETTER)
    name = one.name if len(one.name) <= letters else one.name[: letters - 1] + "…"
    parts = [
        text(
            name,
            (0, top + (13 if narrow else ROW[narrow] / 2 + 4)),
            anchor="start",
            weight=600 if one.own else 400,
        )
    ]
    if one.low is not None and one.high is not None:
        parts.append(line([(plot.x(one.low), y), (plot.x(one.high), y)], "ink", 1.4))
    return [*parts, dot((plot.x(one.value), y), hollow=not one.own)]
