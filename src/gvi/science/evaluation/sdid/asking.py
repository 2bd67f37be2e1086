"""From a design to a trial: which rows, which columns, and the outcomes in the unit they are compared in."""

import numpy as np

from gvi.science.evaluation.design import Design
from gvi.science.evaluation.sdid.estimating import Ask
from gvi.science.evaluation.sdid.interior import Array
from gvi.science.evaluation.sdid.placebos import Trial


def trial_of(asked: Design, name: str) -> Trial:
    """Put the design's question about one outcome."""
    rows, outcomes = asked.treated_rows, compared(asked, name)
    starts = [asked.starts[unit] for unit in asked.treated] if asked.pooling == "each" else [asked.start]
    together = 1 if asked.pooling == "each" else len(rows)
    asks = tuple(_ask(asked, outcomes, start, together) for start in starts)
    return Trial(asks, rows, np.concatenate([rows, asked.donor_rows]))


def compared(asked: Design, name: str) -> Array:
    """The outcomes as they are compared: as they stand, or at the treated units' mean exposure."""
    exposure = asked.panel.exposure
    if exposure is None:
        return asked.matrix(name)
    return asked.matrix(name) / exposure * float(exposure[asked.treated_rows].mean())


def _ask(asked: Design, outcomes: Array, start: int, together: int) -> Ask:
    """One start's columns; the phase-in belongs to neither side, and windows count from the end of it."""
    first = start + asked.phase_in
    length = outcomes.shape[1] - first
    windows = tuple(
        (low - asked.phase_in, min(high - asked.phase_in, length)) for low, high in asked.windows()
    )
    return Ask(outcomes, slice(0, start), slice(first, outcomes.shape[1]), together, windows)
