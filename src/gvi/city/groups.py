"""The groups, under code names of trees, and who is at odds with whom.

Groups stand in conflicts of five: a group acts against the four others of its own five, against some
more than others. A few groups do most of it, as in every city that has counted.
"""

from datetime import datetime, timedelta

import numpy as np
import polars as pl

from gvi.city.process import Floats
from gvi.city.seeds import stream

CONFLICT_SIZE = 5
MOVABLE = ((0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4), (2, 4), (3, 4))  # pairs that need not be at war
DORMANT_AFTER = timedelta(days=150)
DISSOLVED_AFTER = timedelta(days=540)

TREES = (  # in order, the five of a small city first
    "Sälg Gran Ask Lind Rönn Alm Bok Ek Tall Lönn Hassel Hägg Asp Oxel Idegran Hagtorn Körsbär "
    "Plommon Päron Kastanj Poppel Lärk Tuja Olvon Fläder Syren"
)
PREFIXES = ("Silver", "Berg", "Strand", "Vår", "Höst", "Vinter", "Dal", "Ängs")


def code_names(count: int) -> list[str]:
    """Return the first `count` code names: trees, then trees that no botanist knows."""
    trees = TREES.split()
    made = [prefix + tree.lower() for prefix in PREFIXES for tree in trees]
    return [*trees, *made][:count]


def draw_base_rates(seed: int, count: int, yearly_total: float) -> Floats:
    """Return each group's share of `yearly_total` (any unit), skewed so that a few do most."""
    weights = 1 / (1 + np.arange(count) % CONFLICT_SIZE) ** 0.6
    weights = weights * stream(seed, "groups.rates").gamma(8.0, 1 / 8.0, count)
    return np.asarray(yearly_total * weights / weights.sum(), dtype=np.float64)


def draw_enmity(seed: int, count: int) -> Floats:
    """Return how strongly each two groups are at odds; the least of `MOVABLE` in a conflict are allies, and 0."""
    rng = stream(seed, "groups.rivals")
    conflict = np.arange(count) // CONFLICT_SIZE
    drawn = np.triu(rng.gamma(1.5, 1.0, (count, count)), 1)
    enmity = (drawn + drawn.T) * (conflict[:, None] == conflict[None, :])
    for start in range(0, count - CONFLICT_SIZE + 1, CONFLICT_SIZE):
        one, other = min(MOVABLE, key=lambda pair: float(enmity[start + pair[0], start + pair[1]]))
        enmity[start + one, start + other] = enmity[start + other, start + one] = 0
    return np.asarray(enmity, dtype=np.float64)


def draw_rivals(seed: int, count: int) -> Floats:
    """Return, row by row, how a group's own incidents spread over its rivals (rows sum to 1)."""
    enmity = draw_enmity(seed, count)
    return np.asarray(enmity / enmity.sum(axis=1, keepdims=True), dtype=np.float64)


def build_groups(count: int, incidents: pl.DataFrame, end: datetime) -> pl.DataFrame:
    """Return the groups: code_name, own_row, state.

    The last group of each conflict is small and shown under *Övriga*. The state follows from how long
    a group has been silent, as actor and as target, at `end`.
    """
    names = code_names(count)
    silent = pl.lit(end) - pl.col("latest")
    state = (
        pl.when(silent < DORMANT_AFTER)
        .then(pl.lit("active"))
        .when(silent < DISSOLVED_AFTER)
        .then(pl.lit("dormant"))
        .otherwise(pl.lit("dissolved"))
    )
    own_row = [number % CONFLICT_SIZE != CONFLICT_SIZE - 1 for number in range(count)]
    groups = pl.DataFrame({"code_name": names, "own_row": own_row})
    joined = groups.join(_latest(incidents), on="code_name", how="left", maintain_order="left")
    return joined.select("code_name", "own_row", state.alias("state"))


def _latest(incidents: pl.DataFrame) -> pl.DataFrame:
    sides = [
        incidents.select(pl.col(side).alias("code_name"), "occurred_at")
        for side in ("actor_group", "target_group")
    ]
    return (
        pl.concat(sides).drop_nulls().group_by("code_name").agg(pl.col("occurred_at").max().alias("latest"))
    )
