"""Work out an analysis in the background: read inside the room, think outside, come back with the result.

No transaction is open while it thinks, so that how far it has come can be seen; killed on the way it is begun anew.
"""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from gvi.steps.mapping.analyses import method_of
from gvi.steps.mapping.models import AnalysisRun
from gvi.steps.mapping.states import RunState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.rooms import as_workspace

logger = logging.getLogger(__name__)
STEP = 5


def work_on_analysis(pk: UUID, *, by: Actor, at: datetime) -> None:
    """Answer the run ``pk``; a run that has been answered, or forgotten, is left alone."""
    by.require(Right.READ_MAPPING)
    with as_workspace(by):
        run = AnalysisRun.objects.filter(pk=pk, state__in=[RunState.QUEUED, RunState.RUNNING]).first()
        if run is None:
            return
        _update(pk, state=RunState.RUNNING)
        data = method_of(run.analysis).read(run.asked)
    shown = 0

    def told(done: int) -> None:
        nonlocal shown
        if done >= shown + STEP:
            shown = done
            with as_workspace(by):
                _update(pk, done=min(done, 99))

    method = method_of(run.analysis)
    try:
        worked = method.work(data, run.asked, told)
        with as_workspace(by):
            kept = method.keep(worked, run.asked, by, at)
            _update(pk, state=RunState.DONE, done=100, result=kept, finished_at=at)
    except Exception:  # whatever went wrong, the page must be able to say that it did
        logger.exception("analysis failed")
        with as_workspace(by):
            _update(pk, state=RunState.FAILED, finished_at=at)
        raise


def _update(pk: UUID, **fields: Any) -> None:
    AnalysisRun.objects.filter(pk=pk).update(**fields)
