"""The conflict map on paper: the very drawing of the screen, cut close around its groups so that names can be read.

Groups stand to each other as they do on the screen; only the empty margin is left out.
"""

from gvi.science.conflict_drawing import LEGEND, ConflictMap, drawing
from gvi.science.conflict_layout import HEIGHT, WIDTH
from gvi.steps.mapping.drawing import description, drawn
from gvi.steps.mapping.drawing import heading as map_heading
from gvi.steps.mapping.queries.conflict_map import Situation

MARGIN = 60.0
NARROWEST = 560.0
"""The least part of the map's width that is shown: closer, and the names grow larger than the headings."""

Box = tuple[float, float, float, float]


def map_on_paper(now: Situation, lang: str) -> str:
    """The text of one ``<svg>``: the map, and its legend under it in its own size."""
    made = drawn(now)
    whole = drawing(made, title=map_heading(now), description=description(now), lang=lang, links=False)
    box = cut(made)
    shown = box[3] / box[2] * WIDTH
    map_part = _part(whole, box, 0, shown)
    legend = _part(whole, (0, HEIGHT, WIDTH, LEGEND), shown, LEGEND)
    size = f'viewBox="0 0 {WIDTH:g} {shown + LEGEND:.1f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{map_part}{legend}</svg>'


def cut(made: ConflictMap) -> Box:
    """The part of the map that holds every group with its name: x, y, width and height."""
    left = min(node.x - node.r for node in made.nodes) - MARGIN
    right = max(node.x + node.r for node in made.nodes) + MARGIN
    top = min(node.y - node.r for node in made.nodes) - MARGIN / 2
    bottom = max(node.y + node.r for node in made.nodes) + MARGIN
    wider = max(NARROWEST - (right - left), 0) / 2
    return left - wider, top, right - left + 2 * wider, min(bottom, HEIGHT) - top


def _part(whole: str, box: Box, y: float, height: float) -> str:
    """The drawing seen through ``box``, at ``y``, as wide as the paper's own."""
    x0, y0, width0, height0 = box
    seen = f'viewBox="{x0:.1f} {y0:.1f} {width0:.1f} {height0:.1f}"'
    placed = f'<svg x="0" y="{y:.1f}" width="{WIDTH:g}" height="{height:.1f}" overflow="hidden" {seen} '
    return whole.replace("<svg ", placed, 1).replace(f'viewBox="0 0 {WIDTH:g} {HEIGHT + LEGEND:g}" ', "", 1)
