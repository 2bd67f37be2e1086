"""Stepped wedge

Invented groups by week that start one after another in an order drawn by lot, with negative binomial counts whose mean
shifts from week to week for all. p comes from 299 other orders drawn anew for each panel (of six groups, all 720).
Recovery of a fall of 30 per cent, also where ties spill a smaller fall over to groups that wait.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import Panel
from gvi.science.evaluation.times import Step
from gvi.science.evaluation.wedge import Setup, ask, randomised
from tools.calibrate.setting import Drawn, Setting

DRAWS, THETA, WEEKS, FIRST = 299, 4.0, 80, 105_000
BEGIN, END = 16, 64
FALL, SPILL = 0.7, 0.85


@dataclass(frozen=True, slots=True)
class Groups:
    """A kind of panel: how many groups, their mean a week, the true ratio, and the ratio of those who wait beside."""

    groups: int
    mean: float
    fall: float = 1.0
    spill: float = 1.0
    linked: bool = False

    def named(self) -> str:
        """The kind as a row of the page names it."""
        linked = ", tied in a ring" if self.linked else ""
        return f"{self.groups} groups, mean {self.mean:g} a week{linked}"


def settings() -> list[Setting]:
    """Null panels of few and many groups, and a planted fall, with and without spill-over."""
    kinds = [Groups(groups, mean) for groups in (6, 12, 20) for mean in (0.5, 2.0, 6.0)]
    falls = [Groups(groups, 6.0, FALL) for groups in (6, 12, 20)]
    tied = [Groups(8, 2.0, linked=True), Groups(8, 6.0, FALL, SPILL, linked=True)]
    return [_setting(kind) for kind in (*kinds, *falls, *tied)]


def _setting(kind: Groups) -> Setting:
    def draw(random: np.random.Generator, panels: int) -> list[Drawn]:
        return [_drawn(kind, random) for _ in range(panels)]

    planted = None if kind.fall == 1 else kind.fall
    return Setting("stepped_wedge", kind.named(), True, True, True, draw, planted)


def _drawn(kind: Groups, random: np.random.Generator) -> Drawn:
    asked, links = _panel(kind, random)
    setup = Setup.of(asked, links, None, DRAWS, int(random.integers(2**31)))
    question = ask(setup, "outcome", setup.span)
    tried = randomised(setup, question)
    covered = tried.p_value(float(np.log(kind.fall))) > asked.alpha
    estimate = fit(question).effects[0] if kind.fall != 1 else None
    ratio = None if estimate is None else float(np.exp(estimate))
    return Drawn(tried.p_value(), setup.dealt.p_least, covered=covered, ratio=ratio)


def _panel(kind: Groups, random: np.random.Generator) -> tuple[Design, pl.DataFrame | None]:
    """Draw one panel; tied groups stand in a ring, each beside the next."""
    starts = random.permutation(np.linspace(BEGIN, END, kind.groups).astype(int))
    weeks = np.arange(WEEKS)
    begun = weeks >= starts[:, None]
    beside = weeks >= np.minimum(np.roll(starts, 1), np.roll(starts, -1))[:, None]
    sizes = np.exp(0.5 * random.standard_normal((kind.groups, 1)))
    rate = kind.mean * sizes * np.exp(0.1 * random.standard_normal(WEEKS))
    rate = rate * np.where(begun, kind.fall, np.where(beside & kind.linked, kind.spill, 1.0))
    counts = random.poisson(rate * random.gamma(THETA, 1 / THETA, rate.shape)).astype(np.float64)
    units = tuple(f"g{number}" for number in range(kind.groups))
    panel = Panel(units, Step.WEEK, FIRST, {"outcome": counts}, np.zeros(WEEKS, dtype=bool))
    asked = Design(panel, dict(zip(units, map(int, starts), strict=True)), (), ("outcome",))
    ring = pl.DataFrame({"source": units, "target": (*units[1:], units[0])})
    return asked, ring if kind.linked else None
