"""Synthetic difference-in-differences

The rank of the treated among all sets of as many cities, the treated among the placebos' donors and each effect divided
by the spread of its gap before the start. An interval holds the truth when the same test does not reject it. Then what
the paper offers for few treated, which fails: a normal p by the placebo error.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import norm

from gvi.science.evaluation.sdid.asking import trial_of
from gvi.science.evaluation.sdid.placebos import Measured, Trial, placebo_error, placebo_sets, rank_p
from tools.calibrate.cities import Case, World, cases, falling, sizes, supported
from tools.calibrate.setting import Drawn, Setting

RECOVERED_FROM = 6.0
Judge = Callable[[World, Case], Drawn]


def settings() -> list[Setting]:
    """Null panels with one and three treated, recovery of a planted fall, and the normal p."""
    three = [world for world in supported(treated=3) if world.shock and world.cities == 12]
    large = [world for world in supported() if world.mean >= RECOVERED_FROM]
    twelve = [world for world in supported() if world.cities == 12 and world.shock]
    return [
        *(_setting("synthetic_did", ranked, world) for world in (*supported(), *three)),
        *(_setting("synthetic_did", ranked, falling(world)) for world in large),
        *(_setting("normal p for synthetic_did", normal, world, promised=False) for world in twelve),
    ]


def ranked(world: World, case: Case) -> Drawn:
    """P by rank, and whether the true change would be rejected."""
    trial = trial_of(case.asked, "outcome")
    sets = placebo_sets(trial, None, np.random.default_rng(1))
    own, placebos = trial.measured(trial.rows[None]), trial.measured(sets)
    least = 1 / (1 + len(sets))
    change = float((sizes(world)[trial.rows] * world.mean * (world.fall - 1)).mean())
    covered = None
    if least <= case.asked.alpha:
        without = trial.without(change)
        kept = without.measured(trial.rows[None]), without.measured(sets, placebos.known)
        covered = _p(*kept) > case.asked.alpha
    tercile = case.tercile if world.treated == 1 else None
    return Drawn(_p(own, placebos), least, tercile, covered, _ratio(trial, own))


def normal(world: World, case: Case) -> Drawn:
    """P by the normal distribution and the placebo error."""
    trial = trial_of(case.asked, "outcome")
    error = placebo_error(trial, np.random.default_rng(1))
    estimate = float(trial.measured(trial.rows[None]).effects[0, 0])
    return Drawn(float(2 * norm.sf(abs(estimate) / error)) if error else None, tercile=case.tercile)


def _p(own: Measured, placebos: Measured) -> float:
    return rank_p(float(own.scores[0, 0]), placebos.scores[:, 0])


def _ratio(trial: Trial, own: Measured) -> float:
    """The observed over what would have been."""
    ask = trial.asks[0]
    level = float(ask.outcomes[trial.rows][:, ask.after].mean())
    return level / (level - float(own.effects[0, 0]))


def _setting(name: str, judge: Judge, world: World, *, promised: bool = True) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [judge(world, case) for case in cases(world, random, panels)]

    planted = None if world.fall == 1 else world.fall
    return Setting(name, world.named(), promised, promised, True, draw, planted)
