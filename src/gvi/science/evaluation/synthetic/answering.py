"""One outcome's answer, put together: the test, the periods, the band, the placebos, and what is to be said of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.result import (
    EventTime,
    Fit,
    Interval,
    Note,
    OutcomeResult,
    PeriodEffect,
    Placebo,
    Point,
    Weights,
)
from gvi.science.evaluation.synthetic.asking import Asked
from gvi.science.evaluation.synthetic.bands import Band, band
from gvi.science.evaluation.synthetic.features import as_they_are, named
from gvi.science.evaluation.synthetic.fits import Fits, fitted
from gvi.science.evaluation.synthetic.pool import Lots, Pool, pool
from gvi.science.evaluation.synthetic.ranking import Ranked, level, ranked
from gvi.science.evaluation.synthetic.remarks import perfect, remarks

Array = NDArray[np.float64]
LEAST_WEIGHT, LEFT_OUT_FROM = 1e-6, 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """One outcome's result, its figures by name, and notes."""

    result: OutcomeResult
    diagnostics: dict[str, Any]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One outcome under work. ``size`` is 1, or the number of the treated when they are summed."""

    design: Design
    name: str
    asked: Asked
    pool: Pool
    lots: Lots
    fits: Fits
    size: float

    @property
    def first(self) -> int:
        """The first column that counts."""
        return self.asked.start + self.design.phase_in

    def interval(self, found: Interval | None) -> Interval | None:
        """An interval at the size that is told."""
        return None if found is None else (found[0] * self.size, found[1] * self.size)


def answer(
    design: Design,
    name: str,
    asked: Asked,
    lots: Lots,
    *,
    in_time: str | None,
    leave_one_out: bool,
    progress: Callable[[int], None],
) -> Answered:
    """Fit one outcome with all placebos and say what came of it."""
    if asked.start + design.phase_in >= design.panel.n_times:
        raise PanelRefused(f"phase_in {design.phase_in}: expected at least one period after it")
    work, whole = tested(design, name, asked, lots, progress)
    units, fits, size = work.pool, work.fits, work.size
    withheld = perfect(units, fits)
    about = band(design, asked, units, lots, fits)
    placebos = [
        *_units(work, whole),
        *(_earlier(work, in_time) if in_time is not None else ()),
        *(_left_out(work) if leave_one_out else ()),
    ]
    result = OutcomeResult(
        outcome=name,
        estimate=whole.estimate * size,
        scale="difference",
        interval=None if withheld else work.interval(whole.interval),
        interval_level=level(len(lots.chosen), design.alpha),
        p_value=None if withheld else whole.p_value,
        effects_by_period=tuple(_periods(work, withheld)),
        event_study=tuple(_steps(work, about)),
        series=tuple(_points(work, about)),
        weights=Weights(units=_weights(work)),
        fit=Fit(float(fits.rmspe[0]) * size, float(whole.ratios[0]), _loss(work)),
        placebos=tuple(placebos),
    )
    notes = (*remarks(design, units, lots, fits, whole), *about.notes)
    return Answered(result, _diagnostics(work, whole, about), notes)


def tested(
    design: Design,
    name: str,
    asked: Asked,
    lots: Lots,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[Work, Ranked]:
    """Fit one outcome with all placebos and test the whole time after the start, and nothing more."""
    units = pool(design, name)
    fits = fitted(design, units, asked, name, lots, progress=progress)
    size = float(units.treated) if design.pooling == "sum" else 1.0
    work = Work(design, name, asked, units, lots, fits, size)
    return work, ranked(fits, work.first, design.panel.n_times, design.alpha)


def ratio(work: Work, whole: Ranked) -> float | None:
    """What was observed over what would have been; none when that is not above zero."""
    observed = float(work.pool.outcomes[: work.pool.treated, whole.first : whole.end].mean())
    expected = observed - whole.estimate
    return observed / expected if expected > 0 else None


def _periods(work: Work, withheld: bool) -> list[PeriodEffect]:
    times, start = work.design.panel.times, work.asked.start
    found = []
    for first, end in work.design.windows():
        one = ranked(work.fits, start + first, start + end, work.design.alpha)
        found.append(
            PeriodEffect(
                times[start + first],
                times[start + end - 1],
                one.estimate * work.size,
                None if withheld else work.interval(one.interval),
                None if withheld else one.p_value,
            )
        )
    return found


def _steps(work: Work, about: Band) -> list[EventTime]:
    start = work.asked.start
    return [
        EventTime(at - start, float(gap) * work.size, work.interval(about.intervals.get(at)))
        for at, gap in enumerate(work.fits.gaps[0])
    ]


def _points(work: Work, about: Band) -> list[Point]:
    observed = work.pool.outcomes[: work.pool.treated].mean(axis=0) * work.size
    points = []
    for at, time in enumerate(work.design.panel.times):
        seen = float(observed[at])
        effect = work.interval(about.intervals.get(at))
        low, high = (None, None) if effect is None else (seen - effect[1], seen - effect[0])
        points.append(Point(time, seen, seen - float(work.fits.gaps[0, at]) * work.size, low, high))
    return points


def _weights(work: Work) -> dict[str, float]:
    held = work.fits.weights[0]
    order = np.argsort(-np.abs(held), kind="stable")
    return {work.pool.units[at]: float(held[at]) for at in order if abs(held[at]) > LEAST_WEIGHT}


def _loss(work: Work) -> float:
    """The mean squared gap over the times that V is judged on."""
    first, end = work.asked.span
    return float((work.fits.gaps[0, first:end] ** 2).mean())


def _units(work: Work, whole: Ranked) -> list[Placebo]:
    """Every other lot, its gaps divided by its own RMSPE before the start."""
    scaled = work.fits.gaps / np.maximum(work.fits.rmspe, np.finfo(float).tiny)[:, None]
    estimates = work.fits.gaps[:, whole.first : whole.end].mean(axis=1) * work.size
    ranks = (whole.ratios[None, :] >= whole.ratios[:, None]).mean(axis=1)
    return [
        Placebo(
            "unit",
            " + ".join(work.pool.units[row] for row in work.lots.chosen[lot]),
            float(estimates[lot]),
            float(ranks[lot]),
            float(whole.ratios[lot]),
            gap=tuple(float(gap) for gap in scaled[lot]),
        )
        for lot in range(1, len(work.lots.chosen))
    ]


def _earlier(work: Work, in_time: str) -> list[Placebo]:
    """The same method with a start before the true one, looking at nothing from the true one on."""
    start, true = work.design.panel.column(in_time), work.asked.start
    if not 1 < start < true:
        times = work.design.panel.times
        raise PanelRefused(
            f"in_time {in_time}: expected a time after {times[1]} and before the start {times[true]}"
        )
    asked = work.asked.before(start)
    fits = fitted(work.design, work.pool, asked, work.name, work.lots)
    found = ranked(fits, start, true, work.design.alpha)
    scaled = fits.gaps[0, :true] / max(float(fits.rmspe[0]), np.finfo(float).tiny)
    return [
        Placebo(
            "time",
            in_time,
            found.estimate * work.size,
            found.p_value,
            float(found.ratios[0]),
            work.interval(found.interval),
            tuple(float(gap) for gap in scaled),
        )
    ]


def _left_out(work: Work) -> list[Placebo]:
    """The treated without each donor that holds a hundredth of the weight or more."""
    held = np.abs(work.fits.weights[0])
    donors = [int(at) for at in np.argsort(-held, kind="stable") if held[at] >= LEFT_OUT_FROM]
    alone = Lots(work.lots.chosen[:1], drawn=False)
    found = []
    for donor in donors if len(work.design.donors) > 1 else ():
        fits = fitted(work.design, work.pool, work.asked, work.name, alone, without=(donor,))
        one = ranked(fits, work.first, work.design.panel.n_times, work.design.alpha)
        scaled = fits.gaps[0] / max(float(fits.rmspe[0]), np.finfo(float).tiny)
        found.append(
            Placebo(
                "left_out",
                work.pool.units[donor],
                one.estimate * work.size,
                rmspe_ratio=float(one.ratios[0]),
                gap=tuple(float(gap) for gap in scaled),
            )
        )
    return found


def _diagnostics(work: Work, whole: Ranked, about: Band) -> dict[str, Any]:
    found: dict[str, Any] = {
        "place": int((whole.ratios >= whole.ratios[0] * (1 - 1e-9)).sum()),
        "lots": len(work.lots.chosen),
        "ratio": ratio(work, whole),
        "placebo_gaps": "divided by each unit's own RMSPE before the start",
        "conformal": about.told(work.design.panel.times, work.size),
    }
    if work.asked.match:
        found["balance"] = _balance(work)
    if work.fits.v is not None:
        names = named(work.design.panel, work.asked)
        found["v"] = dict(zip(names, map(float, work.fits.v), strict=True))
    if work.fits.ridge is not None:
        found["ridge"] = work.fits.ridge
    if work.design.pooling == "each":
        effects = work.fits.own[:, whole.first : whole.end].mean(axis=1)
        found["by_unit"] = dict(zip(work.design.treated, map(float, effects), strict=True))
    return found


def _balance(work: Work) -> list[dict[str, Any]]:
    """What was matched: the treated, their comparison, and the donors' plain mean."""
    values = as_they_are(work.design.panel, work.pool.rows, work.pool.outcomes, work.asked, work.name)
    treated, donors = values[: work.pool.treated].mean(axis=0), values[work.pool.treated :].mean(axis=0)
    names = named(work.design.panel, work.asked)
    rows = zip(names, treated, work.fits.weights[0] @ values, donors, strict=True)
    return [
        {"column": name, "treated": float(own), "synthetic": float(made), "donors": float(mean)}
        for name, own, made, mean in rows
    ]
