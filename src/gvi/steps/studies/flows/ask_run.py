"""Put the plan of a study to its figures: before the lock as a trial that is marked so, after it as the answer.

One run at a time; the work is left to ``gvi worker`` and found again (screens.md, "Every long job").
"""

from datetime import datetime

from django.db import transaction

from gvi.steps.studies.flows.common import held_study, in_hand
from gvi.steps.studies.flows.keep_panel import panel_now
from gvi.steps.studies.models import PlanVersion, Study, StudyRun
from gvi.steps.studies.plan_text import check_fits, read
from gvi.steps.studies.refusals import NoPanel, NoPlan, StillGoing
from gvi.steps.studies.states import GOING
from gvi.steps.studies.working import LOST
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.inside import own_member, own_room
from gvi.trust.workspaces.rights import Right


def ask_run(
    study: Study, *, by: Actor, at: datetime, version: PlanVersion | None = None, defer: bool = True
) -> StudyRun:
    """Ask for a run of ``version``: the locked plan unless told otherwise, else the latest."""
    by.require(Right.WRITE_STUDIES)
    with transaction.atomic():
        held = held_study(study.pk)
        if StudyRun.objects.filter(study=held, state__in=GOING, at__gt=at - LOST).exists():
            raise StillGoing
        plan = version or plan_that_counts(held)
        if plan is None:
            raise NoPlan
        panel = panel_now(held, by=by, at=at)
        if panel is None:
            raise NoPanel
        check_fits(read(plan.text), panel)
        run = StudyRun.objects.create(study=held, plan=plan, panel=panel, **in_hand(by, at))
        write(Operation.COMBINE, "studies.ask_run", by=by, kind="study", record=held.pk)
        if defer:
            _defer(run, by)
    return run


def plan_that_counts(study: Study) -> PlanVersion | None:
    """The locked version; before the lock the latest: one query."""
    versions = PlanVersion.objects.filter(study=study)
    return versions.filter(lock__isnull=False).first() or versions.first()


def _defer(run: StudyRun, by: Actor) -> None:
    from gvi.steps.studies.tasks import work_on_run

    work_on_run.defer(workspace=str(own_room(by)), member=str(own_member(by)), run=str(run.pk))
