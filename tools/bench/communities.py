"""Groups in the data

Invented cities with planted groups of 5 to 20 persons, five ties within and about one across the city for each: the
agreement (adjusted Rand index, 1 is complete) of what is found with what was planted, ours by the map equation and the
peers by modularity, networkx's Louvain and networkit's parallel Louvain with refinement, and the seconds each takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import polars as pl

from gvi.science import communities
from gvi.science.communities.graph import read
from gvi.science.communities.partitions import by_modularity
from tools.bench.figures import Figure, seconds

Found = dict[str, int]


def ours(ties: pl.DataFrame) -> Found:
    """The group of each person as the product finds them."""
    found = communities.find(ties, seed=1)
    return {person: at for at, group in enumerate(found.groups) for person in group}


def by_networkit(ties: pl.DataFrame) -> Found:
    """Modularity by networkit."""
    graph = read(ties)
    return dict(zip(graph.ids, by_modularity(graph, seed=1).tolist(), strict=True))


def by_networkx(ties: pl.DataFrame) -> Found:
    """Modularity by networkx."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(ties.select("source", "target", "weight").iter_rows())
    groups = nx.community.louvain_communities(graph, seed=1)
    return {person: at for at, group in enumerate(groups) for person in group}


def agreement(truth: Found, found: Found) -> float:
    """How alike found and planted groups are."""
    return communities.agreement(*(np.array([of[person] for person in truth]) for of in (truth, found)))


def measure(*, smoke: bool) -> Iterator[Figure]:
    """Agreement and seconds for two sizes of city; persons placed differently on a second run."""
    for persons in (500,) if smoke else (5_000, 50_000):
        ties, truth = communities.planted(persons, seed=1)
        found = ours(ties)
        lacking = 1 - agreement(truth, found)
        yield Figure(f"{persons:,} persons: 1 - agreement, ours", lacking, "", at_most=0.1)
        again = ours(ties.sample(fraction=1, shuffle=True, seed=2))
        moved = sum(found[person] != again[person] for person in truth)
        yield Figure(f"{persons:,} persons: placed differently on a second run", moved, "persons", at_most=0)
        spent = seconds(partial(ours, ties))
        yield Figure(f"{persons:,} persons, {ties.height:,} ties, ours", spent, "s")
        yield from _peers(persons, ties, truth)


def _peers(persons: int, ties: pl.DataFrame, truth: Found) -> Iterator[Figure]:
    peers: dict[str, Callable[[pl.DataFrame], Found]] = {"networkx": by_networkx, "networkit": by_networkit}
    for name, work in peers.items():
        began = time.perf_counter()
        found = work(ties)
        spent = time.perf_counter() - began
        yield Figure(
            f"{persons:,} persons: 1 - agreement, modularity by {name}", 1 - agreement(truth, found), ""
        )
        yield Figure(f"{persons:,} persons, modularity by {name}", spent, "s")
