"""Power: how often a fall would be found, for each size of it; half and four fifths marked."""

from collections.abc import Mapping, Sequence

from gvi.science.evaluation.report.charts.frame import NARROW
from gvi.science.evaluation.report.charts.svg import DASHED, DOTTED, Plot, dot, line, svg, text
from gvi.science.evaluation.saying import signed_percent

HEIGHT = {True: 200.0, False: 230.0}
EVEN, LIKELY = 0.5, 0.8


def power_chart(
    found: Sequence[tuple[float, float]],
    *,
    words: Mapping[str, str],
    width: float,
    lang: str,
    alt: str,
) -> str:
    """Draw (fall, share of trials that find it), falls as shares above nought."""
    top, height = 22.0, HEIGHT[width <= NARROW]
    last = max(fall for fall, _ in found)
    plot = Plot(58, width - 20, top, top + height, 0, last, 0, 1)
    parts = [text(words["found"], (0, 13), anchor="start", role="quiet")]
    for level in (0.0, EVEN, LIKELY, 1.0):
        y = plot.y(level)
        dash = "none" if level == 0 else DASHED if level in (EVEN, LIKELY) else DOTTED
        parts.append(line([(plot.left, y), (plot.right, y)], "line", 1, dash))
        parts.append(text(_percent(level, lang), (plot.left - 6, y + 4), anchor="end", role="quiet"))
    every = 2 if width <= NARROW else 1
    for tenth in range(0, round(last * 10) + 1, every):
        x = plot.x(tenth / 10)
        parts.append(line([(x, plot.bottom), (x, plot.bottom + 5)], "line", 1))
        parts.append(text(_percent(tenth / 10, lang), (x, plot.bottom + 18), role="quiet"))
    parts.append(text(words["fall"], (plot.left, plot.bottom + 38), anchor="start", role="quiet"))
    placed = [plot.at(fall, share) for fall, share in sorted(found)]
    parts += [line(placed, "ink", 2.4), *(dot(place, r=2.8) for place in placed)]
    return svg(width, plot.bottom + 46, parts, alt=alt)


def _percent(value: float, lang: str) -> str:
    return signed_percent(value, lang).lstrip("+")
