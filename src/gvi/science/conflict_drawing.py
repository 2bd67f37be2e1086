"""The conflict map as a picture (screens.md, Konfliktkarta): SVG for page and print, data for the script, GraphML.

Colour never stands alone: a conflict is red, dashed and marked K, an alliance green, whole and marked A, what is
uncertain grey, dotted and marked "?". A relation whose last sign is old is thinner and paler, never gone. The drawing
holds presentation attributes and no style, so that the page's policy and its own colours (conflict-map.css) both hold.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import networkx as nx
import numpy as np

from gvi.science.chart_theme import ON_PAPER
from gvi.science.conflict_layout import HEIGHT, WIDTH, Kind, cell

LEGEND = 56.0
LONGEST_NAME = 15
SHARE_OF_CELL = (0.13, 0.3)  # the least and the largest radius, of the height that a group has
NAME_SHARE, LEAST_NAME, LARGEST_NAME = 0.17, 7.0, 14.0
THICK, THIN = 4.0, 1.6
FADED = 0.4
ASIDE = 12.0
LETTER, DISC = 0.82, 0.68  # size of a letter and radius of its disc, of a name's size
NAME_COVERS = 1.4  # as a circle around the middle of a name, of its size
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)  # of a line, where its letter may stand, the best first
COLOURS = {"conflict": "fatal", "alliance": "good", "uncertain": "line"}
DASHES = {"conflict": "11 6", "alliance": "", "uncertain": "1 7"}
KINDS: tuple[Kind, ...] = ("conflict", "alliance", "uncertain")
TEXTS = {
    "sv": {
        "conflict": "konflikt",
        "alliance": "allians",
        "uncertain": "osäker relation",
        "active": "aktiv grupp, större yta: fler händelser",
        "passive": "ej aktiv",
        "letters": "KA?",
    },
    "en": {
        "conflict": "conflict",
        "alliance": "alliance",
        "uncertain": "uncertain relation",
        "active": "active group, larger area: more incidents",
        "passive": "not active",
        "letters": "CA?",
    },
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group to draw: ``weight`` is its activity, ``state`` "active" or another, ``words`` one sentence about it."""

    id: str
    label: str
    weight: float
    state: str = "active"
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation in force on the day shown; ``age`` from 0, a sign just now, to 1, about to turn uncertain."""

    id: str
    source: str
    target: str
    kind: Kind
    age: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A group in its place: circle with middle (``x``, ``y``) and radius ``r``."""

    id: str
    label: str
    x: float
    y: float
    r: float
    weight: float
    state: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class ConflictMap:
    """What is drawn: groups in their places and the relations between them; ``name_size`` in the map's units."""

    nodes: tuple[Node, ...]
    edges: tuple[Relation, ...]
    name_size: float


def conflict_map(
    groups: Iterable[Group], relations: Iterable[Relation], places: Mapping[str, tuple[float, float]]
) -> ConflictMap:
    """Put groups and relations in the places of ``layout``; the area of a circle follows the group's weight.

    Raises ValueError for a relation whose groups are not both drawn and for an age outside 0–1.
    """
    drawn, edges = tuple(groups), tuple(relations)
    known = {group.id for group in drawn}
    for edge in edges:
        if not {edge.source, edge.target} <= known or edge.source == edge.target:
            raise ValueError(f"relation {edge.id}: expected two different groups among those drawn")
        if not 0 <= edge.age <= 1:
            raise ValueError(f"relation {edge.id}: expected an age from 0 to 1; got {edge.age}")
    _, height = cell(len(places))
    least, largest = (share * height for share in SHARE_OF_CELL)
    most = max((group.weight for group in drawn), default=0) or 1
    nodes = tuple(
        Node(
            x=places[group.id][0],
            y=places[group.id][1],
            r=round(max(least, largest * (max(group.weight, 0) / most) ** 0.5), 1),
            **_plain(group),
        )
        for group in drawn
    )
    size = min(LARGEST_NAME, max(LEAST_NAME, NAME_SHARE * height))
    return ConflictMap(nodes, edges, round(size, 1))


