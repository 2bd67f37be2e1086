"""Ask for an analysis: found if the same question was answered on the same data, worked out at once where the data are
few, else left to ``gvi worker``, where it can be found again (screens.md, "Every long job").

The queue's payload is the room, the member and the run, nothing more.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from gvi.steps.mapping.analyses import method_of
from gvi.steps.mapping.models import Analysis, AnalysisRun
from gvi.steps.mapping.queries.runs import data_mark
from gvi.steps.mapping.states import RunState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.signing import signed

AT_ONCE = 2_000
LOST = timedelta(minutes=30)
"""Work that has not come back by then was killed on the way, and is asked for anew."""

KEPT = 30


def ask_analysis(
    analysis: Analysis, asked: Mapping[str, Any], *, by: Actor, at: datetime, at_once: int = AT_ONCE
) -> AnalysisRun:
    """The run that answers ``asked`` on the data as they are now: done, or on its way."""
    by.require(Right.READ_MAPPING)
    mark = data_mark()
    with transaction.atomic():
        same = AnalysisRun.objects.filter(analysis=analysis, asked=dict(asked), mark=mark)
        fresh = Q(state=RunState.DONE) | Q(state__in=[RunState.QUEUED, RunState.RUNNING], at__gt=at - LOST)
        found = same.filter(fresh).first()
        if found is not None:
            return found
        run = AnalysisRun.objects.create(analysis=analysis, asked=dict(asked), mark=mark, **signed(by, at))
        _forget_old(analysis)
        if method_of(analysis).rows(asked) <= at_once:
            return _at_once(run, by, at)
        _defer(run, by)
    return run


def _at_once(run: AnalysisRun, by: Actor, at: datetime) -> AnalysisRun:
    run.state = RunState.RUNNING
    run.save(update_fields=["state"])
    method = method_of(run.analysis)
    worked = method.work(method.read(run.asked), run.asked, lambda done: None)
    run.result = method.keep(worked, run.asked, by, at)
    run.state, run.done, run.finished_at = RunState.DONE, 100, at
    run.save(update_fields=["state", "result", "done", "finished_at"])
    return run


def _defer(run: AnalysisRun, by: Actor) -> None:
    from gvi.steps.mapping.tasks import work_on

    work_on.defer(workspace=str(own_room(by)), member=str(own_member(by)), run=str(run.pk))


def _forget_old(analysis: Analysis) -> None:
    """An answer to yesterday's data is worth keeping for a while, not for ever."""
    old = AnalysisRun.objects.filter(analysis=analysis).order_by("-at").values("pk")[KEPT:]
    AnalysisRun.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
