"""Conformal intervals: which effects at a time make what is left there as large as what is left at other times?

Chernozhukov, Wüthrich & Zhu (2021): an effect is supposed and taken away, the weights are found anew from all times
before the start and those asked about, and the blocks of what is left are moved along time, all the way round; p is
the share of blocks whose mean absolute value is at least that of the block asked about. It leans on time, not on other
units: what is left must behave alike before and after, but for the effect. Weights must use all the times alike, so it
is given where outcomes are matched, each by itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.result import Interval
from gvi.science.evaluation.synthetic.simplex import simplex_weights

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
REACHES = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 32.0, 64.0])
ROUNDS, FRACTIONS = 3, np.linspace(0, 1, 13)
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Conformal:
    """The answer for one block of times, ``first`` to ``end``; no interval when blocks are too few for the level."""

    first: int
    end: int
    p_value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """What is refitted: outcomes (units, times), what each fit aims at and may use, as ``Lots.members`` gives them.

    Several fits (pooling each) are averaged.
    """

    outcomes: Array
    aims: Array
    allowed: Flags
    start: int


def conformal(series: Series, gaps: Array, blocks: list[tuple[int, int]], alpha: float) -> list[Conformal]:
    """Answer each block of columns after the start. ``gaps`` (times,) are the treated's, where the search begins.

    The blocks must be equally long. The interval holds every effect kept on a grid about the gap, and its ends are
    found ever more closely; it is none when 1/(times + length) exceeds alpha, or when it has no end.
    """
    before = float(np.sqrt((gaps[: series.start] ** 2).mean()))
    middle = np.array([gaps[first:end].mean() for first, end in blocks])
    null = p_values(series, blocks, np.zeros((len(blocks), 1)))[:, 0]
    least = 1 / (series.start + blocks[0][1] - blocks[0][0])
    if least > alpha * (1 + CLOSE) or before <= CLOSE * np.abs(series.outcomes).max():
        ends = np.full((len(blocks), 2), np.nan)
    else:
        ends = _ends(series, blocks, middle, before, alpha)
    intervals = [None if np.isnan(pair).any() else (float(pair[0]), float(pair[1])) for pair in ends]
    return [
        Conformal(first, end, float(p), interval)
        for (first, end), p, interval in zip(blocks, null, intervals, strict=True)
    ]


def _ends(series: Series, blocks: list[tuple[int, int]], middle: Array, step: float, alpha: float) -> Array:
    """The ends of each block's interval (blocks, 2); NaN where one has no end.

    Between the last size kept and the next one, eleven more are tried, three times over.
    """
    reaches = np.stack([-REACHES, REACHES])
    sizes = middle[:, None, None] + step * reaches
    kept = _keeps(series, blocks, sizes, alpha)
    endless = kept[..., -1] | ~kept.any(axis=-1)
    inner, outer = _last_kept(sizes, kept)
    for _ in range(ROUNDS):
        between = inner[..., None] + (outer - inner)[..., None] * FRACTIONS
        kept = _keeps(series, blocks, between[..., 1:-1], alpha)
        whole = np.concatenate(
            [np.ones((*inner.shape, 1), dtype=bool), kept, np.zeros_like(kept[..., :1])], axis=-1
        )
        inner, outer = _last_kept(between, whole)
    found: Array = np.where(endless, np.nan, outer)
    return found


def _keeps(series: Series, blocks: list[tuple[int, int]], sizes: Array, alpha: float) -> Flags:
    """Which sizes the test keeps (blocks, sides, sizes)."""
    flat = sizes.reshape(len(blocks), -1)
    kept: Flags = (p_values(series, blocks, flat) > alpha * (1 + CLOSE)).reshape(sizes.shape)
    return kept


def _last_kept(sizes: Array, kept: Flags) -> tuple[Array, Array]:
    """The last size kept on each side, and the next one (blocks, sides)."""
    last = kept.shape[-1] - 1 - kept[..., ::-1].argmax(axis=-1)[..., None]
    after = np.minimum(last + 1, kept.shape[-1] - 1)
    return (
        np.take_along_axis(sizes, last, axis=-1)[..., 0],
        np.take_along_axis(sizes, after, axis=-1)[..., 0],
    )


def p_values(series: Series, blocks: list[tuple[int, int]], sizes: Array) -> Array:
    """p of each supposed effect, for blocks of one length (blocks, sizes)."""
    left = np.abs(_left(series, blocks, sizes))
    length = blocks[0][1] - blocks[0][0]
    round_ = np.concatenate([left, left[..., : length - 1]], axis=-1)
    moved = np.lib.stride_tricks.sliding_window_view(round_, length, axis=-1).mean(axis=-1)
    own = moved[..., series.start, None]
    found: Array = (moved >= own * (1 - CLOSE)).mean(axis=-1)
    return found


def _left(series: Series, blocks: list[tuple[int, int]], sizes: Array) -> Array:
    """What is left at all times, before the start and in the block, once an effect is taken away.

    (blocks, sizes, times)
    """
    before = np.arange(series.start)
    columns = np.array([[*before, *range(first, end)] for first, end in blocks])
    outcomes = series.outcomes[:, columns].transpose(1, 0, 2)
    level = outcomes - outcomes.mean(axis=1, keepdims=True)
    gram = np.matmul(level, level.transpose(0, 2, 1))
    inside = (np.arange(columns.shape[1]) >= series.start).astype(float)
    count, many = sizes.shape
    which = np.repeat(np.arange(count), many)
    total = np.zeros((count, many, columns.shape[1]))
    for aim, may in zip(series.aims, series.allowed, strict=True):
        effect = sizes[:, :, None] * inside
        target = (aim @ level)[:, None, :] - effect
        linear = np.matmul(target, level.transpose(0, 2, 1)).reshape(count * many, -1)
        allowed = np.broadcast_to(may, linear.shape)
        weights = simplex_weights(gram, linear, allowed, which).reshape(count, many, -1)
        total += target - np.matmul(weights, level)
    return total / len(series.aims)
