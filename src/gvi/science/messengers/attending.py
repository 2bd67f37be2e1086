"""The proof when not everyone comes: Σ w (1 − Π (1 − p)) is concave in Σ −ln(1 − p), so tangents lie above it.

The programme takes the least of its tangents for each class. HiGHS solves it, tangents are added where its answer
promises more than is true, and it is solved again until the bound is within half a per cent of the best choice found.
"""

import time
from dataclasses import replace

import numpy as np
from scipy import sparse

from gvi.science.messengers.bounds import pull, slack
from gvi.science.messengers.choice import Choice, worth
from gvi.science.messengers.exact import beginning, binding, columns, seated
from gvi.science.messengers.problem import Floats, Ints, Problem
from gvi.science.messengers.solver import Limits, Programme, Rows, maximise, stacked

WITHIN = 0.005
ROUNDS = 30
LAST_SHARE = 0.3


def prove_expected(problem: Problem, start: Choice, limits: Limits) -> tuple[Choice, float]:
    """The best choice found and the bound on every choice."""
    began = time.monotonic()
    best, most, bound = start, worth(problem, start.chosen), np.inf
    arriving = _arriving(problem)
    cuts = [_tangents(problem, arriving, point) for point in _first_points(arriving)]
    for _ in range(ROUNDS):
        left = limits.seconds - (time.monotonic() - began)
        if left <= 0:
            break
        programme = _programme(problem, cuts)
        begin = beginning(problem, best, len(programme.cost))
        chosen = begin[: problem.size]
        begin[columns(problem) :] = np.min(
            [cut.high - cut.matrix[:, : problem.size] @ chosen for cut in cuts], axis=0
        )
        found = maximise(programme, replace(limits, seconds=left, gap=WITHIN * LAST_SHARE), begin)
        bound = min(bound, found.bound + slack(problem))
        if found.values is None:
            break
        choice = seated(problem, found.values)
        value = worth(problem, choice.chosen)
        if value > most:
            best, most = choice, value
        if bound - most <= WITHIN * most or found.status == "limit":
            break
        inside = np.round(found.values[: problem.size])
        cuts.append(_tangents(problem, arriving, np.asarray(arriving @ inside)))
    return best, bound


def _arriving(problem: Problem) -> sparse.csr_array:
    """Classes × candidates: how much each adds to Σ −ln(1 − p) of each class it reaches."""
    made = sparse.csr_array(problem.whole_matrix.T.tocsr())
    made.data = pull(problem)[made.indices]
    return made


def _first_points(arriving: sparse.csr_array) -> list[Floats]:
    """Where the first tangents touch: nobody, and one, two, three of the usual candidates of each class."""
    reachers = np.diff(arriving.indptr)
    usual = np.asarray(arriving.sum(axis=1)).ravel() / np.maximum(reachers, 1)
    return [np.minimum(usual, 5) * times for times in range(4)]


def _tangents(problem: Problem, arriving: sparse.csr_array, point: Floats) -> Rows:
    """y ≤ 1 − e^(−t₀) + e^(−t₀)(t − t₀) for each class, as a row over candidates and, last, the classes."""
    slope = np.exp(-point)
    classes = len(point)
    matrix = sparse.hstack([-arriving.multiply(slope[:, None]), sparse.eye_array(classes)], format="csr")
    return Rows(matrix, np.full(classes, -np.inf), 1 - slope - slope * point)


def _programme(problem: Problem, cuts: list[Rows]) -> Programme:
    first, classes = columns(problem), len(problem.cover.weight)
    width, size = first + classes, problem.size
    between = sparse.csr_array((classes, first - size))
    wide = [
        Rows(
            sparse.hstack([cut.matrix[:, :size], between, cut.matrix[:, size:]], format="csr"),
            cut.low,
            cut.high,
        )
        for cut in cuts
    ]
    return Programme(
        cost=np.concatenate([np.zeros(first), problem.cover.weight]),
        upper=np.ones(width),
        whole=np.arange(width) < first,
        rows=stacked([*binding(problem), *wide], width),
    )


__all__ = ["Ints", "prove_expected"]
