"""Other ways, which fail

What is often done, tried on the same kinds of panels, to say why this product does otherwise. One city's months with
a level and a trend: Poisson errors as they come, and Newey–West errors (HAC, lag 12). One treated city beside others,
unit and period effects: errors clustered by city. (The normal p of synthetic difference-in-differences stands in its
own section.) Published effects pooled with the normal distribution (offered beside, as `test = "z"`, and no default).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy.stats import t as student

from tools.calibrate.cities import Batch, World, batch
from tools.calibrate.meta import setting
from tools.calibrate.setting import Drawn, Setting

LAGS = 12
ONE_CITY = World(theta=5.0, cities=1, shock=0.3, common=0.0, season=0.0)
BESIDE_OTHERS = World(theta=4.0, shock=0.2)
Way = Callable[[Batch], NDArray[np.float64]]


def settings() -> list[Setting]:
    """Each way in worlds where the product's own method gives a p that holds."""
    one_city = [replace(ONE_CITY, mean=mean) for mean in (6.0, 20.0)]
    beside = [replace(BESIDE_OTHERS, mean=mean, cities=cities) for mean in (6.0, 20.0) for cities in (12, 40)]
    return [
        *(_setting("Poisson errors as they come", world, poisson) for world in one_city),
        *(_setting("HAC errors", world, newey_west) for world in one_city),
        *(_setting("errors clustered by city, one treated", world, clustered) for world in beside),
        *(setting("z", "REML", k, between) for k in (5, 10) for between in (0.05, 0.3)),
    ]


def poisson(drawn: Batch) -> NDArray[np.float64]:
    """P of the level after the start with the errors of the Poisson distribution (panels,)."""
    return np.array([_interrupted(counts[0], drawn.world.before).pvalues[2] for counts in drawn.counts])


def newey_west(drawn: Batch) -> NDArray[np.float64]:
    """P of the level after the start with Newey–West errors (panels,)."""
    options = {"cov_type": "HAC", "cov_kwds": {"maxlags": LAGS}}
    return np.array(
        [_interrupted(counts[0], drawn.world.before, **options).pvalues[2] for counts in drawn.counts]
    )


def clustered(drawn: Batch) -> NDArray[np.float64]:
    """P of the difference of differences with errors clustered by city, t with cities − 1 (panels,)."""
    panels, cities, months = drawn.counts.shape
    treated = np.zeros((panels, cities))
    np.put_along_axis(treated, drawn.rows, 1.0, axis=1)
    after = (np.arange(months) >= drawn.world.before) - drawn.world.after / months
    change = drawn.counts @ after / (after @ after)
    own = treated - treated.mean(axis=1, keepdims=True)
    effect = (own * change).sum(axis=1) / (own**2).sum(axis=1)
    left = change - change.mean(axis=1, keepdims=True) - own * effect[:, None]
    variance = ((own * left) ** 2).sum(axis=1) / (own**2).sum(axis=1) ** 2 * cities / (cities - 1)
    return np.asarray(2 * student.sf(np.abs(effect) / np.sqrt(variance), cities - 1))


def _setting(way: str, world: World, p_values: Way) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        drawn = batch(world, random, panels)
        terciles = drawn.terciles if world.cities > 1 else [None] * panels
        pairs = zip(p_values(drawn), terciles, strict=True)
        return [Drawn(float(p), tercile=None if third is None else int(third)) for p, third in pairs]

    return Setting(way, world.named(), supported=False, grid=False, exchangeable=True, draw=draw)


def _interrupted(
    counts: NDArray[np.float64], start: int, **options: object
) -> sm.genmod.generalized_linear_model:
    months = np.arange(len(counts))
    design = np.column_stack([np.ones(len(counts)), months / len(counts), months >= start])
    return sm.GLM(counts, design, family=sm.families.Poisson()).fit(**options)
