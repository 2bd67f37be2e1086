"""HiGHS (Huangfu & Hall 2018, Math. Prog. Comp. 10, 119), spoken to in arrays: rows, a programme, what was found.

One thread and one seed, so that an answer repeats unless the clock cut it short.
"""

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from gvi.science.messengers.reading import Bools, Floats

if TYPE_CHECKING:
    import highspy
    from highspy._core import _Highs

FEASIBLE = 1e-7


@dataclass(frozen=True)
class Limits:
    """Seconds and nodes that a search may take, its seed, and the relative gap at which it may stop."""

    seconds: float
    nodes: int | None = None
    seed: int = 1
    gap: float = 0.0

    def since(self, began: float, share: float = 1.0) -> "Limits":
        """The limits with the seconds that are left of them since a moment of the monotonic clock, or a share of it."""
        return replace(self, seconds=share * (self.seconds - (time.monotonic() - began)))


@dataclass(frozen=True)
class Rows:
    """Rows of a programme: low ≤ A x ≤ high."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Programme:
    """Maximise cost · x over 0 ≤ x ≤ upper and the rows; x whole where ``whole``."""

    cost: Floats
    upper: Floats
    whole: Bools
    rows: Rows


@dataclass(frozen=True)
class Found:
    """``status`` is optimal, limit or infeasible. ``bound`` holds for every x; ``values`` None when none is known."""

    status: str
    values: Floats | None
    objective: float
    bound: float


def stacked(parts: list[Rows], width: int) -> Rows:
    """Put rows under one another; narrower ones are filled out with zeros to the right."""
    wide = []
    for part in parts:
        filled = sparse.csr_array((part.matrix.shape[0], width - part.matrix.shape[1]))
        wide.append(sparse.hstack([part.matrix, filled], format="csr"))
    matrix = sparse.csr_array(sparse.vstack(wide, format="csr"))
    return Rows(
        matrix, np.concatenate([part.low for part in parts]), np.concatenate([part.high for part in parts])
    )


def maximise(programme: Programme, limits: Limits, start: Floats | None = None) -> Found:
    """Solve a programme; ``start`` is a choice to begin from, which need not fill in the columns that are not whole."""
    highs = _highs(limits)
    highs.passModel(_model(programme))
    if start is not None:
        _begin(highs, start)
    highs.run()
    return _found(highs, programme)


def _highs(limits: Limits) -> "_Highs":
    """HiGHS itself: the class around it prints a banner to whoever calls."""
    from highspy._core import _Highs

    highs = _Highs()
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": limits.seed,
        "time_limit": max(limits.seconds, 0.01),
        "mip_rel_gap": limits.gap,
        "mip_abs_gap": FEASIBLE,
        "mip_allow_restart": False,
        "mip_pscost_minreliable": 0,
    }
    if limits.nodes is not None:
        options["mip_max_nodes"] = limits.nodes
    for name, value in options.items():
        highs.setOptionValue(name, value)
    return highs


def _model(programme: Programme) -> "highspy.HighsLp":
    import highspy

    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = programme.rows.matrix.shape
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = programme.cost
    model.col_lower_, model.col_upper_ = np.zeros(len(programme.cost)), programme.upper
    model.row_lower_, model.row_upper_ = programme.rows.low, programme.rows.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = programme.rows.matrix.indptr
    model.a_matrix_.index_ = programme.rows.matrix.indices
    model.a_matrix_.value_ = programme.rows.matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    if programme.whole.any():
        model.integrality_ = [kinds[whole] for whole in programme.whole.tolist()]
    return model


def _begin(highs: "_Highs", start: Floats) -> None:
    import highspy

    solution = highspy.HighsSolution()
    solution.col_value = start.tolist()
    solution.value_valid = True
    highs.setSolution(solution)


def _found(highs: "_Highs", programme: Programme) -> Found:
    import highspy

    status, information = highs.getModelStatus(), highs.getInfo()
    impossible = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
    if status in impossible:  # every column has an upper bound
        return Found("infeasible", None, -np.inf, -np.inf)
    optimal = status == highspy.HighsModelStatus.kOptimal
    has = information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if has else None
    objective = float(information.objective_function_value) if has else -np.inf
    bound = float(information.mip_dual_bound) if programme.whole.any() else objective
    return Found("optimal" if optimal else "limit", values, objective, bound)
