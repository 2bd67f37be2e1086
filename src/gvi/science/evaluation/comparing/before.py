"""What was already there before: did treated and others part ways in the time before the start?

The time before is cut in two and the later half compared with the earlier. That nothing was *found* proves little, so
the verdict is one of equivalence: the interval, at one minus twice alpha, must lie within the margin (Schuirmann 1987).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from gvi.science.evaluation.comparing.assigning import Deals
from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.comparing.question import Family, Question
from gvi.science.evaluation.comparing.randomising import Randomised, invert
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.result import Interval

FEWEST = 4


@dataclass(frozen=True, slots=True)
class Before:
    """The later half of the time before beside the earlier, and whether it lies within ``margin`` of no difference.

    ``equivalent`` is none when there is no interval to judge by.
    """

    estimate: float
    interval: Interval | None
    p_value: float | None
    margin: float

    @property
    def equivalent(self) -> bool | None:
        """Whether the whole interval lies within the margin."""
        if self.interval is None:
            return None
        return -self.margin <= self.interval[0] and self.interval[1] <= self.margin

    def figures(self) -> dict[str, Any]:
        """The figures by name, for the result's diagnostics."""
        return {
            "before_difference": self.estimate,
            "before_interval": None if self.interval is None else list(self.interval),
            "before_p_value": self.p_value,
            "before_margin": self.margin,
            "before_equivalent": self.equivalent,
        }


def before(
    family: Family, whole: Question, dealt: Deals, start: int, asked: Design, *, withheld: bool
) -> Before | None:
    """Compare the halves of the columns up to ``start``; none when they are under four or hold no outcomes."""
    if start < FEWEST:
        return None
    cells = np.zeros((2, 1, start))
    cells[1, 0, start // 2 :] = 1
    labels = (dealt.labels > 0).astype(np.int64)
    question = Question(
        family,
        whole.outcome[:, :start],
        labels[0],
        cells,
        whole.weights,
        None if whole.exposure is None else whole.exposure[:, :start],
    )
    if not question.outcome.any():
        return None
    estimate = fit(question).effects[0]
    if estimate is None:
        return None
    margin = float(np.log1p(asked.margin))
    if family == "linear":
        margin = asked.margin * abs(float(question.outcome[question.treated].mean()))
    if withheld:
        return Before(estimate, None, None, margin)
    tried = Randomised(question, Deals(labels, dealt.exact), cells[1, 0])
    se = tried.se(estimate)
    return Before(estimate, invert(tried.p_value, estimate, se, 2 * asked.alpha), tried.p_value(), margin)
