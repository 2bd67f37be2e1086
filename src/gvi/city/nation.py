"""Twelve invented cities, five of which begin with the strategy and see their violence fall by a known share.

For the national panel, training and tests: what an evaluation finds can be held against what was put in. Monthly
counts are negative binomial about a level of the city's own, a common course of years and a season.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

NAMES = (
    *("Björkhamn", "Gransele", "Almvik", "Ekstrand", "Rönnmåla", "Sälgbro"),
    *("Hasselö", "Lindfors", "Aspnäs", "Idegärde", "Videby", "Tallmora"),
)
THETA = 4.0
FIRST_YEAR, YEARS, MONTHS = 2019, 8, 12
TREATED, START = 5, "2023-01"


@dataclass(frozen=True, slots=True, eq=False)
class Nation:
    """Each city's own panel (columns area, month, the national variables), and when the five began."""

    panels: Mapping[str, pl.DataFrame]
    starts: Mapping[str, str]
    fall: float


def nation(*, seed: int = 1, fall: float = 0.3) -> Nation:
    """Build the twelve cities. ``fall`` is how much of the violence goes away from the start on, 0 to 1.

    >>> built = nation()
    >>> len(built.panels), sorted(built.starts), built.panels["Videby"].height
    (12, ['Almvik', 'Björkhamn', 'Ekstrand', 'Gransele', 'Rönnmåla'], 96)
    """
    random = np.random.default_rng(seed)
    starts = dict.fromkeys(NAMES[:TREATED], START)
    course = _course(random)
    panels = {name: _panel(random, name, course, starts.get(name), fall) for name in NAMES}
    return Nation(panels, starts, fall)


def _course(random: np.random.Generator) -> np.ndarray:
    """What all cities share: slow change over the years, and more in summer."""
    months = np.arange(YEARS * MONTHS)
    slow = np.repeat(np.cumsum(random.normal(0, 0.08, YEARS)), MONTHS)
    shared: np.ndarray = np.exp(slow + 0.2 * np.sin(2 * np.pi * (months % MONTHS - 3) / MONTHS))
    return shared


def _panel(
    random: np.random.Generator, name: str, course: np.ndarray, start: str | None, fall: float
) -> pl.DataFrame:
    months = [f"{FIRST_YEAR + at // MONTHS}-{at % MONTHS + 1:02d}" for at in range(len(course))]
    treated = np.array([start is not None and month >= start for month in months])
    people = int(random.uniform(40_000, 160_000))
    level = random.uniform(5, 12) * course * np.where(treated, 1 - fall, 1.0)
    shootings = random.poisson(random.gamma(THETA, level * 0.7 / THETA))
    explosions = random.poisson(random.gamma(THETA, level * 0.3 / THETA))
    violence = shootings + explosions
    return pl.DataFrame(
        {
            "area": name,
            "month": months,
            "shootings": shootings,
            "explosions": explosions,
            "violence": violence,
            "homicides": random.binomial(shootings, 0.12),
            "group_related": random.binomial(violence, 0.6),
            "population": [people + 40 * at for at in range(len(months))],
            "preliminary": [int(at >= len(months) - 1) for at in range(len(months))],
        }
    )
