"""The weighted displacement difference from a panel: its variance comes from the steps, not from an assumption.

Steps near in time are alike, so the variance is that of means of blocks of steps, about a dozen in all (batch means).
The difference is in events over the whole time after the start; the ratio beside it holds when places differ in size.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from scipy.stats import t as student

from gvi.science.evaluation import holm
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.displaced.blocks import Effect, difference, ratio
from gvi.science.evaluation.displaced.saying import BASES, FEW_STEPS, ROLES, bases_differ, ratio_note
from gvi.science.evaluation.panel import Matrix, PanelRefused
from gvi.science.evaluation.result import Evaluation, Interval, Note, OutcomeResult, PeriodEffect, Point

Found = tuple[OutcomeResult, dict[str, Any], list[Note]]


def displacement(
    asked: Design, *, role: str = "role", seed: int = 1, progress: Callable[[int], None] | None = None
) -> Evaluation:
    """Ask whether violence fell in treated and displacement areas together, beside areas like them.

    ``role`` names a fact of the panel with one of ``ROLES`` a unit; units with none are left out, and units of the
    same role are summed. Assumes that without the programme all four had changed by the same number (the ratio: by the
    same share). Nothing is random: ``seed`` is there for all methods alike. Raises ``PanelRefused`` for a role that is
    missing or unknown, and for a treated unit without the role *treated*.
    """
    members = _members(asked, role)
    found = []
    for number, outcome in enumerate(asked.outcomes):
        sums = np.stack([asked.matrix(outcome)[members[name]].sum(axis=0) for name in ROLES])
        found.append(_outcome(asked, outcome, sums))
        if progress:
            progress(100 * (number + 1) // len(asked.outcomes))
    results = holm.secondaries([result for result, _, _ in found])
    first = found[0]
    return Evaluation(
        method="displacement",
        results=results,
        n_units=sum(len(rows) for rows in members.values()),
        n_pre=asked.start,
        n_post=asked.panel.n_times - asked.start,
        start=asked.panel.times[asked.start],
        alpha=asked.alpha,
        margin=asked.margin,
        diagnostics=first[1],
        notes=(*first[2], *holm.notes(results)),
    )


def _members(asked: Design, role: str) -> Mapping[str, list[int]]:
    """Rows of each role, among the treated and those that may be compared with."""
    if role not in asked.panel.facts:
        raise PanelRefused(
            f"expected the panel's column {role} among its facts, with one of {', '.join(ROLES)}"
        )
    said = dict(zip(asked.panel.units, asked.panel.facts[role], strict=True))
    chosen = [*asked.treated, *asked.donors]
    for unit in chosen:
        if said[unit] not in (*ROLES, ""):
            raise PanelRefused(f"unit {unit}, {role} {said[unit]!r}: expected one of {', '.join(ROLES)}")
        if (said[unit] == "treated") != (unit in asked.starts):
            raise PanelRefused(
                f"unit {unit}, {role} {said[unit]!r}: expected treated for those treated, and no other"
            )
    members = {name: [asked.panel.row(unit) for unit in chosen if said[unit] == name] for name in ROLES}
    empty = [name for name, rows in members.items() if not rows]
    if empty:
        raise PanelRefused(f"expected at least one unit with {role} {empty[0]}")
    return members


def _outcome(asked: Design, outcome: str, sums: Matrix) -> Found:
    """One outcome; ``sums`` has a row a role, in the order of ``ROLES``."""
    start, after = asked.start, asked.panel.n_times - asked.start
    apart = bases_differ(sums[:, :start].mean(axis=1).tolist())
    whole = difference(sums, start, (asked.phase_in, after))
    beside = ratio(sums, start, (asked.phase_in, after))
    notes = [BASES] if apart else [FEW_STEPS] if whole.df is None else []
    if beside:
        notes.append(ratio_note(float(np.exp(beside.estimate)), _exp(_interval(beside, asked.alpha))))
    result = OutcomeResult(
        outcome=outcome,
        estimate=whole.estimate,
        scale="difference",
        se=whole.se,
        interval=None if apart else _interval(whole, asked.alpha),
        interval_level=1 - asked.alpha,
        p_value=None if apart else _p(whole),
        effects_by_period=tuple(_period(asked, sums, span, apart) for span in asked.windows()),
        series=_series(asked, sums),
        total=True,
    )
    return result, _diagnostics(sums, start, asked, whole, beside), notes


def _period(asked: Design, sums: Matrix, span: tuple[int, int], apart: bool) -> PeriodEffect:
    effect = difference(sums, asked.start, span)
    times = asked.panel.times
    return PeriodEffect(
        times[asked.start + span[0]],
        times[asked.start + span[1] - 1],
        effect.estimate,
        None if apart else _interval(effect, asked.alpha),
        None if apart else _p(effect),
    )


def _diagnostics(
    sums: Matrix, start: int, asked: Design, whole: Effect, beside: Effect | None
) -> dict[str, Any]:
    """Counts a step before and after by role, and the ratio with its own interval and p."""
    before, after = sums[:, :start], sums[:, start + asked.phase_in :]
    means = {name: [float(before[at].mean()), float(after[at].mean())] for at, name in enumerate(ROLES)}
    found: dict[str, Any] = {"mean_a_step": means, "blocks_df": whole.df}
    if beside:
        interval = _exp(_interval(beside, asked.alpha))
        found["ratio"] = {
            "estimate": float(np.exp(beside.estimate)),
            "se_log": beside.se,
            "interval": list(interval) if interval else None,
            "p_value": _p(beside),
        }
    return found


def _series(asked: Design, sums: Matrix) -> tuple[Point, ...]:
    """Treated and beside it together, and what they had been had they changed as what they are compared with."""
    control, treated, beside_control, beside_treated = sums
    observed, compared = treated + beside_treated, control + beside_control
    level = observed[: asked.start].mean() - compared[: asked.start].mean()
    pairs = zip(asked.panel.times, observed, compared + level, strict=True)
    return tuple(Point(time, float(seen), float(other)) for time, seen, other in pairs)


def _interval(effect: Effect, alpha: float) -> Interval | None:
    if effect.df is None or effect.se is None:
        return None
    half = float(student.isf(alpha / 2, effect.df)) * effect.se
    return effect.estimate - half, effect.estimate + half


def _p(effect: Effect) -> float | None:
    if effect.df is None or not effect.se:
        return None
    return float(2 * student.sf(abs(effect.estimate) / effect.se, effect.df))


def _exp(interval: Interval | None) -> Interval | None:
    return interval and (float(np.exp(interval[0])), float(np.exp(interval[1])))
