"""A page that holds a conflict map of invented groups and nothing else, to try and to measure the map's script on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

from gvi.science.conflict_drawing import ConflictMap, Group, Relation, conflict_map, drawing, payload
from gvi.science.conflict_layout import Kind, layout

STATIC = Path(__file__).resolve().parents[1] / "src/gvi/site/static"
KINDS: tuple[Kind, ...] = ("conflict", "alliance", "uncertain")
DAYS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
PAGE = """<!doctype html>
<html lang="sv" data-color-scheme="auto" data-size="sm">
<head><meta charset="utf-8"><title>Konfliktkarta</title>
<link rel="icon" href="/gvi/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/vendor/designsystemet/theme.css">
<link rel="stylesheet" href="/vendor/designsystemet/designsystemet.css">
<link rel="stylesheet" href="/gvi/tokens.css"><link rel="stylesheet" href="/gvi/frame.css">
<link rel="stylesheet" href="/gvi/conflict-map.css">
<script src="/vendor/cytoscape/cytoscape.min.js" defer></script>
<script type="module" src="/gvi/conflict-map.js"></script></head>
<body data-color="police"><main><h1>Konfliktkarta</h1>
<form class="conflict-map-day" method="get" data-map-form><label for="steg">Läget den dag</label>
<input type="range" id="steg" name="steg" min="0" max="2" value="2" data-map-slider>
<output for="steg" data-map-day>2026-11-01</output></form>
<section id="conflict-map-now"><figure class="conflict-map" data-map>{svg}<figcaption>Påhittat</figcaption></figure>
<script id="conflict-map-data" type="application/json">{data}</script></section></main></body></html>
"""


def invented_map(groups: int) -> ConflictMap:
    """A map of so many groups, the same each time; a seventh of them without relations."""
    chance = Random(1)  # noqa: S311
    names = [f"g{number}" for number in range(groups)]
    tied = names[: max(2, groups - groups // 7)]
    pairs = {(one, chance.choice(tied[:place])) for place, one in enumerate(tied) if place}
    pairs |= {
        (one, chance.choice(tied[:place])) for place, one in enumerate(tied) if place > 1 and place % 3 == 0
    }
    kinds = [(source, target, KINDS[number % 3]) for number, (source, target) in enumerate(sorted(pairs))]
    drawn = [
        Group(name, f"Grupp {name[1:]}", chance.randrange(12), "active" if number % 6 else "dormant",
              f"Grupp {name[1:]}: {number} händelser på 12 månader", f"/grupper/{name}/")
        for number, name in enumerate(names)
    ]  # fmt: skip
    relations = [
        Relation(f"r{number}", source, target, kind, chance.random(), f"{source} och {target}: tecken i maj")
        for number, (source, target, kind) in enumerate(kinds)
    ]
    return conflict_map(drawn, relations, layout(names, kinds))


def page_of(groups: int) -> str:
    """The page as text."""
    drawn = invented_map(groups)
    svg = drawing(drawn, title="Konfliktkarta", description=f"{groups} påhittade grupper")
    data = json.dumps(payload(drawn, days=DAYS)).replace("<", "\\u003c")
    return PAGE.format(svg=svg, data=data)
