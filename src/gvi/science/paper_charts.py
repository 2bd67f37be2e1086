"""Charts for documents: months as columns over their context, and the Lorenz curve, each as the text of one ``<svg>``.

Paper has no script and often no colour, so nothing is told by colour alone: what is decided is filled and what is not
is hollow, what was measured is a thick line and chance a dashed one. Presentation attributes only, as everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from gvi.science.chart_theme import ON_PAPER
from gvi.science.charts import Span
from gvi.science.concentration.measures import Point
from gvi.science.concentration.words import LABELS, noun
from gvi.science.numerals import NO_BREAK

WIDTH = 640.0
LEFT, TOP, HEIGHT = 34.0, 34.0, 150.0
MARK = 9.0
ROWS = 2
AIR = 0.22
LABELLED = 13
SIDE, SQUARE = 250.0, 500.0
MONTHS = {
    "sv": ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
KEYS = {
    "sv": ("bekräftade", "inte avgjorda", "* preliminär månad", "siffrorna överst: se omvärlden under"),
    "en": ("confirmed", "undecided", "* preliminary month", "numbers on top: see the context below"),
}


@dataclass(frozen=True, slots=True)
class Month:
    """One column: the month's first day, its counts, and whether they are still likely to change."""

    first: date
    confirmed: int
    undecided: int = 0
    preliminary: bool = False


def month_columns(months: Sequence[Month], context: Sequence[Span], lang: str = "sv") -> str:
    """Draw a column a month; ``context`` are numbered bands and lines behind them, 1 for the first of them.

    Raises ValueError without a month. A span outside the months is drawn at their edge.
    """
    if not months:
        raise ValueError("months: expected at least one")
    top = _round_top(max(one.confirmed + one.undecided for one in months))
    step = (WIDTH - LEFT) / len(months)
    parts = [
        *_context(context, months),
        *_steps(top),
        *(part for place, one in enumerate(months) for part in _column(one, LEFT + place * step, step, top)),
        *_month_names(months, step, lang),
        *_keys(lang, any(one.undecided for one in months), any(one.preliminary for one in months), context),
    ]
    return _svg(WIDTH, TOP + HEIGHT + 66, parts)


def lorenz_lines(observed: Sequence[Point], chance: Sequence[Point], lang: str = "sv", *, of: str) -> str:
    """Draw the Lorenz curve thick, chance dashed and the even line dotted, from (0, 0) to (1, 1)."""
    label = LABELS[lang]
    curves = (
        (observed, "ink", 2.6, "none", label["observed"]),
        (chance, "mark", 2.0, "7 5", label["chance"]),
        (((0.0, 0.0), (1.0, 1.0)), "line", 1.2, "1 4", label["even"]),
    )
    parts = [_axes(label["x"].format(noun=noun(lang, of)), label["y"])]
    for place, (points, role, width, dashes, name) in enumerate(curves):
        parts.append(_line([_placed(x, y) for x, y in points], role, width, dashes))
        y = TOP + 90 + 24 * place
        parts.append(_line([(SIDE + 110, y), (SIDE + 150, y)], role, width, dashes))
        parts.append(_text(name, SIDE + 160, y + 4, anchor="start"))
    return _svg(SQUARE, TOP + SIDE + 44, parts)


def _placed(x: float, y: float) -> tuple[float, float]:
    return 60 + SIDE * x, TOP + SIDE * (1 - y)


def _axes(x_title: str, y_title: str) -> str:
    (x0, y0), (x1, y1) = _placed(0, 0), _placed(1, 1)
    ticks = [_text(f"{quarter * 25}{NO_BREAK}%", _placed(quarter / 4, 0)[0], y0 + 16) for quarter in range(5)]
    ticks += [
        _text(f"{quarter * 25}{NO_BREAK}%", x0 - 6, _placed(0, quarter / 4)[1] + 4, anchor="end")
        for quarter in range(1, 5)
    ]
    frame = _line([(x0, y1), (x0, y0), (x1, y0)], "line", 1, "none")
    titles = _text(x_title, x0, y0 + 36, anchor="start") + _text(y_title, x0 - 40, y1 - 10, anchor="start")
    return frame + "".join(ticks) + titles


