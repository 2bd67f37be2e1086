"""Micro-synthetic control

200 small areas with a mean of 2 a month, matched exactly on each of twelve months: p by linearisation (a continuous p,
given from ten treated areas on), and by the rank among 39 sets of areas drawn by lot. Panels in which the treated
cannot be matched have no answer and are left out, as the method leaves out such sets among those drawn.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gvi.science.evaluation import micro_synthetic
from gvi.science.evaluation.micro import NoWeights
from tools.calibrate.cities import Case, World, cases, falling, sizes
from tools.calibrate.setting import Drawn, Setting

AREAS = World(mean=2.0, theta=3.0, cities=200, before=12, after=12)
DRAWS = 39


def settings() -> list[Setting]:
    """Null panels for both p, with and without shocks, one with too few treated, and recovery of a planted fall."""
    worlds = [replace(AREAS, treated=treated, shock=shock) for treated in (10, 20) for shock in (0.0, 0.2)]
    richer = replace(AREAS, mean=6.0, treated=20, shock=0.2)
    few = replace(AREAS, treated=5)
    return [
        *(_setting(world, 0) for world in worlds),
        _setting(few, 0, promised=False),
        *(_setting(world, DRAWS) for world in (few, *worlds)),
        *(_setting(falling(world), 0) for world in (worlds[-1], richer)),
        _setting(falling(richer), DRAWS),
    ]


def _setting(world: World, draws: int, *, promised: bool = True) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [_drawn(world, case, draws) for case in cases(world, random, panels)]

    how = "by lot" if draws else "by linearisation"
    planted = None if world.fall == 1 else world.fall
    return Setting("micro_synthetic", f"{how}, {world.named()}", promised, draws > 0, True, draw, planted)


def _drawn(world: World, case: Case, draws: int) -> Drawn:
    try:
        found = micro_synthetic(case.asked, permutations=draws)
    except NoWeights:
        return Drawn(None)
    interval = found.primary.interval
    change = float((sizes(world)[case.asked.treated_rows] * world.mean * (world.fall - 1)).mean())
    covered = None if interval is None else interval[0] <= change <= interval[1]
    return Drawn(found.primary.p_value, found.p_least, None, covered, found.diagnostics["ratio"])
