"""What every chart over time shares: the axis of times, the context behind, the start, the key under it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gvi.science.evaluation import times
from gvi.science.evaluation.context import ContextEvent
from gvi.science.evaluation.report.charts.svg import (
    DASHED,
    DOTTED,
    LETTER,
    Plot,
    area,
    box,
    dot,
    line,
    nice,
    svg,
    text,
    wide,
)
from gvi.science.evaluation.times import Step

WIDE, NARROW = 720.0, 360.0
KEY_ROW = 20.0
NUMBERS = 16.0
AXIS = 24.0
TITLE = 20.0
ROWS = 2


@dataclass(frozen=True, slots=True)
class Times:
    """The times along a chart, evenly apart; ``days`` is each one's first day and the day after the last, if dated."""

    labels: tuple[str, ...]
    step: Step
    days: tuple[date, ...]

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Times":
        """Read written times, which must follow each other."""
        step = times.step_of(labels) or Step.NUMBER
        numbers = [times.read(step, label) or 0 for label in labels]
        days = [times.first_day(step, number) for number in [*numbers, numbers[-1] + 1]]
        return cls(tuple(labels), step, tuple(day for day in days if day))

    def at(self, day: date) -> float:
        """Where a day lies, in steps from the left edge; outside when it is before or after."""
        place = bisect_right(self.days, day) - 1
        if place < 0:
            return -1.0
        if place >= len(self.labels):
            return len(self.labels) + 1.0
        first, after = self.days[place], self.days[place + 1]
        return place + (day - first).days / ((after - first).days or 1)

    def ticks(self, room: float) -> list[tuple[int, str]]:
        """The times to write on the axis: the first of each year where there are days, and no more than fit."""
        marked = [(place, label) for place, label in enumerate(self.labels)]
        if self.days and self.step is not Step.YEAR:
            years = [
                (place, label[:4])
                for place, label in marked
                if place == 0 or self.labels[place - 1][:4] != label[:4]
            ]
            whole = [one for one in years if one[0] > 0 or self._begins_a_year()]
            marked = whole if len(whole) > 1 else marked
        most = max(1, int(room / (LETTER * max(len(label) for _, label in marked) + 18)))
        every = -(-len(marked) // most)
        return marked[::every]

    def _begins_a_year(self) -> bool:
        return self.days[0].timetuple().tm_yday <= 7


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the key: a sign and its name."""

    sign: str
    name: str


SIGNS = {
    "observed": lambda x, y: line([(x, y), (x + 24, y)], "ink", 2.4),
    "expected": lambda x, y: line([(x, y), (x + 24, y)], "mark", 2, DASHED),
    "band": lambda x, y: box((x, y - 6), (24, 12), "mark", edge="mark", opacity=0.14),
    "context": lambda x, y: box((x, y - 6), (24, 12), "band") + text("1", (x + 12, y + 4), weight=600),
    "placebo": lambda x, y: line([(x, y), (x + 24, y)], "line", 1, opacity=0.8),
    "start": lambda x, y: line([(x + 12, y - 7), (x + 12, y + 7)], "ink", 1.6, DOTTED),
    "hollow": lambda x, y: dot((x + 12, y), hollow=True),
    "filled": lambda x, y: dot((x + 12, y)),
    "whisker": lambda x, y: line([(x + 12, y - 8), (x + 12, y + 8)], "mark", 1.2),
    "main": lambda x, y: line([(x + 12, y - 7), (x + 12, y + 7)], "mark", 1.6, DASHED),
}


def key(keys: Sequence[Key], top: float, width: float) -> tuple[list[str], float]:
    """Draw the key from ``top`` down, in as many rows as it takes; returns the signs and the height."""
    parts: list[str] = []
    x, y = 0.0, top + KEY_ROW / 2
    for one in keys:
        needed = 34 + wide(one.name) + 18
        if x and x + needed - 18 > width:
            x, y = 0.0, y + KEY_ROW
        parts += [SIGNS[one.sign](x, y), text(one.name, (x + 32, y + 4), anchor="start")]
        x += needed
    return parts, y + KEY_ROW / 2 - top


@dataclass(frozen=True, slots=True)
class Scene:
    """A plot with its axis of values: the ticks, and how each is written."""

    plot: Plot
    ticks: tuple[float, ...]
    named: tuple[str, ...]


def scene(
    along: Times,
    values: Iterable[float],
    context: Sequence[ContextEvent],
    *,
    figure: Callable[[float], str],
    width: float,
    height: float,
) -> Scene:
    """Make room for the values and nought, to the left for the widest figure, and above for the context's numbers."""
    given = [0.0, *values]
    ticks = nice(min(given), max(given))
    named = [figure(tick) for tick in ticks]
    left = LETTER * max(len(name) for name in named) + 12
    top = TITLE + (NUMBERS * ROWS if seen(context, along) else 4)
    plot = Plot(left, width - 6, top, top + height, 0, len(along.labels), ticks[0], ticks[-1])
    return Scene(plot, tuple(ticks), tuple(named))


def seen(context: Sequence[ContextEvent], along: Times) -> list[tuple[int, ContextEvent, float, float]]:
    """The context within the times: its number (from 1), the event, and where it begins and ends."""
    if not along.days:
        return []
    length = float(len(along.labels))
    placed = [
        (number, one, along.at(one.start), along.at(one.end) if one.end else along.at(one.start))
        for number, one in enumerate(context, start=1)
    ]
    return [
        (number, one, max(first, 0.0), min(last, length))
        for number, one, first, last in placed
        if first <= length and last >= 0
    ]


def behind(context: Sequence[ContextEvent], along: Times, plot: Plot) -> list[str]:
    """Draw the context: bands and dashed lines over the whole height, numbered on top."""
    parts = []
    for row, (number, one, first, last) in enumerate(seen(context, along)):
        left, right = plot.x(first), max(plot.x(last), plot.x(first) + 3)
        y = TITLE + 12 + NUMBERS * (row % ROWS)
        if one.end:
            parts.append(box((left, plot.top), (right - left, plot.bottom - plot.top), "band"))
            parts += [line([(x, y + 4), (x, plot.bottom)], "line", 0.8, DOTTED) for x in (left, right)]
        else:
            parts.append(line([(left, y + 4), (left, plot.bottom)], "line", 1.4, DASHED))
        middle = (left + right) / 2 if one.end else left
        parts.append(text(str(number), (min(max(middle, plot.left + 5), plot.right - 5), y), weight=600))
    return parts


def value_axis(drawn: Scene, title: str) -> list[str]:
    """Draw the figures to the left, thin lines over the plot, the title above."""
    plot = drawn.plot
    parts = [text(title, (0, 13), anchor="start", role="quiet")]
    for tick, name in zip(drawn.ticks, drawn.named, strict=True):
        y = plot.y(tick)
        parts.append(line([(plot.left, y), (plot.right, y)], "line", 1, opacity=1 if tick == 0 else 0.28))
        parts.append(text(name, (plot.left - 6, y + 4), anchor="end", role="quiet"))
    return parts


def finished(
    parts: Sequence[str],
    signs: Sequence[tuple[str, str]],
    plot: Plot,
    *,
    width: float,
    alt: str,
) -> str:
    """Put the key (sign, name) under the times and close the drawing."""
    top = plot.bottom + AXIS + 6
    drawn, height = key([Key(sign, name) for sign, name in signs], top, width)
    return svg(width, top + height, [*parts, *drawn], alt=alt)


def time_ticks(along: Times, plot: Plot) -> list[str]:
    """Draw the times under the plot."""
    parts = [line([(plot.left, plot.bottom), (plot.right, plot.bottom)], "line", 1)]
    dated = along.days and along.step is not Step.YEAR
    for place, label in along.ticks(plot.right - plot.left):
        x = plot.x(place if dated else place + 0.5)
        parts.append(line([(x, plot.bottom), (x, plot.bottom + 5)], "line", 1))
        edge = x + wide(label) / 2 > plot.right
        parts.append(
            text(
                label,
                (plot.right if edge else x, plot.bottom + 18),
                anchor="end" if edge else "middle",
                role="quiet",
            )
        )
    return parts


def start_line(at: float, plot: Plot, word: str) -> list[str]:
    """Draw where the treatment starts, with its word."""
    x = plot.x(at)
    late = x + wide(word) + 8 > plot.right
    return [
        line([(x, plot.top), (x, plot.bottom)], "ink", 1.6, DOTTED),
        text(word, (x - 5 if late else x + 5, plot.top + 12), anchor="end" if late else "start", weight=600),
    ]


def broken(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Part a line where values are missing."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def band(low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]], role: str = "mark") -> str:
    """A band between two lines, its edges dotted so that it is seen in black and white too."""
    edges = line(low, role, 0.9, DOTTED) + line(high, role, 0.9, DOTTED)
    return area([*low, *reversed(high)], role, 0.14) + edges