def _round_top(most: int) -> int:
    """A number of events that four steps divide.

    >>> _round_top(3), _round_top(17), _round_top(0)
    (4, 20, 4)
    """
    return max(4, -(-most // 4) * 4)


def _y(value: float, top: int) -> float:
    return TOP + HEIGHT * (1 - value / top)


def _steps(top: int) -> Iterable[str]:
    for quarter in range(5):
        y = _y(top * quarter / 4, top)
        yield _line([(LEFT, y), (WIDTH, y)], "line", 1 if quarter == 0 else 0.3, "none")
        yield _text(f"{top * quarter // 4}", LEFT - 6, y + 4, anchor="end")


def _column(one: Month, x: float, step: float, top: int) -> Iterable[str]:
    left, width = x + step * AIR, step * (1 - 2 * AIR)
    whole, middle = _y(one.confirmed + one.undecided, top), _y(one.confirmed, top)
    if one.confirmed:
        yield _box(left, middle, width, _y(0, top) - middle, "ink", "ink")
    if one.undecided:
        yield _box(left, whole, width, middle - whole, "paper", "ink")


def _month_names(months: Sequence[Month], step: float, lang: str) -> Iterable[str]:
    """Every month while there is room, every other one after that; the year under its first month."""
    y, every = TOP + HEIGHT + 16, 1 if len(months) <= LABELLED else 2
    for place, one in enumerate(months):
        x = LEFT + (place + 0.5) * step
        if place % every == 0 or one.preliminary:
            name = MONTHS[lang][one.first.month - 1] if place % every == 0 else ""
            yield _text(name + ("*" if one.preliminary else ""), x, y)
        if place == 0 or one.first.month == 1:
            yield _text(f"{one.first.year}", x, y + 15)


def _context(context: Sequence[Span], months: Sequence[Month]) -> Iterable[str]:
    """Bands and lines behind the columns, each with its number on top."""
    for number, span in enumerate(context, start=1):
        left, right = _x(span.start, months), _x(span.end or span.start, months)
        y = MARK + 2 + ((number - 1) % ROWS) * (MARK + 6)
        if span.end:
            yield _box(left, TOP, max(right - left, 3), HEIGHT, "band", "line", 0.5)
        else:
            yield _line([(left, y), (left, TOP + HEIGHT)], "mark", 1.4, "4 3")
        yield _text(f"{number}", min(max(left + 5, LEFT + 5), WIDTH - 6), y, weight=600)


def _x(day: date, months: Sequence[Month]) -> float:
    first = months[0].first
    months_in = (day.year - first.year) * 12 + day.month - first.month + (day.day - 1) / 31
    return LEFT + (WIDTH - LEFT) * min(max(months_in / len(months), 0), 1)


def _keys(lang: str, undecided: bool, preliminary: bool, context: Sequence[Span]) -> Iterable[str]:
    """What the signs mean, only those that are there."""
    names, x, y = KEYS[lang], LEFT, TOP + HEIGHT + 54
    for fill, name, there in (("ink", names[0], True), ("paper", names[1], undecided)):
        if there:
            yield _box(x, y - 9, 10, 10, fill, "ink")
            yield _text(name, x + 16, y, anchor="start")
            x += 36 + 6.4 * len(name)
    for name, there in ((names[2], preliminary), (names[3], bool(context))):
        if there:
            yield _text(name, x, y, anchor="start")
            x += 20 + 6.4 * len(name)


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    box = f'viewBox="0 0 {width:g} {height:g}" font-family="Inter, sans-serif"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def _line(points: Sequence[tuple[float, float]], role: str, width: float, dashes: str) -> str:
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{listed}" fill="none" stroke="{ON_PAPER[role]}" stroke-width="{width:g}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _box(x: float, y: float, width: float, height: float, fill: str, line: str, thick: float = 1.2) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{ON_PAPER[fill]}" '
        f'stroke="{ON_PAPER[line]}" stroke-width="{thick:g}"/>'
    )


def _text(words: str, x: float, y: float, *, anchor: str = "middle", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="11" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{ON_PAPER["ink"]}">{escape(words)}</text>'
    )
