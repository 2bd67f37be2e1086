"""Fits that may fail: what every model says when it did not converge, instead of a number.

A fit that is not a fit gives no estimate and no p; who asked is told what to try (science.md, Evaluation).
"""


class FitRefused(ValueError):
    """A model could not be fitted: why, and what to try. ``why`` and ``attempt`` are whole clauses in English.

    >>> raise FitRefused("the fit did not converge", "leave out the month factor")
    Traceback (most recent call last):
    ...
    gvi.science.evaluation.fitting.FitRefused: the fit did not converge; try this: leave out the month factor
    """

    def __init__(self, why: str, attempt: str) -> None:
        super().__init__(f"{why}; try this: {attempt}")
        self.why = why
        self.attempt = attempt
