"""How long answers take: within the window, and all by Kaplan & Meier (1958) with the unanswered censored."""

import numpy as np

from gvi.science.chains.record import DAY, NOBODY, Floats, Record


def median_days(gap_days: Floats) -> float | None:
    """Return the median of the answers' delays in days; None when nothing was answered."""
    return float(np.median(gap_days)) if len(gap_days) else None


def km_days(record: Record) -> float | None:
    """Return the Kaplan-Meier median of days from an incident to the next opposite one, however late it comes.

    Incidents that nobody has answered at the end of the file are censored there. None when under half are answered,
    since the median then lies outside what has been seen.
    """
    stride = record.span + 1
    keys = record.direction * stride + record.seconds
    row = np.searchsorted(keys, record.opposite * stride + record.seconds, side="right")
    row = np.minimum(row, max(record.n - 1, 0))
    later = (record.opposite != NOBODY) & (record.direction[row] == record.opposite)
    later &= record.seconds[row] > record.seconds
    waited = np.where(later, record.seconds[row] - record.seconds, record.span - record.step - record.seconds)
    if not record.n or 2 * later.sum() < record.n:
        return None
    return km_median(waited / DAY, later)


def km_median(waited: Floats, answered: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float | None:
    """Return the first time at which the Kaplan-Meier curve is at most a half; None when it never is.

    ``waited`` (n,) in days, ``answered`` (n,) whether the wait ended with an answer or was cut off.

    >>> km_median(np.array([1.0, 2.0, 3.0, 9.0]), np.array([True, True, False, True]))
    2.0
    """
    times, place = np.unique(waited, return_inverse=True)
    ended = np.bincount(place, answered, len(times))
    left = len(waited) - np.cumsum(np.bincount(place, minlength=len(times))) + np.bincount(place)
    surviving = np.cumprod(1 - ended / left)
    reached = surviving <= 0.5 + 1e-12
    return float(times[reached.argmax()]) if reached.any() else None
