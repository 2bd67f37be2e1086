"""Two ways to part a graph, how alike two partings are, and who stands differently in them.

The map equation (Rosvall & Bergstrom 2008, PNAS 105, 1118) finds small groups in a large city where modularity (Newman
& Girvan 2004) melts them together. Both are run by networkit on one thread from one seed, so that an answer repeats.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gvi.science.communities.graph import Graph

if TYPE_CHECKING:
    import networkit as nk

Labels = NDArray[np.int64]


def by_map_equation(graph: Graph, seed: int) -> Labels:
    """Part the graph by the map equation; one label a person."""
    import networkit as nk

    made = graph.networkit()
    return _run(
        nk.community.LouvainMapEquation(made, hierarchical=True, parallelizationStrategy="none"), seed
    )


def by_modularity(graph: Graph, seed: int) -> Labels:
    """Part the graph by modularity (Louvain with refinement); one label a person."""
    import networkit as nk

    made = graph.networkit()
    return _run(nk.community.PLM(made, refine=True), seed)


def _run(method: "nk.community.CommunityDetector", seed: int) -> Labels:
    with _alone(seed):
        method.run()
        partition = method.getPartition()  # the vector lives only as long as the partition
        return np.array(partition.getVector(), dtype=np.int64)


@contextmanager
def _alone(seed: int) -> Iterator[None]:
    """One thread and one seed while it lasts; the number of threads is put back."""
    import networkit as nk

    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)
    nk.setSeed(seed, False)
    try:
        yield
    finally:
        nk.setNumberOfThreads(threads)


def agreement(one: Labels, other: Labels) -> float:
    """Adjusted Rand index (Hubert & Arabie 1985): 1 when the partings are the same, about 0 by chance.

    >>> agreement(np.array([0, 0, 1, 1]), np.array([5, 5, 2, 2]))
    1.0
    """
    both, first, second = (_pairs(counts) for counts in _counts(one, other))
    every = len(one) * (len(one) - 1) / 2
    by_chance = first * second / every if every else 0.0
    most = (first + second) / 2
    return 1.0 if most == by_chance else float((both - by_chance) / (most - by_chance))


def moved(one: Labels, other: Labels) -> NDArray[np.bool_]:
    """Who stands differently: groups are matched one to one so that as many as possible stand alike.

    >>> moved(np.array([0, 0, 0, 1, 1]), np.array([7, 7, 7, 7, 7])).tolist()
    [False, False, False, True, True]
    """
    from scipy.optimize import linear_sum_assignment

    first, second = (np.unique(labels, return_inverse=True)[1] for labels in (one, other))
    shared = np.zeros((first.max(initial=-1) + 1, second.max(initial=-1) + 1))
    np.add.at(shared, (first, second), 1)
    rows, columns = linear_sum_assignment(-shared)
    counterpart = np.full(shared.shape[0], -1)
    counterpart[rows] = columns
    return np.asarray(counterpart[first] != second)


def _counts(one: Labels, other: Labels) -> tuple[Labels, Labels, Labels]:
    first, second = (np.unique(labels, return_inverse=True)[1] for labels in (one, other))
    both = first.astype(np.int64) * (second.max(initial=0) + 1) + second
    shared, mine, theirs = (np.unique(labels, return_counts=True)[1] for labels in (both, first, second))
    return shared, mine, theirs


def _pairs(counts: Labels) -> float:
    return float((counts * (counts - 1) / 2).sum())
