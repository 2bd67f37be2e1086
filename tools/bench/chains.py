"""Chains of retaliation

What the estimate finds of answers that were planted. Each invented city has 25 groups and four years of violence from
the fictional city's process, in which a known share of incidents are answers, an hour and on average nine days later;
`F(14 d)` is the share of those that come within the window. And how long it takes: the peer is pandas' `merge_asof`,
which finds the latest earlier opposite within a tolerance in compiled code, once for each shuffle.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

import numpy as np
import pandas as pd
import polars as pl

from gvi.city.groups import draw_base_rates, draw_rivals
from gvi.city.process import DELAY_DAYS, SHORTEST_DAYS, draw_feud
from gvi.science.chains import Chains, chains
from tools.bench.figures import Figure, seconds

YEARS, GROUPS, WINDOW = 4, 25, 14.0
WITHIN = 1 - exp(-(WINDOW - SHORTEST_DAYS) / DELAY_DAYS)


def invented(seed: int, planted: float, incidents: int, groups: int = GROUPS) -> pl.DataFrame:
    """The incidents of a city, about ``incidents`` of them, of which ``planted`` are answers."""
    base = draw_base_rates(seed, groups, incidents / YEARS * (1 - planted)) / 365
    rng = np.random.default_rng([seed, 4])
    feud = draw_feud(rng, base, draw_rivals(seed, groups), 365 * YEARS, branching=planted)
    return pl.DataFrame(
        {
            "incident_id": np.arange(len(feud.times)),
            "time": np.datetime64("2022-01-01", "us") + (feud.times * 86_400e6).astype("timedelta64[us]"),
            "actor_group": [f"g{actor}" for actor in feud.actors],
            "target_group": [f"g{target}" for target in feud.targets],
        }
    )


def measured(cities: int, planted: float, incidents: int) -> list[Chains]:
    """What the estimate says of ``cities`` invented cities."""
    found = (chains(invented(seed, planted, incidents), window_days=WINDOW) for seed in range(cities))
    return [one for one in found if one.excess is not None]


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Bias, coverage and width of the interval; seconds; and the ratio to the peer."""
    cities = 3 if smoke else 200
    for planted in (0.0, 0.2, 0.35, 0.5):
        mean = float(np.mean([one.excess for one in measured(cities, planted, 500)])) / WITHIN
        what = f"{cities} cities of 500 incidents, {planted:g} planted, {mean:.3f} found: difference"
        yield Figure(what, abs(mean - planted), "", None if smoke else 0.05)
    for incidents in (30, 500):
        yield from _intervals(measured(cities, 0.35, incidents), incidents)
    rows = 2_000 if smoke else 66_000
    frame = invented(1, 0.35, rows, groups=200)
    spent = seconds(lambda: chains(frame))
    yield Figure(f"{frame.height:,} incidents, 999 shuffles, four windows", spent, "s", at_most=60)
    yield _beside_pandas(300 if smoke else 2_000, 20 if smoke else 999)


def _intervals(found: list[Chains], incidents: int) -> Iterator[Figure]:
    intervals = np.array([one.interval for one in found])
    held = (intervals[:, 0] <= 0.35 * WITHIN) & (intervals[:, 1] >= 0.35 * WITHIN)
    yield Figure(f"{incidents} incidents, 0.35 planted: intervals that hold it", 100 * held.mean(), "%")
    width = np.median(intervals[:, 1] - intervals[:, 0])
    yield Figure(f"{incidents} incidents, 0.35 planted: median width of the interval", float(width), "")


def _beside_pandas(incidents: int, shuffles: int) -> Figure:
    """Ours makes 999 shuffles and four windows; the peer's time for one window is carried up to as many shuffles."""
    frame = invented(2, 0.35, incidents, groups=50)
    ours = min(seconds(lambda: chains(frame)) for _ in range(3))
    peer = seconds(lambda: _by_pandas(frame, shuffles)) * 999 / shuffles
    return Figure(f"{frame.height:,} incidents: ours / pandas merge_asof", ours / peer, "times", at_most=0.2)


def _by_pandas(frame: pl.DataFrame, shuffles: int) -> float:
    """The mean share over shuffles, by pandas at its best: times sorted once a shuffle, one join over all pairs."""
    rng = np.random.default_rng(1)
    table = frame.to_pandas()
    direction = table["actor_group"] + ">" + table["target_group"]
    codes, names = pd.factorize(direction)
    opposite = table["target_group"] + ">" + table["actor_group"]
    at = (table["time"] - table["time"].min()).to_numpy().astype("timedelta64[s]").astype(np.int64)
    against = pd.Index(names).get_indexer(opposite)
    span, shares = int(at.max()) + 1, []
    for _ in range(shuffles):
        moved = (at + rng.integers(0, span, len(names))[codes]) % span
        order = np.argsort(moved)
        later = pd.DataFrame({"at": moved[order], "pair": against[order]})
        earlier = pd.DataFrame({"at": moved[order], "pair": codes[order], "found": 1})
        window = int(WINDOW) * 86_400
        joined = pd.merge_asof(
            later, earlier, on="at", by="pair", tolerance=window, allow_exact_matches=False
        )
        shares.append(joined["found"].notna().mean())
    return float(np.mean(shares))
