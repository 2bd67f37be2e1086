"""The treated among the placebos: p by rank, for the whole time and each period, and the intervals that go with it."""

from dataclasses import dataclass

import numpy as np

from gvi.science.evaluation.result import Interval
from gvi.science.evaluation.sdid.estimating import Fits, Rows
from gvi.science.evaluation.sdid.interior import Array
from gvi.science.evaluation.sdid.inverting import Inversion
from gvi.science.evaluation.sdid.placebos import Measured, Progress, Trial, placebo_error, rank_p, together


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """One outcome: what the treated gave, with ``fits`` an ask, and beside it what the placebos did.

    ``p_values`` and ``intervals`` stand in the order of the effects, the whole time first. ``band`` (times,) is how
    far a single time may lie from what would have been by chance.
    """

    trial: Trial
    fits: list[Fits]
    own: Measured
    sets: Rows
    placebos: Measured
    p_values: tuple[float | None, ...]
    intervals: tuple[Interval | None, ...]
    band: Array | None
    se: float | None


def tested(trial: Trial, sets: Rows, alpha: float, random: np.random.Generator, progress: Progress) -> Tested:
    """Fit the treated and the placebos, and test."""
    fits = trial.fits(trial.rows[None])
    own = together(fits)
    placebos = trial.measured(sets, progress=progress)
    columns = range(own.effects.shape[1])
    inversion = Inversion(trial, sets, placebos, own, int(alpha * (1 + len(sets)) + 1e-9))
    scores, among = own.scores[0], placebos.scores
    return Tested(
        trial=trial,
        fits=fits,
        own=own,
        sets=sets,
        placebos=placebos,
        p_values=tuple(None if np.isnan(scores[at]) else rank_p(scores[at], among[:, at]) for at in columns),
        intervals=_intervals(inversion, trial),
        band=inversion.band(),
        se=placebo_error(trial, random),
    )


def _intervals(inversion: Inversion, trial: Trial) -> tuple[Interval | None, ...]:
    """One a column; a period that is the whole time is not sought twice."""
    whole = inversion.interval(0)
    after = trial.asks[0].after
    return (
        whole,
        *(
            whole
            if window == (0, after.stop - after.start) and not trial.staggered
            else inversion.interval(at)
            for at, window in enumerate(trial.asks[0].windows, start=1)
        ),
    )
