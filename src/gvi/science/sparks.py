"""Very small pictures beside a figure: where their points and bars lie, in a box of 100 × 20 (screens.md, Läget).

Pure geometry. The page draws it as SVG with attributes only, since no page may carry an inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 100.0
HEIGHT = 20.0
MARGIN = 1.0


@dataclass(frozen=True)
class Column:
    """One column of a small bar chart, in units of the box."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Part:
    """One part of a single bar, with the tone it is drawn in."""

    x: float
    width: float
    tone: str


def points(values: Sequence[float]) -> str:
    """Place values left to right and write them as an SVG ``points`` attribute; none gives an empty line.

    The scale starts at zero, so that a low line means few.

    >>> points([0, 2, 1])
    '0,19 50,1 100,10'
    """
    top = max([*values, 0]) or 1
    step = WIDTH / max(len(values) - 1, 1)
    inner = HEIGHT - 2 * MARGIN
    placed = ((i * step, HEIGHT - MARGIN - inner * value / top) for i, value in enumerate(values))
    return " ".join(f"{x:g},{round(y, 2):g}" for x, y in placed)


def columns(values: Sequence[float]) -> list[Column]:
    """Place values as columns of equal width, a third of it air; zero is a column without height."""
    top = max([*values, 0]) or 1
    step = WIDTH / max(len(values), 1)
    heights = [round(HEIGHT * value / top, 2) for value in values]
    return [
        Column(round(i * step, 2), round(HEIGHT - height, 2), round(step * 2 / 3, 2), height)
        for i, height in enumerate(heights)
    ]


def parts(shares: Sequence[tuple[float, str]]) -> list[Part]:
    """Lay shares (value, tone) after each other over the whole width; nothing to share gives no parts."""
    total = sum(value for value, _ in shares)
    laid: list[Part] = []
    x = 0.0
    for value, tone in shares:
        width = WIDTH * value / total if total else 0.0
        if width:
            laid.append(Part(round(x, 2), round(width, 2), tone))
        x += width
    return laid
