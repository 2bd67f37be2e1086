"""Signs of a drawing as SVG text, and the plot that places values among them.

A role (``ink``, ``mark``, …) is a colour of ``chart_theme``: the light value as attribute, the role as class.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from gvi.science.chart_theme import ON_PAPER

LETTER = 7.2
"""As wide as a letter of this size is in the widest of the usual typefaces."""

SIZE = 12
SOLID, DASHED, DOTTED = "none", "7 5", "1.5 4"
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """The part of a drawing where values lie: its edges in the drawing and in values."""

    left: float
    right: float
    top: float
    bottom: float
    x_from: float
    x_to: float
    y_from: float
    y_to: float

    def x(self, value: float) -> float:
        """Where a value lies along the drawing."""
        return self.left + (self.right - self.left) * (value - self.x_from) / ((self.x_to - self.x_from) or 1)

    def y(self, value: float) -> float:
        """Where a value lies down the drawing."""
        return self.bottom - (self.bottom - self.top) * (value - self.y_from) / (
            (self.y_to - self.y_from) or 1
        )

    def at(self, x: float, y: float) -> Place:
        """Both."""
        return self.x(x), self.y(y)


def svg(width: float, height: float, parts: Iterable[str], *, alt: str) -> str:
    """Put the signs together; ``alt`` is what the picture says to whoever does not see it."""
    box = f'viewBox="0 0 {width:g} {height:g}" font-family="Inter, system-ui, sans-serif" font-size="{SIZE}"'
    said = f'role="img" aria-label="{escape(alt)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {said}>{"".join(parts)}</svg>'


def line(
    points: Sequence[Place], role: str = "ink", width: float = 1.0, dash: str = SOLID, opacity: float = 1.0
) -> str:
    """A line through points; nothing for fewer than two."""
    if len(points) < 2:
        return ""
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    seen = "" if opacity == 1.0 else f' stroke-opacity="{opacity:g}"'
    return (
        f'<polyline class="s-{role}" points="{listed}" fill="none" stroke="{ON_PAPER[role]}" '
        f'stroke-width="{width:g}" stroke-dasharray="{dash}" stroke-linejoin="round"{seen}/>'
    )


def area(points: Sequence[Place], role: str, opacity: float = 1.0) -> str:
    """A filled surface without edge."""
    listed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon class="f-{role}" points="{listed}" fill="{ON_PAPER[role]}" fill-opacity="{opacity:g}"/>'


def box(corner: Place, size: Place, role: str, *, edge: str = "none", opacity: float = 1.0) -> str:
    """A rectangle from its upper left corner."""
    line_of = "" if edge == "none" else f' s-{edge}" stroke="{ON_PAPER[edge]}" stroke-dasharray="{DOTTED}'
    return (
        f'<rect class="f-{role}{line_of}" x="{corner[0]:.1f}" y="{corner[1]:.1f}" width="{max(size[0], 0):.1f}" '
        f'height="{max(size[1], 0):.1f}" fill="{ON_PAPER[role]}" fill-opacity="{opacity:g}"/>'
    )


def dot(place: Place, role: str = "ink", *, hollow: bool = False, r: float = 3.4) -> str:
    """A point, filled or hollow."""
    fill = "paper" if hollow else role
    return (
        f'<circle class="f-{fill} s-{role}" cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{r:g}" '
        f'fill="{ON_PAPER[fill]}" stroke="{ON_PAPER[role]}" stroke-width="1.4"/>'
    )


def text(words: str, place: Place, *, anchor: str = "middle", role: str = "ink", weight: int = 400) -> str:
    """Words at a place."""
    return (
        f'<text class="f-{role}" x="{place[0]:.1f}" y="{place[1]:.1f}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="{ON_PAPER[role]}">{escape(words)}</text>'
    )


def wide(words: str) -> float:
    """About how wide words are."""
    return LETTER * len(words)


def nice(low: float, high: float, steps: int = 4) -> list[float]:
    """Round values from at or under ``low`` to at or over ``high``, about ``steps`` of them apart.

    >>> nice(0, 17), nice(-3, 4), nice(0, 0)
    ([0.0, 5.0, 10.0, 15.0, 20.0], [-4.0, -2.0, 0.0, 2.0, 4.0], [0.0, 0.25, 0.5, 0.75, 1.0])
    """
    if high <= low:
        high = low + 1
    raw = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(unit * power for unit in (1, 2, 2.5, 5, 10) if unit * power >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) + 0.0 for number in range(first, last + 1)]
