"""Staggered differences

Group-time effects put together, on invented cities whose treated start at three times. With so few cities p comes from
dealing the starts out anew, 299 times for each panel where there are more ways than 5,000. Cities differ in size, and
so in how much their counts scatter; it is judged for all together and, with one treated city, by its size.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gvi.science.evaluation.comparing.assigning import deals
from gvi.science.evaluation.staggered.cells import Controls, cells
from gvi.science.evaluation.staggered.estimating import How, Judge, Setup
from tools.calibrate.cities import Case, World, cases, supported
from tools.calibrate.setting import Drawn, Setting

DRAWS = 299
STARTS = (36, 48, 60)


def settings() -> list[Setting]:
    """The simple aggregate in every supported world, and the others in one."""
    shocked = [world for world in supported(treated=6) if world.shock]
    plain = World(mean=6.0, theta=4.0, cities=24, shock=0.2, treated=6)
    alone = [replace(world, treated=1) for world in shocked]
    return [
        *(_setting(world, "never", "simple") for world in (*shocked, *alone)),
        _setting(plain, "not_yet", "simple"),
        _setting(plain, "not_yet", "event"),
        _setting(plain, "never", "group"),
    ]


def _setting(world: World, controls: Controls, how: How) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        found = cases(world, random, panels)
        return [_drawn(case, world, controls, how, int(random.integers(2**31))) for case in found]

    return Setting("staggered_differences", f"{how}, {controls}, {world.named()}", True, True, True, draw)


def _drawn(case: Case, world: World, controls: Controls, how: How, seed: int) -> Drawn:
    starts = {unit: STARTS[at % len(STARTS)] for at, unit in enumerate(case.asked.treated)}
    asked = replace(case.asked, starts=starts)
    setup = Setup.of(asked, controls, how, seed)
    labels = setup.labels
    setup = replace(setup, dealt=deals(labels, DRAWS, np.random.default_rng(seed)))
    outcome = asked.matrix()[np.concatenate([asked.treated_rows, asked.donor_rows])]
    found = Judge(setup, outcome, cells(outcome, setup.starts, controls))
    headline = found.pick(found.found.since >= 0, how)
    if headline is None or setup.dealt is None:
        raise AssertionError("no effect after the start")
    p_value = found.dealt(headline[1]).p_value()
    tercile = case.tercile if world.treated == 1 else None
    return Drawn(p_value, setup.dealt.p_least, tercile)
