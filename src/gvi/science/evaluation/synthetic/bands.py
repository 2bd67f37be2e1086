"""The band about the comparison, one interval a time after the start: conformal, or by the placebo test inverted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import Interval, Note
from gvi.science.evaluation.synthetic.asking import Asked
from gvi.science.evaluation.synthetic.conformal import Conformal, Series, conformal
from gvi.science.evaluation.synthetic.fits import Fits
from gvi.science.evaluation.synthetic.pool import Lots, Pool
from gvi.science.evaluation.synthetic.ranking import ranked
from gvi.science.evaluation.synthetic.remarks import CONFORMAL, FEW_TIMES, RANKED_BAND


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Intervals of the effect by column of time; ``periods`` are the conformal answers for the periods asked about."""

    intervals: Mapping[int, Interval]
    notes: tuple[Note, ...]
    steps: tuple[Conformal, ...] = ()
    periods: tuple[Conformal, ...] = field(default=())

    def told(self, times: Sequence[str], size: float) -> dict[str, Any]:
        """The conformal answers as plain values: one p a time, p and interval a period."""
        return {
            "times": {times[one.first]: one.p_value for one in self.steps},
            "periods": [_told(one, times, size) for one in self.periods],
        }


def band(design: Design, asked: Asked, pool: Pool, lots: Lots, fits: Fits) -> Band:
    """Give the band of the treated: conformal where outcomes are matched alike at all times before the start.

    Not when augmented: the regression follows any effect that is supposed, and keeps effects without end.
    """
    after = range(asked.start, design.panel.n_times)
    if asked.match or asked.ridge is not None or not _alike(asked):
        found = {at: ranked(fits, at, at + 1, design.alpha).interval for at in after}
        return Band(_known(found), (RANKED_BAND,))
    apart = design.pooling == "each"
    aims, allowed = Lots(lots.chosen[:1], drawn=False).members(len(pool.units), apart=apart)
    series = Series(pool.outcomes, aims, allowed, asked.start)
    steps = conformal(series, fits.gaps[0], [(at, at + 1) for at in after], design.alpha)
    spans = [(asked.start + first, asked.start + end) for first, end in design.windows()]
    periods = [conformal(series, fits.gaps[0], [span], design.alpha)[0] for span in spans]
    intervals = _known({one.first: one.interval for one in steps})
    return Band(intervals, (CONFORMAL if intervals else FEW_TIMES,), tuple(steps), tuple(periods))


def _alike(asked: Asked) -> bool:
    """Whether every time before the start counts the same."""
    return asked.v == "equal" or (asked.v == "nested" and asked.span == (0, asked.start))


def _known(found: Mapping[int, Interval | None]) -> dict[int, Interval]:
    return {at: interval for at, interval in found.items() if interval is not None}


def _told(one: Conformal, times: Sequence[str], size: float) -> dict[str, Any]:
    interval = None if one.interval is None else [end * size for end in one.interval]
    return {
        "from": times[one.first],
        "to": times[one.end - 1],
        "p_value": one.p_value,
        "interval": interval,
    }
