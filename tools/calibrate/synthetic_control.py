"""Synthetic control

Null panels: the rank of the treated city's RMSPE ratio among all cities, each taken for treated with all others as
donors. Cities are drawn by lot, so the rank is any by chance alone; coverage is of the set of effects that the rank
keeps, an empty set (the gaps vary so much that no constant effect is kept) holding nothing. The conformal test of one
month leans on time instead; its p is on a grid of one in 49. Recovery: the treated's total over that of its comparison.
Where counts fall they also vary less, so with a planted fall the rank finds less and its interval holds more than it
promises. `gvi power` says how seldom falls are found.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from gvi.science.evaluation.synthetic import asking
from gvi.science.evaluation.synthetic.answering import Work, ratio, tested
from gvi.science.evaluation.synthetic.conformal import Series, p_values
from gvi.science.evaluation.synthetic.pool import lots, pool
from gvi.science.evaluation.synthetic.ranking import Ranked, level
from gvi.science.evaluation.synthetic.remarks import perfect
from tools.calibrate.cities import Case, World, cases, falling, supported
from tools.calibrate.setting import Drawn, Setting

FULL_LEVEL, ALPHA = 0.95, 0.05
RECOVERED_FROM = 6.0


def settings() -> list[Setting]:
    """Both methods on null panels and with a planted fall, and the conformal test of a month."""
    worlds = supported()
    augmented = [world for world in worlds if world.shock and world.cities == 12]
    large = [world for world in worlds if world.mean >= RECOVERED_FROM]
    several = replace(World(), cities=12, treated=2)
    return [
        *(_setting("synthetic_control", None, world) for world in (*worlds, several)),
        *(_setting("augmented_synthetic_control", "cv", world) for world in augmented),
        *(_conformal(world) for world in worlds),
        *(_setting("synthetic_control", None, falling(world)) for world in large),
        *(
            _setting("augmented_synthetic_control", "cv", falling(world))
            for world in augmented
            if world.mean >= RECOVERED_FROM
        ),
    ]


def _setting(name: str, ridge: asking.Ridge | None, world: World) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [_drawn(ridge, world, case) for case in cases(world, random, panels)]

    planted = None if world.fall == 1 else world.fall
    return Setting(
        name, world.named(), supported=True, grid=True, exchangeable=True, draw=draw, planted=planted
    )


def _drawn(ridge: asking.Ridge | None, world: World, case: Case) -> Drawn:
    work, whole = _answer(case, ridge)
    return Drawn(
        None if perfect(work.pool, work.fits) else whole.p_value,
        1 / len(work.lots.chosen),
        case.tercile,
        _covered(work, whole, world),
        ratio(work, whole),
    )


def _answer(case: Case, ridge: asking.Ridge | None) -> tuple[Work, Ranked]:
    """The test as the method does it, without the band and what else a report shows."""
    asked = case.asked
    read = asking.read(
        asked,
        match="outcomes",
        v="nested",
        v_from=None,
        v_to=None,
        starts=1,
        seed=1,
        placebos="all",
        ridge=ridge,
    )
    chosen = lots(len(asked.treated), len(asked.panel.units), read.placebos, read.seed)
    return tested(asked, "outcome", read, chosen)


def _covered(work: Work, whole: Ranked, world: World) -> bool | None:
    """Whether no effect is among those kept; a set that is empty holds nothing.

    None when the interval promises less than 95 per cent, or an effect was planted.
    """
    if level(len(work.lots.chosen), ALPHA) < FULL_LEVEL or world.fall != 1:
        return None
    return whole.p_value > ALPHA and (whole.interval is None or whole.interval[0] <= 0 <= whole.interval[1])


def _conformal(world: World) -> Setting:
    draw = partial(_drawn_conformal, world)
    return Setting(
        "conformal, the last month", world.named(), supported=True, grid=True, exchangeable=False, draw=draw
    )


def _drawn_conformal(world: World, random: np.random.Generator, panels: int) -> list[Drawn]:
    last = world.before + world.after - 1
    found = []
    for case in cases(world, random, panels):
        units = pool(case.asked, "outcome")
        aims, allowed = lots(1, world.cities, 1, 1).members(world.cities, apart=False)
        series = Series(units.outcomes, aims[:1], allowed[:1], world.before)
        p = float(p_values(series, [(last, last + 1)], np.zeros((1, 1)))[0, 0])
        found.append(Drawn(p, 1 / (world.before + 1), case.tercile))
    return found
