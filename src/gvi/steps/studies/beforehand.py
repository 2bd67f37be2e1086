"""What can be told of a plan before it is locked and run: whether its method can answer with what was before its start.

Only the time before the start is looked at (science.md, "Evaluation"), so that looking gives no outcome away.
"""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _

from gvi.science.evaluation import times
from gvi.science.evaluation.assessing import design_of
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.plan import Plan
from gvi.science.evaluation.times import Step
from gvi.steps.studies.panels.made import as_frame
from gvi.steps.studies.working import NOT_ALLOWED

SERIES = "interrupted_series"
SEASONED = {Step.MONTH: 12, Step.QUARTER: 4}
YEARS = 2
ENOUGH = 36
"""Steps before the start that a series needs for a p-value."""


def season_possible(plan: Plan, csv: str) -> bool:
    """Whether every calendar month (quarter) has an event before the start, in every outcome."""
    asked = _asked(plan, csv)
    return asked is None or not _bare(asked)


def warnings(plan: Plan, csv: str) -> list[str]:
    """Why the plan can't be answered, or not with a p-value, as far as the figures before the start tell."""
    asked = _asked(plan, csv)
    if asked is None:
        return [
            _("Metoden kan inte svara med de uppgifter som finns nu. Se över enheter, start och perioder.")
        ]
    if plan.method.name != SERIES:
        return []
    return [*_season_told(plan, asked), *_length_told(asked)]


def _asked(plan: Plan, csv: str) -> Design | None:
    try:
        return design_of(plan, as_frame(csv), ahead=True).design
    except NOT_ALLOWED:
        return None


def _season_told(plan: Plan, asked: Design) -> Sequence[str]:
    if getattr(plan.method, "season", None) is False or not _bare(asked):
        return []
    return [
        _(
            "Metoden kan inte svara: någon kalendermånad har inga händelser alls före starten. Välj att inte räkna med "
            "årstider, eller ett utfall med fler händelser."
        )
    ]


def _length_told(asked: Design) -> Sequence[str]:
    before = min(asked.starts.values())
    if before >= ENOUGH:
        return []
    return [
        _(
            "Inget p-värde kommer att ges: det behövs %(enough)s tidssteg före starten, och här finns %(before)s."
        )
        % {"enough": ENOUGH, "before": before}
    ]


def _bare(asked: Design) -> bool:
    """Whether a month of the model's factor has nothing before the start."""
    panel, start = asked.panel, min(asked.starts.values())
    turn = SEASONED.get(panel.step)
    if turn is None or start < YEARS * turn:
        return False
    days = [times.first_day(panel.step, panel.first + column) for column in range(start)]
    months = np.array([day.month if day else 0 for day in days])
    rows = list(asked.treated_rows)
    counts = [asked.matrix(name)[rows, :start].sum(axis=0) for name in asked.outcomes]
    return any(not y[months == month].any() for y in counts for month in np.unique(months))
