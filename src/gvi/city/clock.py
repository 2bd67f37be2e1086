"""The hours of the day at which things happen: more in the evening, few in the morning.

Time is stretched and pressed together within each day, never reordered, so that an answer still comes
after what it answers, and midnight stays midnight, so that the period's ends stay where they are.
"""

import numpy as np

from gvi.city.process import Floats

DAY_BEGINS = 5.0  # the quietest hour
HOURS = np.array([0.0, 11.0, 15.0, 19.0, 22.0, 24.0])  # after DAY_BEGINS
SHARES = np.array([0.0, 0.2, 0.42, 19 / 24, 0.95, 1.0])  # of a day's incidents up to that hour


def towards_evening(times: Floats) -> Floats:
    """Move times (days from a midnight) within their day so that most fall between 16 and 03."""
    shifted = times - DAY_BEGINS / 24
    day = np.floor(shifted)
    hours = np.interp(shifted - day, SHARES, HOURS)
    return np.asarray(day + (DAY_BEGINS + hours) / 24, dtype=np.float64)
