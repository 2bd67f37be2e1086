"""Where each group stands on the conflict map: the same place on screen, on paper and on every day shown.

Coordinates follow from all relations that ever were, so that nothing jumps when the day changes. Groups that are tied
to each other form a cluster; inside it the distance on paper follows the number of steps between two groups (stress
majorisation, Gansner, Koren & North 2004), allies nearer than enemies. Then groups are pushed apart until neither
circles nor names touch. Clusters stand side by side, and groups without any relation in rows below.
"""

from collections.abc import Iterable
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Kind = Literal["conflict", "alliance", "uncertain"]
Places = NDArray[np.float64]
Box = tuple[float, float, float, float]

WIDTH, HEIGHT = 1000.0, 700.0
LENGTH: dict[Kind, float] = {"alliance": 0.7, "uncertain": 1.0, "conflict": 1.3}
CELL = np.array([112.0, 88.0])  # the room that a circle with its name takes when there are few groups
FILLED = 0.32  # the largest share of the map that such rooms may take
ROUNDS_OF_STRESS, ROUNDS_OF_PUSHING = 70, 600
MOST_OF_THE_WAY = 0.7
PIVOTS = 8
SIDEWAYS = 4
LONGEST = 2.4  # rooms between two groups one step apart, when there is room enough
BARELY = 1.02  # pushed apart a little further than touching, so that the last round ends


def cell(count: int) -> tuple[float, float]:
    """The width and height that one of ``count`` groups has for its circle and name.

    >>> cell(10)
    (112.0, 88.0)
    >>> [round(side) for side in cell(200)]
    [38, 30]
    """
    scale = min(1.0, float(np.sqrt(WIDTH * HEIGHT * FILLED / (CELL.prod() * max(count, 1)))))
    return float(CELL[0] * scale), float(CELL[1] * scale)


