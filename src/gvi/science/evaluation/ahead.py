"""A plan made before its time: the panel as long as the plan will ask for, so that power and names can be looked at.

What has not happened stands as noughts, and nothing that looks at a design ahead reads the time after the start.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from gvi.science.evaluation.panel import Matrix, Panel
from gvi.science.evaluation.plan import Plan, PlanRefused


def reaching(plan: Plan, panel: Panel, starts: Mapping[str, str]) -> tuple[Panel, dict[str, str]]:
    """Lengthen a panel to the plan's last period or end; a start some time after the data is taken as the next step.

    Raises ``PlanRefused`` when the data end before the start and the plan does not say how far it reaches.
    """
    columns = {unit: panel.column(when) for unit, when in starts.items()}
    gap = max(0, min(columns.values()) - panel.n_times)
    first = min(columns.values()) - gap
    last = max((last for _, last in plan.windows.periods), default=0)
    if plan.treatment.end is not None:
        last = max(last, panel.column(str(plan.treatment.end)) + 1 - min(columns.values()))
    if not last and first >= panel.n_times:
        raise PlanRefused(
            "windows", "periods", f"periods, since the data end {panel.times[-1]}, before the start"
        )
    latest = max(columns.values()) - gap
    longer = _longer(panel, max(0, first + last - panel.n_times, latest + 1 - panel.n_times))
    return longer, {unit: longer.times[column - gap] for unit, column in columns.items()}


def _longer(panel: Panel, steps: int) -> Panel:
    def more(matrix: Matrix, value: float | None) -> Matrix:
        last = matrix[:, -1:] if value is None else np.full((len(matrix), 1), value)
        return np.concatenate([matrix, np.repeat(last, steps, axis=1)], axis=1)

    return replace(
        panel,
        outcomes={name: more(matrix, 0.0) for name, matrix in panel.outcomes.items()},
        preliminary=np.pad(panel.preliminary, (0, steps), constant_values=True),
        exposure=None if panel.exposure is None else more(panel.exposure, None),
        covariates={name: more(matrix, np.nan) for name, matrix in panel.covariates.items()},
    )
