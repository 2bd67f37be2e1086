"""Displacement

The weighted displacement difference over four places: treated, one like it, one beside the treated, one like that. By
steps, p and interval come from means of blocks; the ratio beside the difference is tried too, as a method of its own.
From totals the error assumes Poisson counts: it holds for those and for no others, and says so. Where places that are
compared differ by more than 1.5 times the difference has no p, the ratio has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf

import numpy as np

from gvi.science.evaluation import displacement
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.displaced import displacement_totals
from gvi.science.evaluation.displaced.saying import ROLES
from gvi.science.evaluation.result import Interval
from tools.calibrate.cities import Counts, World, asked, batch, falling, sizes
from tools.calibrate.setting import Drawn, Setting

PLACES = World(cities=4, spread=0.1, treated=2)
UNLIKE = replace(PLACES, spread=0.7)
FALL = 0.7
Judge = Callable[[Counts, World, float], Drawn]


def settings() -> list[Setting]:
    """Difference and ratio by steps in the supported worlds, totals, places unlike each other, and recovery."""
    worlds = [
        replace(PLACES, mean=mean, theta=theta, shock=shock)
        for mean, theta in ((2.0, 3.0), (6.0, 4.0), (20.0, 5.0))
        for shock in (0.0, 0.2)
    ]
    unlike = [replace(UNLIKE, mean=mean, theta=4.0) for mean in (6.0, 20.0)]
    ratios = [*worlds, *unlike]
    poisson = replace(PLACES, mean=2.0, theta=inf, common=0.0)
    falls = [falling(one, FALL) for one in worlds if one.mean > 2]
    return [
        *(_setting("by steps", world, _difference) for world in worlds),
        *(_setting("by steps, places unlike", world, _difference, supported=False) for world in unlike),
        *(_setting("ratio by steps", world, _ratio) for world in ratios),
        _setting("totals", poisson, _totals),
        *(_setting("ratio by steps", world, _ratio) for world in falls),
        *(_setting("by steps", world, _difference) for world in falls),
    ]


def _setting(way: str, world: World, judged: Judge, *, supported: bool = True) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [judged(counts, world, rate) for counts, rate in _by_role(world, random, panels)]

    unlike = ", sizes unlike" if world.spread > PLACES.spread else ""
    name = f"{way}, {world.named().replace(', 4 cities', '').replace(', 2 treated', '')}{unlike}"
    return Setting(
        "displacement", name, supported, False, True, draw, world.fall if world.fall != 1 else None
    )


def _by_role(world: World, random: np.random.Generator, panels: int) -> Iterator[tuple[Counts, float]]:
    """Counts with a row a role, and the usual rate of treated and beside it, the two that the world treats."""
    drawn = batch(world, random, panels)
    for counts, rows in zip(drawn.counts, drawn.rows, strict=True):
        others = random.permutation([row for row in range(len(counts)) if row not in rows])
        rate = world.mean * float(sizes(world)[rows].sum())
        yield counts[[others[0], rows[0], others[1], rows[1]]], rate


def _difference(counts: Counts, world: World, rate: float) -> Drawn:
    found = displacement(_asked(counts, world)).primary
    return Drawn(found.p_value, covered=_covers(found.interval, (world.fall - 1) * rate * world.after))


def _ratio(counts: Counts, world: World, rate: float) -> Drawn:
    beside = displacement(_asked(counts, world)).diagnostics.get("ratio")
    if beside is None:
        return Drawn(None)
    covered = _covers(beside["interval"], world.fall)
    return Drawn(beside["p_value"], covered=covered, ratio=float(beside["estimate"]))


def _totals(counts: Counts, world: World, rate: float) -> Drawn:
    years = world.after
    control, treated, other, beside = (
        (float(one[:years].sum()), float(one[-years:].sum())) for one in counts
    )
    found = displacement_totals(control, treated, other, beside)
    return Drawn(found.p_value, covered=_covers(found.interval, 0.0))


def _asked(counts: Counts, world: World) -> Design:
    question = asked(counts, np.array([ROLES.index("treated")]), world.before)
    return replace(question, panel=replace(question.panel, facts={"role": ROLES}))


def _covers(interval: Interval | list[float] | None, truth: float) -> bool | None:
    return None if interval is None else interval[0] <= truth <= interval[1]
