"""Reading analyses: the mark of the data as they are, and the latest answer to a question."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from gvi.steps.incidents.models import TOUCHED, Incident
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.states import RunState
from gvi.steps.review.models import Judgement


def data_mark() -> str:
    """Changes whenever an incident or a judgement has been added or changed: two queries, both by index."""
    touched = (
        Incident.objects.annotate(touched=TOUCHED).order_by(TOUCHED.desc()).values_list("touched", flat=True)
    )
    judged = Judgement.objects.aggregate(latest=Max("at"))["latest"]
    return hashlib.sha256(f"{touched.first()} {judged}".encode()).hexdigest()


def latest_answer(analysis: Analysis, asked: Mapping[str, Any]) -> AnalysisRun | None:
    """The newest answer to the same question, also if the data have changed since: one query."""
    return AnalysisRun.objects.filter(analysis=analysis, asked=dict(asked), state=RunState.DONE).first()
