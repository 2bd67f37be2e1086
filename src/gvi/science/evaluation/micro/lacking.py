"""When no weights meet every constraint: which cannot be met, by how much, and what slack would be enough."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.micro.constraints import Constraints
from gvi.science.evaluation.micro.dual import Array

SEEN = 1e-7
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Imbalance:
    """One constraint that cannot be met: what the treated have in sum, and the nearest that others can have."""

    name: str
    wanted: float
    nearest: float

    @property
    def text(self) -> str:
        """The line of a printed table."""
        away = self.nearest - self.wanted
        return f"{self.name}: treated {self.wanted:g}, nearest {self.nearest:g}, lacking {away:+g}"


class NoWeights(FitRefused):
    """No weights meet the constraints. ``imbalance`` names those that fail, ``slack`` the least that would do."""

    def __init__(self, imbalance: tuple[Imbalance, ...], slack: float | None) -> None:
        enough = "other constraints" if slack is None else f"slack = {slack:.3g}, or fewer constraints"
        lines = "; ".join(one.text for one in imbalance)
        super().__init__(
            f"no weights, none under zero, give the untreated areas what the treated have: {lines}",
            f"{enough}, or donors that are more like the treated",
        )
        self.imbalance = imbalance
        self.slack = slack


def no_weights(found: Constraints, targets: Array, room: Array, donors: slice) -> NoWeights:
    """Say what is lacking: ``targets`` (constraints,) are the treated's sums, ``room`` what slack 1 would allow.

    The least sum of misses names few constraints, where least squares would spread what is missing over all.
    """
    values, scale = found.values[:, donors], found.scale
    count, areas = values.shape
    eye = np.eye(count) * scale[:, None]
    nearest = linprog(
        np.concatenate([np.zeros(areas), np.ones(2 * count)]),
        A_eq=np.hstack([values, eye, -eye]),
        b_eq=targets,
    )
    solved = np.asarray(nearest.x, dtype=np.float64)
    missing = (solved[areas + count :] - solved[areas : areas + count]) * scale
    failing = np.flatnonzero(np.abs(missing) > SEEN * (scale + np.abs(targets)))
    imbalance = tuple(
        Imbalance(found.names[at], float(targets[at]), float(targets[at] + missing[at])) for at in failing
    )
    return NoWeights(imbalance, _least_slack(values, targets, room))


def _least_slack(values: Array, targets: Array, room: Array) -> float | None:
    """The least slack under which there are weights; none when the number of areas alone stands in the way."""
    exact = room == 0
    aside = np.where(exact, 0.0, room)[:, None]
    above, below = np.hstack([values, -aside])[~exact], np.hstack([-values, -aside])[~exact]
    cost = np.zeros(values.shape[1] + 1)
    cost[-1] = 1
    least = linprog(
        cost,
        A_ub=np.vstack([above, below]),
        b_ub=np.concatenate([targets[~exact], -targets[~exact]]),
        A_eq=np.hstack([values, np.zeros((len(values), 1))])[exact],
        b_eq=targets[exact],
    )
    return float(least.fun or 0.0) * (1 + ROUNDING) + ROUNDING if least.status == 0 else None
