"""Interrupted series

One city's own past, by quasi-Poisson with the default errors: the lag test decides, which in series of six years means
the bootstrap that carries what is not known of the city's memory. 399 replicates here, 1,999 in use. A series that is
too short, has too few events or visibly lingers too long gets no p. What 72 months cannot show is not promised: weak
shocks that last long (0.2 in the log, autocorrelation 0.8) make it reject about 9 in 100, and strong ones that last
years (1.2 and 0.95) a third of the times that they escape notice. Other cities show them: compare with those.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gvi.science.evaluation import interrupted_series
from gvi.science.evaluation.fitting import FitRefused
from tools.calibrate.cities import Case, World, cases, falling, supported
from tools.calibrate.setting import Drawn, Setting

REPLICATES = 399


def settings() -> list[Setting]:
    """The supported worlds, a longer series, those where p is withheld, and recovery."""
    worlds = supported()
    longer = [replace(World(), mean=mean, before=96, shock=0.2) for mean in (6.0, 20.0)]
    falls = [falling(one) for one in worlds if one.mean > 2]
    return [
        *(_setting(world) for world in worlds),
        *(_setting(world, ", eight years before") for world in longer),
        _setting(replace(World(), before=24), ", two years before", supported=False),
        _setting(replace(World(), mean=0.4, spread=0.1), "", supported=False),
        *(_setting(world) for world in falls),
    ]


def _setting(world: World, said: str = "", *, supported: bool = True) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [_judged(case, world.fall, seed) for seed, case in enumerate(cases(world, random, panels))]

    planted = world.fall if world.fall != 1 else None
    return Setting("interrupted_series", world.named() + said, supported, False, True, draw, planted)


def _judged(case: Case, truth: float, seed: int) -> Drawn:
    try:
        found = interrupted_series(case.asked, replicates=REPLICATES, seed=seed).primary
    except FitRefused:
        return Drawn(None, tercile=case.tercile)
    held = None if found.interval is None else found.interval[0] <= np.log(truth) <= found.interval[1]
    ratio = None if found.estimate is None else float(np.exp(found.estimate))
    return Drawn(found.p_value, tercile=case.tercile, covered=held, ratio=ratio if truth != 1 else None)
