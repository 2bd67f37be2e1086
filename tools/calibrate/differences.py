"""Differences

Ratios of counts. Randomisation: the studentised effect's place among all deals of treatment, in every way when there
are at most 5,000, else 299 drawn anew for each panel. That small and large cities stand alike is judged where one city
is treated. Then the wild bootstrap, which needs four treated cities, and clustered errors, which need ten on each side:
with one they are withheld. An interval holds the truth when the same test does not reject it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gvi.science.evaluation.comparing.differing import Setup, ask, judged
from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.comparing.randomising import Randomised
from tools.calibrate.cities import Case, World, cases, falling, supported
from tools.calibrate.setting import Drawn, Setting

DRAWS = 299
RECOVERED_FROM = 6.0
Judge = Callable[[Case, World, int], Drawn]


def settings() -> list[Setting]:
    """Randomisation with one and three treated, wild, clustered, and recovery of a planted fall."""
    three = [world for world in supported(treated=3) if world.shock]
    large = [world for world in supported() if world.mean >= RECOVERED_FROM]
    many = [world for world in supported(treated=10) if world.cities > 12 and world.shock]
    some = [replace(world, treated=4 if world.cities == 12 else 6) for world in supported() if world.shock]
    alone = World(mean=6.0, theta=3.0, cities=12)
    return [
        *(_setting("randomisation", _randomised, world) for world in (*supported(), *three)),
        *(_setting("wild", _other("wild"), world, grid=False) for world in some),
        *(_setting("cluster", _other("cluster"), world, grid=False) for world in many),
        _setting("cluster", _other("cluster"), alone, grid=False, promised=False),
        _setting("wild", _other("wild"), replace(alone, treated=3), grid=False, promised=False),
        *(_setting("randomisation", _randomised, falling(world)) for world in large),
    ]


def _setting(how: str, judge: Judge, world: World, *, grid: bool = True, promised: bool = True) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [judge(case, world, int(random.integers(2**31))) for case in cases(world, random, panels)]

    planted = None if world.fall == 1 else world.fall
    return Setting("differences", f"{how}, {world.named()}", promised, grid, True, draw, planted)


def _randomised(case: Case, world: World, seed: int) -> Drawn:
    setup = Setup.of(case.asked, "poisson", "randomisation", DRAWS, seed)
    question = ask(setup, "outcome", (0, None))
    tried = Randomised(question, setup.dealt, question.pattern[1, 0])
    least, alpha = setup.dealt.p_least, case.asked.alpha
    covered = tried.p_value(float(np.log(world.fall))) > alpha if least <= alpha else None
    tercile = case.tercile if world.treated == 1 else None
    estimate = fit(question).effects[0] if world.fall != 1 else None
    return Drawn(
        tried.p_value(), least, tercile, covered, None if estimate is None else float(np.exp(estimate))
    )


def _other(how: str) -> Judge:
    def judge(case: Case, world: World, seed: int) -> Drawn:
        setup = Setup.of(case.asked, "poisson", "wild" if how == "wild" else "cluster", DRAWS, seed)
        question = ask(setup, "outcome", (0, None))
        found = judged(setup, question, fit(question))
        covered = None if found.interval is None else found.interval[0] <= 0 <= found.interval[1]
        return Drawn(found.p_value, covered=covered)

    return judge
