"""Invented cities: counts a month that vary more than chance alone, differ in size, and drift together and apart.

Cities' sizes are the quantiles of a log-normal; the logarithm of each city's rate has a shock that lingers (AR 1), one
of its own and one common to all; counts are negative binomial. A planted fall multiplies the treated cities' rate from
the start on. Who is treated is drawn by lot unless the world says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.stats import norm

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.times import Step

Counts = NDArray[np.float64]
FIRST = 2015 * 12
SEASON = 12


@dataclass(frozen=True, slots=True)
class World:
    """A kind of panel: ``mean`` counts a city and month, ``theta`` of the negative binomial (infinite is Poisson).

    ``shock`` and ``common`` are the standard deviations of the log rate's shocks, of a city and of all, with
    autocorrelation ``rho``; ``spread`` that of the log of sizes; ``season`` the height of the year's wave. ``treated``
    cities see their rate times ``fall``. ``pick`` says who: any by lot, the largest, or those at their peak, i.e. with
    the most in the last year beside the years before.
    """

    mean: float = 6.0
    theta: float = 4.0
    cities: int = 24
    before: int = 48
    after: int = 24
    shock: float = 0.0
    common: float = 0.1
    rho: float = 0.5
    spread: float = 0.5
    season: float = 0.1
    treated: int = 1
    fall: float = 1.0
    pick: Literal["any", "largest", "peak"] = "any"

    def named(self) -> str:
        """The world as a row of the page names it."""
        shocks = f", AR shocks {self.shock:g}" if self.shock else ""
        treated = f", {self.treated} treated" if self.treated > 1 else ""
        picked = {"any": "", "largest": ", the largest treated", "peak": ", treated at its peak"}[self.pick]
        fall = f", fall to {self.fall:g}" if self.fall != 1 else ""
        cities = f", {self.cities} cities" if self.cities > 1 else ""
        return f"mean {self.mean:g}, theta {self.theta:g}{cities}{shocks}{treated}{picked}{fall}"


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Many panels of one world: ``counts`` (panels, cities, months), ``rows`` of the treated (panels, treated).

    ``terciles`` (panels,) is the first treated city's size: 0 in the smallest third, 2 in the largest.
    """

    world: World
    counts: Counts
    rows: NDArray[np.int64]
    terciles: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One panel as a method is given it, and the treated city's size."""

    asked: Design
    tercile: int


def supported(**options: object) -> list[World]:
    """The worlds of science.md where p must hold: means 2, 6, 20; theta 3 and 5; 12 and 40 cities; with AR shocks."""
    base = replace(World(), **options)  # type: ignore[arg-type]
    return [
        replace(base, mean=mean, cities=cities, theta=3.0 if cities == 12 else 5.0, shock=shock)
        for mean in (2.0, 6.0, 20.0)
        for cities in (12, 40)
        for shock in (0.0, 0.2)
    ]


def falling(world: World, fall: float = 0.7) -> World:
    """The same world with a planted fall."""
    return replace(world, fall=fall)


def batch(world: World, random: np.random.Generator, panels: int) -> Batch:
    """Draw panels; the same generator gives the same."""
    shape = (panels, world.cities, world.before + world.after)
    own = _lingering(random, shape, world.shock, world.rho)
    common = _lingering(random, (panels, 1, shape[2]), world.common, world.rho)
    wave = world.season * np.sin(2 * np.pi * np.arange(shape[2]) / SEASON)
    rates = sizes(world)
    rate = world.mean * rates[:, None] * np.exp(own + common + wave)
    rows = _treated(world, random, rate)
    np.put_along_axis(
        rate, rows[:, :, None], np.take_along_axis(rate, rows[:, :, None], 1) * _falls(world), 1
    )
    counts = random.poisson(rate * _overspread(random, shape, world.theta)).astype(np.float64)
    rank = np.argsort(np.argsort(rates))[rows[:, 0]]
    return Batch(world, counts, rows, rank * 3 // world.cities)


def cases(world: World, random: np.random.Generator, panels: int) -> Iterator[Case]:
    """Draw panels one at a time as designs, for methods that are given one."""
    drawn = batch(world, random, panels)
    for counts, rows, tercile in zip(drawn.counts, drawn.rows, drawn.terciles, strict=True):
        yield Case(asked(counts, rows, world.before), int(tercile))


def asked(counts: Counts, rows: NDArray[np.int64], start: int) -> Design:
    """Put the usual question to one panel of counts (cities, months): the rows are treated from column ``start``."""
    units = tuple(f"c{row:02d}" for row in range(len(counts)))
    treated = {units[row]: start for row in rows}
    preliminary = np.zeros(counts.shape[1], dtype=bool)
    panel = Panel(units, Step.MONTH, FIRST, {"outcome": counts}, preliminary)
    return Design(panel, treated, tuple(unit for unit in units if unit not in treated), ("outcome",))


def sizes(world: World) -> Counts:
    """Cities' sizes, the smallest first, one on average."""
    places = (np.arange(world.cities) + 0.5) / world.cities
    found = np.exp(world.spread * norm.ppf(places))
    scaled: Counts = found / found.mean()
    return scaled


def _lingering(random: np.random.Generator, shape: tuple[int, int, int], sd: float, rho: float) -> Counts:
    """Shocks along the last axis, stationary, whose exponential is one on average."""
    if not sd:
        return np.zeros(shape)
    fresh = random.standard_normal(shape) * sd
    fresh[..., 1:] *= np.sqrt(1 - rho**2)
    shocks: Counts = lfilter([1.0], [1.0, -rho], fresh, axis=-1) - sd**2 / 2
    return shocks


def _overspread(random: np.random.Generator, shape: tuple[int, int, int], theta: float) -> Counts | float:
    return random.gamma(theta, 1 / theta, shape) if np.isfinite(theta) else 1.0


def _falls(world: World) -> Counts:
    return np.where(np.arange(world.before + world.after) < world.before, 1.0, world.fall)


def _treated(world: World, random: np.random.Generator, rate: Counts) -> NDArray[np.int64]:
    """Rows of the treated cities (panels, treated)."""
    by_lot = random.random(rate.shape[:2])
    if world.pick == "largest":
        by_lot = np.broadcast_to(-sizes(world), by_lot.shape)
    if world.pick == "peak":
        before = rate[:, :, : world.before]
        by_lot = -before[:, :, -SEASON:].mean(axis=2) / before[:, :, :-SEASON].mean(axis=2)
    return np.argsort(by_lot, axis=1)[:, : world.treated]