def payload(drawn: ConflictMap, *, days: Sequence[date] = (), lang: str = "sv") -> dict[str, Any]:
    """The same map as plain values for the page's script; ``days`` are those that its slider can show."""
    shares = _free_shares(drawn)
    return {
        "nodes": [_plain(node) for node in drawn.nodes],
        "edges": [
            {**_plain(edge), "letter": letter(edge.kind, lang), "at": share}
            for edge, share in zip(drawn.edges, shares, strict=True)
        ],
        "days": [day.isoformat() for day in days],
        "nameSize": drawn.name_size,
    }


def _plain(one: Group | Node | Relation) -> dict[str, Any]:
    """Its fields as they are: ``dataclasses.asdict`` copies each value, which takes longer than the drawing."""
    return {name: getattr(one, name) for name in one.__slots__}


def letter(kind: Kind, lang: str = "sv") -> str:
    """The letter that stands on a line, so that no one needs its colour.

    >>> letter("conflict"), letter("conflict", "en"), letter("uncertain")
    ('K', 'C', '?')
    """
    return TEXTS[lang]["letters"][KINDS.index(kind)]


def graphml(drawn: ConflictMap) -> str:
    """The map as GraphML, for whoever goes on in another program."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for node in drawn.nodes:
        graph.add_node(
            node.id, label=node.label, x=node.x, y=node.y, weight=float(node.weight), state=node.state
        )
    for edge in drawn.edges:
        graph.add_edge(edge.source, edge.target, edge.id, kind=edge.kind, age=float(edge.age))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(graph)) + "\n"


def drawing(drawn: ConflictMap, *, title: str, description: str, lang: str = "sv", links: bool = True) -> str:
    """The map as the text of one ``<svg>``: legend below, a title on each part, links to the groups' pages if asked."""
    role = "group" if links else "img"
    nodes = "".join(_node(node, drawn.name_size, links=links) for node in drawn.nodes)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT + LEGEND:g}" role="{role}" '
        'aria-labelledby="conflict-map-title conflict-map-description" font-family="Inter, sans-serif" '
        f'font-weight="600" text-anchor="middle" fill="{ON_PAPER["ink"]}" '
        'stroke-linecap="round" stroke-linejoin="round">',
        f'<title id="conflict-map-title">{escape(title)}</title>',
        f'<desc id="conflict-map-description">{escape(description)}</desc>',
        f'<g font-size="{drawn.name_size * LETTER:.1f}">{"".join(_edges(drawn, lang))}</g>',
        f'<g font-size="{drawn.name_size:g}">{nodes}</g>',
        _legend(lang),
        "</svg>",
    ]
    return "\n".join(lines)


def _edges(drawn: ConflictMap, lang: str) -> Iterable[str]:
    """Lines; several between two groups lie side by side, each with its letter on a disc where no circle hides it."""
    middles = {node.id: (node.x, node.y) for node in drawn.nodes}
    pairs = [frozenset((edge.source, edge.target)) for edge in drawn.edges]
    together, seen = Counter(pairs), Counter[frozenset[str]]()
    for edge, pair, share in zip(drawn.edges, pairs, _free_shares(drawn), strict=True):
        aside = ASIDE * (seen[pair] - (together[pair] - 1) / 2) * (1 if edge.source < edge.target else -1)
        seen[pair] += 1
        (ax, ay), (bx, by) = middles[edge.source], middles[edge.target]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1
        dx, dy = (ay - by) / length * aside, (bx - ax) / length * aside
        yield _edge(edge, (ax + dx, ay + dy, bx + dx, by + dy), share, drawn.name_size, lang)


