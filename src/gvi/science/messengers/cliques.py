"""Persons who are all apart from each other: at most one of them sits in a session, which says more than pairs do."""

import numpy as np
from scipy import sparse

from gvi.science.messengers.problem import Problem


def cliques(problem: Problem) -> sparse.csr_array:
    """Cliques × candidates, 1 for a member: grown greedily until every pair stands in one."""
    found = _cliques(problem.pairs.tolist())
    where = np.repeat(np.arange(len(found)), [len(clique) for clique in found])
    members = np.array([one for clique in found for one in clique], dtype=np.int64)
    return sparse.csr_array((np.ones(len(where)), (where, members)), shape=(len(found), problem.size))


def _cliques(pairs: list[list[int]]) -> list[list[int]]:
    apart: dict[int, set[int]] = {}
    for one, other in pairs:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    done: set[tuple[int, int]] = set()
    found = []
    for one, other in pairs:
        if (one, other) not in done:
            clique, more = [one, other], apart[one] & apart[other]
            while more:
                clique.append(min(more))
                more = more & apart[clique[-1]]
            clique.sort()
            done.update((first, second) for first in clique for second in clique if first < second)
            found.append(clique)
    return found
