"""Work in the background: read inside the room, think outside, come back with what was found.

No transaction is open while it thinks, so that how far it has come can be seen. What the data or the plan do not allow
is told on the page; anything else is our own fault and is raised.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from gvi.science.evaluation.fitting import FitRefused
from gvi.science.evaluation.panel import PanelRefused
from gvi.science.evaluation.plan import PlanRefused
from gvi.science.frames import CellRefused, ColumnMissing
from gvi.steps.studies.models import StudyRun, WedgeRun
from gvi.steps.studies.states import GOING, RunState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.rooms import as_workspace

logger = logging.getLogger(__name__)
STEP = 5
LOST = timedelta(minutes=30)
"""Work that has not come back by then was killed on the way, and may be asked for anew."""
LONGEST = 500
NOT_ALLOWED = (FitRefused, PanelRefused, PlanRefused, CellRefused, ColumnMissing)
Told = Callable[[int], None]
Run = TypeVar("Run", StudyRun, WedgeRun)
Data = TypeVar("Data")
Found = TypeVar("Found")


def work_on(
    runs: type[Run],
    pk: UUID,
    read: Callable[[Run], Data],
    think: Callable[[Data, Told], Found],
    keep: Callable[[Run, Found], dict[str, Any]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Answer the run ``pk``; one that has been answered is left alone. ``keep`` tells the fields of what was found."""
    with as_workspace(by):
        run = runs.objects.filter(pk=pk, state__in=GOING).first()
        if run is None:
            return
        _update(runs, pk, state=RunState.RUNNING)
        data = read(run)
    try:
        found = think(data, _teller(runs, pk, by))
        with as_workspace(by):
            kept = keep(run, found)
            _update(runs, pk, state=RunState.DONE, done=100, finished_at=at, **kept)
    except NOT_ALLOWED as error:
        _fail(runs, pk, why(error)[:LONGEST], by, at)
    except Exception:  # whatever went wrong, the page must be able to say that it did
        logger.exception("study run failed")
        _fail(runs, pk, "", by, at)
        raise


def why(error: Exception) -> str:
    """What the data or the plan do not allow; a cell is told by its place, never by what stands in it."""
    if isinstance(error, CellRefused):
        return str(CellRefused(error.column, error.row, error.expected, sealed=True))
    return str(error)


def _teller(runs: type[Run], pk: UUID, by: Actor) -> Told:
    shown = 0

    def told(done: int) -> None:
        nonlocal shown
        if done >= shown + STEP:
            shown = done
            with as_workspace(by):
                _update(runs, pk, done=min(done, 99))

    return told


def _fail(runs: type[Run], pk: UUID, why: str, by: Actor, at: datetime) -> None:
    with as_workspace(by):
        _update(runs, pk, state=RunState.FAILED, error=why, finished_at=at)


def _update(runs: type[Run], pk: UUID, **fields: Any) -> None:
    runs.objects.filter(pk=pk).update(**fields)


def failure(run: StudyRun | WedgeRun) -> str:
    """Why a run gave no answer, in words; what the science itself says is in English."""
    return run.error or _("Något gick fel i produkten. Försök igen.")
