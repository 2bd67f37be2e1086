"""The weighted displacement difference from eight totals, as a report prints them (Wheeler & Ratcliffe 2018)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import exp, isfinite, log, sqrt
from typing import Any

from scipy.special import ndtr, ndtri

from gvi.science.evaluation.displaced.saying import BASES, POISSON, ROLES, bases_differ, ratio_note
from gvi.science.evaluation.result import Interval, Note
from gvi.science.numerals import decimal

Totals = tuple[float, float]
"""Counts before and after."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The change of treated and beside it over the change of what they are compared with; ``se_log`` of its log."""

    estimate: float
    se_log: float
    interval: Interval | None
    p_value: float | None


@dataclass(frozen=True, slots=True)
class Displaced:
    """A displacement difference from totals. ``z`` is estimate/se; p and interval are none when bases differ."""

    estimate: float
    se: float
    z: float
    p_value: float | None
    interval: Interval | None
    interval_level: float
    ratio: Ratio | None
    notes: tuple[Note, ...]

    def sentence(self, lang: str = "sv") -> str:
        """Say it with everything a reader must know."""
        estimate, se = decimal(self.estimate, lang, 0), decimal(self.se, lang, 1)
        said = {
            "sv": f"Den vägda förflyttningsskillnaden är {estimate} händelser (medelfel {se}{self._ends('sv')}).",
            "en": f"The weighted displacement difference is {estimate} events (se {se}{self._ends('en')}).",
        }
        return " ".join([said[lang], *(note.said(lang) for note in self.notes)])

    def to_json(self) -> dict[str, Any]:
        """Plain values; notes in both languages."""
        return asdict(self)

    def _ends(self, lang: str) -> str:
        if self.interval is None:
            return ""
        low, high = (decimal(end, lang, 0) for end in self.interval)
        return f", intervall {low} till {high}" if lang == "sv" else f", interval {low} to {high}"


def displacement_totals(
    control: Totals,
    treated: Totals,
    displacement_control: Totals,
    displacement_treated: Totals,
    *,
    alpha: float = 0.05,
) -> Displaced:
    """Give the difference of Wheeler & Ratcliffe (2018) and its ratio from counts (before, after) of four places.

    Before and after must be equally long. Assumes that counts are Poisson, and that without the programme all places
    had changed by the same number. Raises ValueError for a total that is negative or no number.

    >>> found = displacement_totals((308, 318), (207, 110), (150, 140), (178, 157))
    >>> found.estimate, round(found.se**2), round(found.z, 2)
    (-118.0, 1568, -2.98)
    """
    given = (control, treated, displacement_control, displacement_treated)
    _check(given)
    (c0, c1), (t0, t1), (dc0, dc1), (dt0, dt1) = given
    estimate = float((t1 - t0) - (c1 - c0) + (dt1 - dt0) - (dc1 - dc0))
    se = sqrt(sum(sum(pair) for pair in given))
    apart = bases_differ([pair[0] for pair in given])
    half = -float(ndtri(alpha / 2)) * se
    ratio = _ratio((t0 + dt0, t1 + dt1), (c0 + dc0, c1 + dc1), alpha)
    beside = [ratio_note(ratio.estimate, ratio.interval)] if ratio else []
    return Displaced(
        estimate=estimate,
        se=se,
        z=estimate / se,
        p_value=None if apart else _two_sided(estimate / se),
        interval=None if apart else (estimate - half, estimate + half),
        interval_level=1 - alpha,
        ratio=ratio,
        notes=(POISSON, *([BASES] if apart else []), *beside),
    )


def _check(given: Sequence[Totals]) -> None:
    for role, pair in zip(ROLES, given, strict=True):
        if not all(isfinite(count) and count >= 0 for count in pair):
            raise ValueError(f"{role}, {tuple(pair)}: expected two totals of at least 0, before and after")
    if not any(any(pair) for pair in given):
        raise ValueError("expected at least one event: all eight totals are 0")


def _ratio(treated: Totals, control: Totals, alpha: float) -> Ratio | None:
    """The ratio of ratios with the delta method; none when a total is nought."""
    counts = (*treated, *control)
    if min(counts) <= 0:
        return None
    found = log(treated[1] / treated[0]) - log(control[1] / control[0])
    se = sqrt(sum(1 / count for count in counts))
    half = -float(ndtri(alpha / 2)) * se
    return Ratio(exp(found), se, (exp(found - half), exp(found + half)), _two_sided(found / se))


def _two_sided(z: float) -> float:
    return float(2 * ndtr(-abs(z)))