def _free_shares(drawn: ConflictMap) -> list[float]:
    """How far along its line each letter stands: half way, or the nearest place to it that no circle or name covers."""
    at = {node.id: (node.x, node.y) for node in drawn.nodes}
    size = drawn.name_size
    names = [(node.x, node.y + node.r + size * 0.7, size * NAME_COVERS) for node in drawn.nodes]
    circles = np.array([*((node.x, node.y, node.r) for node in drawn.nodes), *names]).reshape(-1, 3)
    ends = np.array([(*at[edge.source], *at[edge.target]) for edge in drawn.edges]).reshape(-1, 4)
    shares, hidden = np.full(len(ends), SHARES[0]), np.arange(len(ends))
    for share in SHARES:
        places = ends[hidden, :2] * (1 - share) + ends[hidden, 2:] * share
        apart = (places[:, :1] - circles[:, 0]) ** 2 + (places[:, 1:] - circles[:, 1]) ** 2
        free = (apart > (circles[:, 2] + size * DISC) ** 2).all(axis=1)
        shares[hidden[free]] = share
        hidden = hidden[~free]
    return [float(share) for share in shares]


def _edge(
    edge: Relation, ends: tuple[float, float, float, float], share: float, size: float, lang: str
) -> str:
    x1, y1, x2, y2 = ends
    x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
    width, opacity = THICK - (THICK - THIN) * edge.age, 1 - FADED * edge.age
    title = f"<title>{escape(edge.words)}</title>" if edge.words else ""
    dashes = f' stroke-dasharray="{DASHES[edge.kind]}"' if DASHES[edge.kind] else ""
    return (
        f'<g data-kind="{edge.kind}" stroke="{ON_PAPER[COLOURS[edge.kind]]}">{title}'
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{width:.1f}" '
        f'stroke-opacity="{opacity:.2f}"{dashes}/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * DISC:.1f}" fill="{ON_PAPER["paper"]}"/>'
        f'<text x="{x:.1f}" y="{y + size * LETTER * 0.35:.1f}" stroke="none">{letter(edge.kind, lang)}</text></g>'
    )


def _node(node: Node, size: float, *, links: bool) -> str:
    active = node.state == "active"
    short = node.label if len(node.label) <= LONGEST_NAME else node.label[: LONGEST_NAME - 1] + "…"
    group = (
        f'<g class="conflict-map-node" data-active="{str(active).lower()}">'
        f"<title>{escape(node.words or node.label)}</title>"
        f"{_circle(node.x, node.y, node.r, active=active)}"
        f'<text x="{node.x:.1f}" y="{node.y + node.r + size * 1.1:.1f}" stroke="{ON_PAPER["paper"]}" '
        f'stroke-width="{size / 5:.1f}" paint-order="stroke">{escape(short)}</text></g>'
    )
    return f'<a href="{escape(node.url)}">{group}</a>' if links and node.url else group


def _circle(x: float, y: float, r: float, *, active: bool) -> str:
    hollow = "" if active else f' fill="{ON_PAPER["paper"]}" stroke-dasharray="3 3"'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" stroke="{ON_PAPER["ink"]}" stroke-width="1.5"{hollow}/>'
    )


def _legend(lang: str) -> str:
    """What lines, letters and circles mean, in one row at the foot; ``data-box`` lets the script lay it out anew."""
    texts, y = TEXTS[lang], HEIGHT + LEGEND / 2
    keys = []
    for place, kind in enumerate(KINDS):
        x = 20.0 + place * 190
        line = _edge(Relation("", "", "", kind, 0), (x, y, x + 60, y), 0.5, LARGEST_NAME, lang)
        keys.append(_key(line, texts[kind], x, 70))
    for x, state in ((592.0, "active"), (897.0, "passive")):
        active = state == "active"
        circle = f'<g data-active="{str(active).lower()}">{_circle(x + 8, y, 8, active=active)}</g>'
        keys.append(_key(circle, texts[state], x, 22))
    return f'<g class="conflict-map-legend" font-size="{LARGEST_NAME * LETTER:.1f}">{"".join(keys)}</g>'


def _key(sign: str, words: str, x: float, after: float) -> str:
    y, width = HEIGHT + LEGEND / 2, after + 8 * len(words)
    text = (
        f'<text x="{x + after:.1f}" y="{y + 5:.1f}" font-size="{LARGEST_NAME:g}" font-weight="400" '
        f'text-anchor="start">{escape(words)}</text>'
    )
    return f'<g class="conflict-map-key" data-box="{x - 4:g} {y - 14:g} {width + 8:g} 28">{sign}{text}</g>'
