"""What happens in the city: kinds of incident with their shares, and how many are hurt in each.

The kinds are those of domain.md, "Incidents". Shares and harm are invented, near enough to what Swedish
cities report that charts and counts look like a city's own.
"""

import numpy as np

from gvi.city.process import Ints
from gvi.city.seeds import Stream, pick

MINOR = ("threat", "weapon_found")

BETWEEN_GROUPS = {
    "shooting": 0.50,
    "explosion": 0.14,
    "attempted_homicide": 0.09,
    "stabbing": 0.07,
    "aggravated_assault": 0.07,
    "arson": 0.05,
    "homicide": 0.04,
    "robbery_with_weapon": 0.04,
}
WITHOUT_GROUPS = {
    "aggravated_assault": 0.34,
    "stabbing": 0.22,
    "robbery_with_weapon": 0.18,
    "arson": 0.12,
    "shooting": 0.06,
    "attempted_homicide": 0.05,
    "homicide": 0.03,
}
LESS_SERIOUS = {"threat": 0.6, "weapon_found": 0.4}
FALSE = {"shooting": 0.7, "explosion": 0.2, "threat": 0.1}

INJURED = {
    "shooting": (0.62, 0.30, 0.08),
    "explosion": (0.86, 0.10, 0.04),
    "homicide": (0.75, 0.25, 0.0),
    "attempted_homicide": (0.0, 0.86, 0.14),
    "aggravated_assault": (0.0, 0.92, 0.08),
    "stabbing": (0.0, 0.93, 0.07),
    "robbery_with_weapon": (0.72, 0.28, 0.0),
    "arson": (0.95, 0.05, 0.0),
    "threat": (1.0, 0.0, 0.0),
    "weapon_found": (1.0, 0.0, 0.0),
}
TWO_DEAD = 0.06


def draw_kinds(rng: Stream, shares: dict[str, float], count: int) -> list[str]:
    """Draw `count` kinds by their shares."""
    return pick(rng, shares, count)


def draw_injured(rng: Stream, kinds: list[str]) -> Ints:
    """Draw how many (0-2) are injured in each incident."""
    steps = np.cumsum(np.array([INJURED[kind] for kind in kinds]).reshape(-1, 3), axis=1)
    return np.asarray((rng.random(len(kinds))[:, None] >= steps[:, :2]).sum(axis=1), dtype=np.int64)


def draw_dead(rng: Stream, kinds: list[str]) -> Ints:
    """Draw how many die: one in a homicide, seldom two, nobody in any other kind."""
    killed = np.array([kind == "homicide" for kind in kinds], dtype=np.int64)
    return killed * (1 + (rng.random(len(kinds)) < TWO_DEAD).astype(np.int64))
