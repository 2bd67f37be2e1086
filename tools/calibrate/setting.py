"""What is tried: a kind of invented panel, what a method says of each, and whether the method promises to hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the method said of one panel.

    ``p`` is none when it was withheld or the fit refused; ``p_least`` the least that a grid can give; ``tercile`` the
    treated city's size among the panel's (0 the smallest third, 2 the largest); ``covered`` whether the interval held
    the true effect, none when there was no interval; ``ratio`` the estimated rate ratio, where a fall was planted.
    """

    p: float | None
    p_least: float | None = None
    tercile: int | None = None
    covered: bool | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """One kind of panel for one method. ``draw`` makes as many panels as asked for and lets the method judge each.

    ``supported`` says that the method promises to hold here; elsewhere it must withhold p. ``grid`` says that p comes
    from ranks among placebos or permutations, ``exchangeable`` that the treated city was drawn by lot. ``planted`` is
    the true rate ratio where the setting tries recovery; none is a null panel, where the true ratio is 1.

    Everything random comes from the generator, so that a part of a run can be made again.
    """

    method: str
    name: str
    supported: bool
    grid: bool
    exchangeable: bool
    draw: Callable[[np.random.Generator, int], list[Drawn]]
    planted: float | None = None
