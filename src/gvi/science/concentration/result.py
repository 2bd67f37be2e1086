"""One reading of concentration: the figures, each with its equal-risk value, and the ways it can say itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import polars as pl
from numpy.typing import ArrayLike

from gvi.science.chart_theme import Spec
from gvi.science.concentration import words
from gvi.science.concentration.chance import bootstrap_interval, equal_risk_counts
from gvi.science.concentration.drawing import lorenz_chart
from gvi.science.concentration.measures import (
    Floats,
    Point,
    adjusted,
    gini_of_ordered,
    held_by_top,
    lorenz,
    ordered,
    small_sample,
)
from gvi.science.concentration.share_of_half import Half, half_beside, named

SHARES = (0.01, 0.05, 0.10)
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class TopShare:
    """What the ``units`` with most events hold: ``events_share``, and ``equal_risk`` by chance alone."""

    share: float
    units: int
    events_share: float
    equal_risk: float


@dataclass(frozen=True, slots=True)
class EqualRisk:
    """The expected coefficients when every unit runs the same risk."""

    gini: float
    gini_adjusted: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """How ``c`` events lie on ``n`` units; ``interval`` is that of ``gini_adjusted``.

    ``lorenz`` and ``equal_risk_lorenz`` are corners (share of units, share of events), fewest events first.
    ``half`` is how few units hold half of the events.
    """

    n: int
    c: int
    gini: float
    gini_adjusted: float
    gini_small_sample: float | None
    interval: tuple[float, float] | None
    top: tuple[TopShare, ...]
    equal_risk: EqualRisk
    lorenz: tuple[Point, ...]
    equal_risk_lorenz: tuple[Point, ...]
    half: Half

    def sentence(self, lang: str = "sv", *, of: str = "units") -> str:
        """Say it in plain words; ``of`` is what the units are: units, groups, persons or areas."""
        sentences = (
            words.half_sentence(lang, of, self.half.units, self.n, self.half.by_chance),
            words.gini_sentence(lang, self.gini_adjusted, self.interval, self.equal_risk.gini_adjusted),
            words.size_sentence(lang, of, self.n, self.c),
        )
        return " ".join(sentences)

    def table(self) -> pl.DataFrame:
        """Return one row for each top share: share, units, events_share, equal_risk, n, c."""
        rows = [(one.share, one.units, one.events_share, one.equal_risk, self.n, self.c) for one in self.top]
        names = ["share", "units", "events_share", "equal_risk", "n", "c"]
        return pl.DataFrame(rows, schema=names, orient="row")

    def chart(self, lang: str = "sv", *, of: str = "units") -> Spec:
        """Draw the Lorenz curve with the equal-risk curve beside it."""
        return lorenz_chart(self.lorenz, self.equal_risk_lorenz, lang, of)

    def to_json(self) -> dict[str, Any]:
        """Return the keys of science.md."""
        return {
            "n": self.n,
            "c": self.c,
            "gini": self.gini,
            "gini_adjusted": self.gini_adjusted,
            "gini_small_sample": self.gini_small_sample,
            "interval": list(self.interval) if self.interval else None,
            "top": self.table().drop("n", "c").to_dicts(),
            "equal_risk": {"gini": self.equal_risk.gini, "gini_adjusted": self.equal_risk.gini_adjusted},
        }


def concentration(
    counts: ArrayLike,
    *,
    units: Sequence[str] | None = None,
    seed: int = 1,
    draws: int = 1000,
    level: float = 0.95,
    shares: Sequence[float] = SHARES,
    top: Sequence[int] = (),
) -> Concentration:
    """Measure how concentrated events are on units (Bernasco & Steenbeek 2017), beside what chance alone gives.

    ``counts`` (n,) are events per unit, zeros included: a unit left out is a unit that could have no event. ``shares``
    are shares of the units, rounded up to whole units; ``top`` numbers of units; ``units`` names them (n,) where the
    half may be told by name (groups, places; never persons). Equal risk and the interval (at
    ``level``, for G') come from ``draws`` seeded draws. Raises ``NoEvents``, and ValueError for a count that is no
    whole number from 0, a share outside 0 to 1 or a top outside 1 to n.

    >>> found = concentration([5, 2, 1, 0, 0, 0, 0, 0, 0, 0])
    >>> round(found.gini, 2), round(found.gini_adjusted, 2), found.half.units
    (0.8, 0.75, 1)
    """
    falling = ordered(counts)
    n, c = len(falling), int(falling.sum())
    expected = equal_risk_counts(n, c, seed=seed, draws=draws)
    g, by_chance = gini_of_ordered(falling), gini_of_ordered(expected)
    return Concentration(
        n=n,
        c=c,
        gini=g,
        gini_adjusted=adjusted(g, n, c),
        gini_small_sample=small_sample(adjusted(g, n, c), n, c),
        interval=bootstrap_interval(falling, seed=seed, draws=draws, level=level),
        top=_tops(falling, expected, shares, top),
        equal_risk=EqualRisk(by_chance, adjusted(by_chance, n, c)),
        lorenz=lorenz(falling),
        equal_risk_lorenz=lorenz(expected),
        half=half_beside(falling, expected, named(counts, units)),
    )


def _tops(
    falling: Floats, expected: Floats, shares: Sequence[float], top: Sequence[int]
) -> tuple[TopShare, ...]:
    n = len(falling)
    if not all(0 < share <= 1 for share in shares):
        raise ValueError(f"shares: expected shares of one, above 0 and at most 1, got {tuple(shares)}")
    if not all(1 <= units <= n for units in top):
        raise ValueError(f"top: expected numbers of units from 1 to {n}, got {tuple(top)}")
    units = [*(ceil(n * share - ROUNDING) for share in shares), *top]
    named = [*shares, *(one / n for one in top)]
    held, by_chance = held_by_top(falling, units), held_by_top(expected, units)
    return tuple(map(TopShare, named, units, held, by_chance))
