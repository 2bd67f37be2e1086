"""The verdict on one setting: size at the points p can attain, by the treated city's size, recovery, and coverage.

The limits are science.md's. A share found from n panels errs by chance itself; what keeps the limit only when two such
Monte Carlo errors are allowed is said to do so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation import HOME
from tools.calibrate.setting import Drawn, Setting

ALPHA, LARGEST_POINT, MARGIN = 0.05, 0.25, 0.02
SIZE, COVERAGE, RATIO = (0.03, 0.07), (0.93, 0.97), 0.02
FINEST = 0.01
LEAST_JUDGED, STRAY = 20, 0.01
ROUNDING = 1e-9
TERCILES = ("small", "middle", "large")


class Holds(IntEnum):
    """How a limit was kept: as it stands, with two Monte Carlo errors, or not."""

    YES = 0
    WITHIN_ERROR = 1
    NO = 2


@dataclass(frozen=True, slots=True)
class Share:
    """A share of panels, the limits it must lie between, and how it keeps them. ``point`` is the p it was found at."""

    point: float
    found: float
    panels: int
    low: float
    high: float

    @property
    def holds(self) -> Holds:
        """How the limits are kept."""
        slack = 2 * sqrt(self.point * (1 - self.point) / self.panels)
        for step in (Holds.YES, Holds.WITHIN_ERROR):
            room = step * slack + ROUNDING
            if self.low - room <= self.found <= self.high + room:
                return step
        return Holds.NO


@dataclass(frozen=True, slots=True)
class Recovery:
    """The median of the estimated ratios, two Monte Carlo errors about it (by rank), and what was planted."""

    median: float
    least: float
    most: float
    planted: float | None

    @property
    def holds(self) -> Holds:
        """How the limits are kept."""
        if self.planted is None:
            return Holds.YES
        low, high = self.planted - RATIO - ROUNDING, self.planted + RATIO + ROUNDING
        if low <= self.median <= high:
            return Holds.YES
        return Holds.WITHIN_ERROR if self.least <= high and self.most >= low else Holds.NO


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a setting's panels showed. ``given`` is how many had a p; ``sizes`` one share a point that was judged."""

    setting: Setting
    panels: int
    given: int
    sizes: tuple[Share, ...]
    terciles: tuple[Share | None, ...]
    coverage: Share | None
    recovery: Recovery | None

    @property
    def at_alpha(self) -> Share | None:
        """The size at the largest point up to 0.05, or at the least there is."""
        return nearest(self.sizes, ALPHA)

    @property
    def withheld(self) -> bool:
        """Whether a setting that is not supported got no p, but for a chance one."""
        setting = self.setting
        return setting.planted is None and not setting.supported and self.given <= STRAY * self.panels

    @property
    def offered(self) -> bool:
        """Whether the product gives this p: the setting is supported, or one of the product's methods is asked."""
        return self.setting.supported or self.setting.method in HOME

    @property
    def failures(self) -> tuple[str, ...]:
        """What does not hold, in words; a supported setting must have p."""
        if self.withheld:
            return ()
        if self.setting.planted is None and not self.given:
            return ("p is never given",)
        wrong = [f"size at p ≤ {one.point:.3g}" for one in self.sizes if one.holds is Holds.NO][:1]
        pairs = zip(TERCILES, self.terciles, strict=True)
        wrong += [f"size when the treated city is {name}" for name, one in pairs if _fails(one)]
        wrong += ["coverage"] if _fails(self.coverage) else []
        return (*wrong, *(["recovery"] if _fails(self.recovery) else []))

    def words(self) -> str:
        """The verdict as the page gives it."""
        if self.withheld:
            return "p is withheld"
        if self.failures:
            return f"**does not hold**: {', '.join(self.failures)}"
        judged = [*self.sizes, *self.terciles, self.coverage, self.recovery]
        close = any(one is not None and one.holds is Holds.WITHIN_ERROR for one in judged)
        return "holds, with two Monte Carlo errors" if close else "holds"


def judge(setting: Setting, drawn: Sequence[Drawn]) -> Verdict:
    """Judge one setting by what its method said of the panels."""
    given = [one for one in drawn if one.p is not None]
    null = given if setting.planted is None else []
    points = attainable(setting, null)
    sizes = tuple(_size(setting, null, point) for point in points)
    chosen = nearest(sizes, ALPHA)
    return Verdict(
        setting,
        len(drawn),
        len(given),
        sizes,
        tuple(_of_tercile(setting, null, number, chosen) for number in range(len(TERCILES))),
        _coverage(setting, drawn, chosen),
        _recovery(setting, [one.ratio for one in drawn if one.ratio is not None]),
    )


def attainable(setting: Setting, drawn: Sequence[Drawn]) -> tuple[float, ...]:
    """Give the points at which size is judged: 0.05 for continuous p; for a grid every point it has up to 0.25.

    A grid finer than one in a hundred is judged at each hundredth.
    """
    if not drawn:
        return ()
    if not setting.grid:
        return (ALPHA,)
    least = float(np.median([one.p_least or FINEST for one in drawn]))
    step = max(least, FINEST)
    points = step * np.arange(1, int(LARGEST_POINT / step + ROUNDING) + 1)
    return tuple(float(point) for point in points)


def nearest(shares: Sequence[Share], point: float) -> Share | None:
    """Find the share at the largest point not above ``point``, or else the first."""
    under = [one for one in shares if one.point <= point + ROUNDING]
    return under[-1] if under else next(iter(shares), None)


def _size(setting: Setting, drawn: Sequence[Drawn], point: float) -> Share:
    found = float(np.mean(_p(drawn) <= point + ROUNDING))
    if not setting.grid:
        return Share(point, found, len(drawn), *SIZE)
    return Share(point, found, len(drawn), point - MARGIN if setting.exchangeable else 0.0, point + MARGIN)


def _of_tercile(setting: Setting, drawn: Sequence[Drawn], number: int, whole: Share | None) -> Share | None:
    """Size among panels whose treated city is of this size, at the same point as the whole."""
    among = [one for one in drawn if one.tercile == number]
    if whole is None or len(among) < LEAST_JUDGED:
        return None
    return _size(setting, among, whole.point)


def _coverage(setting: Setting, drawn: Sequence[Drawn], size: Share | None) -> Share | None:
    """Share of intervals that held the truth; a grid may cover as much more as its nearest point is under 0.05."""
    told = [one.covered for one in drawn if one.covered is not None]
    if not told:
        return None
    least = next((one.p_least for one in drawn if one.p_least), ALPHA)
    point = size.point if size else least * max(int(ALPHA / least + ROUNDING), 1)
    spare = max(ALPHA - point, 0.0) if setting.grid else 0.0
    return Share(ALPHA, float(np.mean(told)), len(told), COVERAGE[0], min(COVERAGE[1] + spare, 1.0))


def _p(drawn: Sequence[Drawn]) -> NDArray[np.float64]:
    return np.array([one.p for one in drawn], dtype=np.float64)


def _recovery(setting: Setting, ratios: Sequence[float]) -> Recovery | None:
    if not ratios:
        return None
    ranked, n = np.sort(ratios), len(ratios)
    ends = [min(max(round(n / 2 + side * sqrt(n)), 0), n - 1) for side in (-1, 1)]
    return Recovery(float(np.median(ranked)), float(ranked[ends[0]]), float(ranked[ends[1]]), setting.planted)


def _fails(found: Share | Recovery | None) -> bool:
    return found is not None and found.holds is Holds.NO