def layout(
    nodes: Iterable[str], relations: Iterable[tuple[str, str, Kind]], *, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """Give every group its place in a box of ``WIDTH`` by ``HEIGHT``, y downwards; the order of input is of no matter.

    Raises ValueError for a relation of a group with itself or with one that is not among ``nodes``.

    >>> places = layout(["Al", "Ek", "Gran"], [("Al", "Ek", "conflict")])
    >>> places["Gran"][1] > max(places["Al"][1], places["Ek"][1])
    True
    """
    names = sorted(set(nodes))
    steps = _steps(names, sorted(relations))
    labels = connected_components(steps, directed=False)[1] if names else np.zeros(0, np.intp)
    clusters = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    tied = sorted(
        (members for members in clusters if len(members) > 1), key=lambda found: (-len(found), found[0])
    )
    alone = np.concatenate([[], *(members for members in clusters if len(members) == 1)]).astype(np.intp)
    size = np.array(cell(len(names)))
    places = np.zeros((len(names), 2))
    rows_from = _place_alone(places, alone, size)
    for members, box in zip(
        tied, _split((0.0, 0.0, WIDTH, rows_from), [len(it) + 1 for it in tied]), strict=True
    ):
        wanted = dijkstra(steps[members][:, members], directed=False)
        drawn = _fitted(_stressless(wanted, np.random.default_rng(seed)), box, size)
        places[members] = _pushed_apart(drawn, box, size)
    return {
        name: (round(float(x), 1), round(float(y), 1)) for name, (x, y) in zip(names, places, strict=True)
    }


def _steps(names: list[str], relations: list[tuple[str, str, Kind]]) -> NDArray[np.float64]:
    """The length of every relation, shape (groups, groups); of several between two groups the shortest."""
    number = {name: place for place, name in enumerate(names)}
    lengths: dict[tuple[int, int], float] = {}
    for source, target, kind in relations:
        if source == target or source not in number or target not in number:
            raise ValueError(f"relation {source}–{target}: expected two different groups among those given")
        pair = (min(number[source], number[target]), max(number[source], number[target]))
        lengths[pair] = min(LENGTH[kind], lengths.get(pair, np.inf))
    at = np.array(list(lengths), dtype=np.intp).reshape(-1, 2)
    shape = (len(names), len(names))
    matrix: NDArray[np.float64] = coo_array(
        (list(lengths.values()), (at[:, 0], at[:, 1])), shape=shape
    ).toarray()
    return matrix


def _place_alone(places: Places, alone: NDArray[np.intp], size: Places) -> float:
    """Set groups without relations in rows at the foot; the height at which their rows begin."""
    if not len(alone):
        return HEIGHT
    across = int(WIDTH // size[0])
    rows = -(-len(alone) // across)
    width = WIDTH / min(across, len(alone))
    order = np.arange(len(alone))
    places[alone, 0] = (order % across + 0.5) * width
    places[alone, 1] = HEIGHT - (rows - order // across - 0.5) * size[1]
    return HEIGHT - rows * float(size[1])


def _split(box: Box, weights: list[int]) -> list[Box]:
    """Divide a box among clusters, each an area after its weight, always across the longer side."""
    if len(weights) < 2:
        return [box] * len(weights)
    left, top, right, foot = box
    sums = np.cumsum(weights)
    cut = int(np.argmin(np.abs(sums[:-1] - sums[-1] / 2))) + 1
    share = float(sums[cut - 1] / sums[-1])
    if right - left >= foot - top:
        middle = left + (right - left) * share
        halves: tuple[Box, Box] = (left, top, middle, foot), (middle, top, right, foot)
    else:
        middle = top + (foot - top) * share
        halves = (left, top, right, middle), (left, middle, right, foot)
    return _split(halves[0], weights[:cut]) + _split(halves[1], weights[cut:])


def _stressless(wanted: Places, random: np.random.Generator) -> Places:
    """Coordinates, shape (members, 2), whose distances come near the ``wanted`` ones, far pairs weighing less.

    Each round moves every member most of the way to where the others would have it. Neither here nor in ``_unfolded``
    is a matrix so large that waking the other cores for it would pay: on a busy machine that costs twenty times more.
    """
    weight = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    strength, total = weight * wanted, weight.sum(axis=1)[:, None]
    drawn = _unfolded(wanted) + random.normal(0, 0.05, (len(wanted), 2))
    for _ in range(ROUNDS_OF_STRESS):
        apart = np.hypot(*(np.subtract.outer(axis, axis) for axis in drawn.T))
        pull = strength / np.maximum(apart, 1e-9)
        there = np.einsum("ij,jk->ik", weight - pull, drawn) + pull.sum(axis=1)[:, None] * drawn
        drawn = drawn + MOST_OF_THE_WAY * (there / total - drawn)
    return _turned(drawn)


def _unfolded(wanted: Places) -> Places:
    """A first drawing from the distances to a few members far from each other (Brandes & Pich 2007)."""
    pivots = [0]
    while len(pivots) < min(PIVOTS, len(wanted)):
        pivots.append(int(np.argmax(wanted[:, pivots].min(axis=1))))
    far = wanted[:, pivots] ** 2
    centred = -0.5 * (far - far.mean(axis=0) - far.mean(axis=1)[:, None] + far.mean())
    _, axes = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred))
    drawn: Places = np.einsum("ij,jk->ik", centred, axes[:, -2:])
    drawn /= max(float(np.abs(drawn).max()), 1e-9) / float(wanted.max())
    return drawn * np.sign(drawn[np.argmax(np.abs(drawn), axis=0), [0, 1]] + 1e-12)


def _turned(drawn: Places) -> Places:
    """Turned so that the drawing is widest from left to right."""
    centred = drawn - drawn.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Places = centred @ axes.T
    return turned


def _fitted(drawn: Places, box: Box, size: Places) -> Places:
    """Stretched to fill its box, but never twice as much one way as the other, and no pair further than it reads."""
    inner = np.array([box[2] - box[0], box[3] - box[1]]) - size
    across = inner[0] >= inner[1]
    ordered = drawn if across else drawn[:, ::-1]
    extent = np.maximum(np.ptp(ordered, axis=0), 1e-6)
    scale = np.maximum(inner, 1.0) / extent
    scale = np.minimum(scale, min(2 * float(scale.min()), LONGEST * float(size.mean())))
    middle = np.array([box[0] + box[2], box[1] + box[3]]) / 2
    fitted: Places = (ordered - (ordered.max(axis=0) + ordered.min(axis=0)) / 2) * scale + middle
    return fitted


def _pushed_apart(drawn: Places, box: Box, size: Places) -> Places:
    """Moved until no two rooms overlap, each pair along the side where they overlap least, inside the box."""
    low = np.minimum(np.array(box[:2]) + size / 2, np.array([box[0] + box[2], box[1] + box[3]]) / 2)
    high = np.maximum(np.array(box[2:]) - size / 2, low)
    places = np.clip(drawn, low, high)
    for turn in range(ROUNDS_OF_PUSHING):
        pairs = cKDTree(places / size).query_pairs(1.0, p=np.inf, output_type="ndarray")
        if not len(pairs):
            break
        i, j = pairs[:, 0], pairs[:, 1]
        apart = (places[j] - places[i]) / size
        across = (
            turn % SIDEWAYS == SIDEWAYS - 1
        )  # now and then the other way, or a row that is full stays full
        side = np.argmax(np.abs(apart), axis=1) ^ across
        gap = apart[np.arange(len(side)), side]
        push = np.zeros_like(apart)
        push[np.arange(len(side)), side] = np.where(gap < 0, -1.0, 1.0) * (BARELY - np.abs(gap)) / 2
        moved = np.zeros_like(places)
        np.add.at(moved, i, -push)
        np.add.at(moved, j, push)
        places = np.clip(places + moved * size, low, high)
    return places
